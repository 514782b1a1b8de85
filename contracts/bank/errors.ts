import { z } from 'zod';

/** Every error code of the bank with the only HTTP status it may come with. */
export const BANK_ERROR_STATUS = {
  /** The request does not fit the contract. */
  badRequest: 400,
  /** The bearer token is missing or not one of the bank's. */
  unauthorised: 401,
  customerUnknown: 404,
  cardUnknown: 404,
  codeUnknown: 404,
  operationUnknown: 404,
  productUnknown: 404,
  orderUnknown: 404,
  applicationUnknown: 404,
  blankUnknown: 404,
  caseUnknown: 404,
  /** The document's number is known under another name. */
  nameMismatch: 409,
  /** No phone number is reserved for this card. */
  noPhone: 409,
  /** The bank does not do this now, and says no more. */
  refusedByBank: 409,
  tooLarge: 413,
  unsupportedMediaType: 415,
  /** The idempotency key belongs to another request. */
  keyReused: 422,
  /** A code was just sent; another can be had after the seconds the error names. */
  tooSoon: 429,
  /** No more codes for this card now. */
  tooManyCodes: 429,
  internal: 500,
} as const;

export const BANK_ERROR_CODES = [
  'badRequest',
  'unauthorised',
  'customerUnknown',
  'cardUnknown',
  'codeUnknown',
  'operationUnknown',
  'productUnknown',
  'orderUnknown',
  'applicationUnknown',
  'blankUnknown',
  'caseUnknown',
  'nameMismatch',
  'noPhone',
  'refusedByBank',
  'tooLarge',
  'unsupportedMediaType',
  'keyReused',
  'tooSoon',
  'tooManyCodes',
  'internal',
] as const satisfies readonly (keyof typeof BANK_ERROR_STATUS)[];

export const bankErrorCode = z.enum(BANK_ERROR_CODES);
export type BankErrorCode = z.infer<typeof bankErrorCode>;
/** Errors of which there is no more to say than the code. */
export type BareErrorCode = Exclude<BankErrorCode, 'tooSoon'>;

const message = z.string().max(200);

/** `message` is for the bank's and the terminal's technicians; customers never read it. */
export const bankErrorReply = z.strictObject({
  error: z.union([
    z.strictObject({ code: bankErrorCode.exclude(['tooSoon']), message }),
    z.strictObject({ code: z.literal('tooSoon'), message, retryAfterSeconds: z.int().min(1).max(3600) }),
  ]),
});
export type BankErrorReply = z.infer<typeof bankErrorReply>;
