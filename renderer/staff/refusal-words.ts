import type { PinWeakness } from '#contracts/branch/staff.ts';
import type { Refused } from './api.ts';
import type { StaffWords } from './words.ts';

const lookUp = <T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

/** What a refusal means, for the person it happened to. */
export function refusalWords({ code, detail, retryAfter }: Refused, words: StaffWords): string {
  const { wrong } = words;
  if (code === 'unreachable') return words.unreachable;
  if (code === 'pinWeak')
    return lookUp<string>(words.weak satisfies Record<PinWeakness, string>, detail) ?? wrong.other;
  if (code === 'badRequest' && detail === 'validUntil') return wrong.validUntil;
  if (code === 'pinWrong') return retryAfter === undefined ? wrong.pinWrong : wrong.pinWrongWait;
  return lookUp<string>(wrong, code) ?? wrong.other;
}
