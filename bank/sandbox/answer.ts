import {
  BANK_ERROR_STATUS,
  type BankErrorCode,
  type BankErrorReply,
  type BareErrorCode,
} from '#contracts/bank/errors.ts';

/** A reply before it is sent. `text` is the body as it will stand on the wire, so that a repetition is the same bytes. */
export type Answer = { readonly status: number; readonly text: string };

/** For technicians; never names a person, a number or what was sent. */
const MESSAGES: Readonly<Record<BankErrorCode, string>> = {
  badRequest: 'The request does not fit the contract.',
  unauthorised: 'The bearer token is missing or unknown.',
  customerUnknown: 'No such customer.',
  cardUnknown: 'No such card of this customer.',
  codeUnknown: 'No such code.',
  operationUnknown: 'Nothing is known under this idempotency key.',
  productUnknown: 'No such product.',
  orderUnknown: 'No such order of this customer.',
  applicationUnknown: 'No such application of this customer.',
  blankUnknown: 'No blank card of this bank.',
  caseUnknown: 'No such case.',
  nameMismatch: 'The document is known under another name.',
  noPhone: 'No phone number is reserved for this card.',
  refusedByBank: 'The bank does not do this now.',
  tooLarge: 'The body is larger than 64 kB.',
  unsupportedMediaType: 'The body must be application/json.',
  keyReused: 'The idempotency key belongs to another request.',
  tooSoon: 'A code was just sent.',
  tooManyCodes: 'No more codes for this card now.',
  internal: 'The bank could not answer.',
};

export const answer = (value: object): Answer => ({ status: 200, text: JSON.stringify(value) });

export const errorAnswer = (code: BareErrorCode): Answer =>
  refusal({ error: { code, message: MESSAGES[code] } });

/** The same may be asked again after so many seconds. */
export const tooSoonAnswer = (retryAfterSeconds: number): Answer =>
  refusal({ error: { code: 'tooSoon', message: MESSAGES.tooSoon, retryAfterSeconds } });

const refusal = (body: BankErrorReply): Answer => ({
  status: BANK_ERROR_STATUS[body.error.code],
  text: JSON.stringify(body),
});
