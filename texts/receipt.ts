import type { Language } from '#contracts/language.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { textsFor } from './format.ts';

type Result = BodyOf<'result'>;

/** The outcome of a service as a receipt states it; "unknown" is stated as unknown. */
export function receiptOutcome(service: ServiceId, outcome: Result['outcome'], language: Language): string {
  const { t } = textsFor(language);
  return outcome === 'done' ? t(`receipt.outcome.${service}.done`) : t(`receipt.outcome.${outcome}`);
}

/** Why the bank refused, in words; null when it did not. */
export function receiptRefusal(refusal: Result['refusal'], language: Language): string | null {
  return refusal === null ? null : textsFor(language).t(`receipt.refusal.${refusal}`);
}

/** Why the machine keeps a card. */
export const retainedReason = (reason: BodyOf<'cardRetained'>['reason'], language: Language): string =>
  textsFor(language).t(`receipt.retained.${reason}`);
