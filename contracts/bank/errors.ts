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
  'nameMismatch',
  'noPhone',
  'refusedByBank',
  'tooLarge',
  'unsupportedMediaType',
  'keyReused',
  'tooManyCodes',
  'internal',
] as const satisfies readonly (keyof typeof BANK_ERROR_STATUS)[];

export const bankErrorCode = z.enum(BANK_ERROR_CODES);
export type BankErrorCode = z.infer<typeof bankErrorCode>;

/** `message` is for the bank's and the terminal's technicians; customers never read it. */
export const bankErrorReply = z.strictObject({
  error: z.strictObject({ code: bankErrorCode, message: z.string().max(200) }),
});
export type BankErrorReply = z.infer<typeof bankErrorReply>;
