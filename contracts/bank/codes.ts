import { z } from 'zod';
import { maskedPhone, oneTimeCode, opaqueRef } from './values.ts';

/** What the proof of a code will be good for, and for nothing else. */
export const codePurpose = z.enum(['changePhone', 'signUpEBanking']);
export type CodePurpose = z.infer<typeof codePurpose>;

export const codeRequest = z.strictObject({ customerRef: opaqueRef, purpose: codePurpose });

/** A code is on its way to the phone reserved for the card. Seconds count from the bank's sending. */
export const sentCode = z.strictObject({
  codeRef: opaqueRef,
  sentTo: maskedPhone,
  validSeconds: z.int().min(30).max(3600),
  resendAfterSeconds: z.int().min(0).max(3600),
});
export type SentCode = z.infer<typeof sentCode>;

export const codeAttempt = z.strictObject({ code: oneTimeCode });

/**
 * `right` gives a proof for one use. Asking again with the same right code gives the same proof while it is fresh,
 * so a lost answer may be asked for again. `expired`: too late, spent, or a newer code was sent. `locked`: the last
 * try was wrong; a new code is needed.
 */
export const codeVerdict = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('right'), proofRef: opaqueRef }),
  z.strictObject({ result: z.literal('wrong'), triesLeft: z.int().min(1).max(9) }),
  z.strictObject({ result: z.literal('expired') }),
  z.strictObject({ result: z.literal('locked') }),
]);
export type CodeVerdict = z.infer<typeof codeVerdict>;
