import { z } from 'zod';
import { bankErrorCode } from './errors.ts';

/** Why an answer that came, or did not come, cannot be trusted. */
export const unknownReason = z.enum([
  /** No whole answer before the call's deadline. */
  'timeout',
  /** The connection ended before the answer did. */
  'cut',
  /** The answer points elsewhere (a captive portal does). */
  'redirect',
  /** Not JSON: an HTML page, a broken encoding. */
  'notJson',
  /** JSON, but not this contract's, or an answer to another request. */
  'wrongSchema',
  'oversize',
  /** 5xx. */
  'serverError',
]);
export type UnknownReason = z.infer<typeof unknownReason>;

/**
 * Why a call to the bank has no value. Each speaks of this sending only: when an earlier sending under the same key
 * ended `unknown`, only `operation` or a value settles it.
 * - `refused`: the bank understood and said no (`bankCode`); nothing was done.
 * - `notFound`: what was named is not there; nothing was done.
 * - `rejected`: the bank did not take the request as such (token, form, key); a technician's matter; nothing was done.
 * - `invalidInput`: does not fit the contract; never left this process.
 * - `unreachable`: certainly not sent, no connection was had.
 * - `unknown`: sent, or perhaps sent, and no trustworthy answer came. It is never "declined".
 */
export const bankFailure = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('refused'),
    bankCode: bankErrorCode,
    /** With `tooSoon`: the same may be asked again after so long. */
    retryAfterSeconds: z.int().min(1).max(3600).optional(),
  }),
  z.strictObject({ code: z.literal('notFound'), bankCode: bankErrorCode }),
  z.strictObject({ code: z.literal('rejected'), bankCode: bankErrorCode }),
  z.strictObject({ code: z.literal('invalidInput'), detail: z.string().max(200) }),
  z.strictObject({ code: z.literal('unreachable'), detail: z.string().max(200) }),
  z.strictObject({
    code: z.literal('unknown'),
    reason: unknownReason,
    /** A field's path or an HTTP status; never a value. */
    detail: z.string().max(200).optional(),
  }),
]);
export type BankFailure = z.infer<typeof bankFailure>;
