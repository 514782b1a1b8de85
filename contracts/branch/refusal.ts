import * as z from 'zod';

/** Every reason for which the branch service refuses, as its answers name it; `docs/branch.md` says what each means. */
export const BRANCH_REFUSALS = [
  'badRequest',
  'badJson',
  'notJson',
  'bodyTooLarge',
  'notFound',
  'wrongHost',
  'wrongOrigin',
  'signatureMissing',
  'signatureMalformed',
  'contentDigestMismatch',
  'signatureInvalid',
  'terminalUnknown',
  'clockSkew',
  'nonceReplayed',
  'enrolmentCodeUnknown',
  'enrolmentCodeExpired',
  'enrolmentCodeUsed',
  'notYours',
  'notFromPage',
  'notSignedIn',
  'notAllowed',
  'pinWrong',
  'pinWait',
  'pinLocked',
  'pinWeak',
  'expired',
  'secondWanted',
  'codeInvalid',
  'numberTaken',
  'notYourself',
  'idConflict',
  'illegalMove',
  'anchorConflict',
  'unknownService',
  'branchClosed',
  'noSuchSlot',
  'slotFull',
  'keyInvalid',
  'bankUnreachable',
  'staleTicket',
  'counterUnknown',
  'counterTaken',
  'counterNotOpen',
  'counterBusy',
  'nobodyWaiting',
  'tooEarly',
  'alreadyDecided',
  'approvalOver',
  'overtakenEnough',
  'tooManyRequests',
  'tooManyWaiting',
  'certificateRefused',
  'sealUnavailable',
  'paperRefused',
  'paperVoid',
  'storeUnavailable',
  'pagesMissing',
  'internal',
] as const;
export const branchRefusalSchema = z.enum(BRANCH_REFUSALS);
export type BranchRefusal = z.infer<typeof branchRefusalSchema>;

/** Body of every answer that is not a success. */
export const refusalBodySchema = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[A-Za-z]{1,40}$/),
    detail: z.string().max(400).optional(),
    /** With `clockSkew`: the service's wall clock, so that the terminal can say by how much its own is wrong. */
    serverTime: z.iso.datetime().optional(),
    /** With `pinWrong`, `pinWait` and `tooManyRequests`: seconds before which asking again is refused. */
    retryAfter: z.int().min(1).max(86_400).optional(),
  }),
});
export type RefusalBody = z.infer<typeof refusalBodySchema>;
