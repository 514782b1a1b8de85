import { toHex } from '#foundation/bytes.ts';
import type { Pan } from '../pan.ts';

export type CardScheme = 'unionPay' | 'visa' | 'mastercard' | 'amex' | 'jcb' | 'discover' | 'other';

/**
 * Application identifiers this terminal knows, in the order in which it asks a card without a directory for them
 * (EMV Book 1, 12.3.3). UnionPay comes first: it is the home scheme.
 */
export const KNOWN_AIDS: readonly { readonly aid: string; readonly scheme: CardScheme }[] = [
  { aid: 'A000000333010101', scheme: 'unionPay' },
  { aid: 'A000000333010102', scheme: 'unionPay' },
  { aid: 'A000000333010103', scheme: 'unionPay' },
  { aid: 'A0000000031010', scheme: 'visa' },
  { aid: 'A0000000032010', scheme: 'visa' },
  { aid: 'A0000000032020', scheme: 'visa' },
  { aid: 'A0000000041010', scheme: 'mastercard' },
  { aid: 'A0000000043060', scheme: 'mastercard' },
  { aid: 'A00000002501', scheme: 'amex' },
  { aid: 'A0000000651010', scheme: 'jcb' },
  { aid: 'A0000001523010', scheme: 'discover' },
  { aid: 'A0000006581010', scheme: 'other' },
];

/** Place of the known AID that `aid` begins with (partial selection), or `undefined` for an application we do not know. */
export function knownAidIndex(aid: Uint8Array): number | undefined {
  const text = toHex(aid);
  const index = KNOWN_AIDS.findIndex((known) => text.startsWith(known.aid));
  return index < 0 ? undefined : index;
}

export function schemeOfAid(aid: Uint8Array): CardScheme {
  const index = knownAidIndex(aid);
  return (index === undefined ? undefined : KNOWN_AIDS[index]?.scheme) ?? 'other';
}

/** First digits of the schemes' numbers, for a stripe, which names no application. Order matters: 62 before 622. */
const NUMBER_RANGES: readonly { readonly range: RegExp; readonly scheme: CardScheme }[] = [
  { range: /^(62|81)/, scheme: 'unionPay' },
  { range: /^4/, scheme: 'visa' },
  { range: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, scheme: 'mastercard' },
  { range: /^3[47]/, scheme: 'amex' },
  { range: /^35(2[89]|[3-8])/, scheme: 'jcb' },
  { range: /^(6011|64[4-9]|65)/, scheme: 'discover' },
];

export const schemeOfPan = (pan: Pan): CardScheme =>
  NUMBER_RANGES.find(({ range }) => range.test(pan))?.scheme ?? 'other';
