import type { z } from 'zod';
import { BANK_ERROR_STATUS, type BankErrorCode, bankErrorReply } from '#contracts/bank/errors.ts';
import type { BankFailure } from '#contracts/bank/failure.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { isHonestText } from '#foundation/text.ts';
import { type RawReply, unknown } from './exchange.ts';

/** How an error of the bank is told upwards. `internal` says nothing about what was done. */
const KIND: Readonly<Record<BankErrorCode, 'refused' | 'notFound' | 'rejected' | 'unknown'>> = {
  badRequest: 'rejected',
  unauthorised: 'rejected',
  tooLarge: 'rejected',
  unsupportedMediaType: 'rejected',
  keyReused: 'rejected',
  customerUnknown: 'notFound',
  cardUnknown: 'notFound',
  codeUnknown: 'notFound',
  operationUnknown: 'notFound',
  productUnknown: 'notFound',
  orderUnknown: 'notFound',
  applicationUnknown: 'notFound',
  blankUnknown: 'notFound',
  caseUnknown: 'notFound',
  nameMismatch: 'refused',
  noPhone: 'refused',
  refusedByBank: 'refused',
  tooSoon: 'refused',
  tooManyCodes: 'refused',
  internal: 'unknown',
};

/**
 * Reads a whole reply as the contract has it. Only what the contract says for this very call is believed: another
 * status, an error this call does not have, a field too many, or text with hidden characters is `unknown`.
 */
export function readReply<Reply>(
  { status, contentType, body }: RawReply,
  shape: z.ZodType<Reply>,
  errors: readonly BankErrorCode[],
): Result<Reply, BankFailure> {
  if (status >= 500) return unknown('serverError', `status ${status}`);
  if (status >= 300 && status < 400) return unknown('redirect', `status ${status}`);
  if (!/^application\/json\s*(?:;|$)/i.test(contentType)) return unknown('notJson', `status ${status}`);
  const json = parseJson(body);
  if (json === undefined) return unknown('notJson', `status ${status}`);

  if (status === 200) {
    const reply = shape.safeParse(json.value);
    if (!reply.success) return unknown('wrongSchema', firstPath(reply.error));
    return isHonest(reply.data) ? ok(reply.data) : unknown('wrongSchema', 'hidden characters');
  }
  const reply = bankErrorReply.safeParse(json.value);
  if (!reply.success) return unknown('wrongSchema', `status ${status}`);
  const { code } = reply.data.error;
  const kind = KIND[code];
  if (BANK_ERROR_STATUS[code] !== status || !errors.includes(code) || kind === 'unknown')
    return unknown('wrongSchema', `status ${status}`);
  if (kind !== 'refused') return err({ code: kind, bankCode: code });
  const { error } = reply.data;
  const more = error.code === 'tooSoon' ? { retryAfterSeconds: error.retryAfterSeconds } : {};
  return err({ code: kind, bankCode: code, ...more });
}

function parseJson(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch {
    return undefined;
  }
}

/** Where the first fault lies, by field names of the contract; never a value. */
const firstPath = (error: z.ZodError) =>
  (error.issues[0]?.path.map(String).join('.') || 'body').slice(0, 200);

/** The shape is checked before, so this walk is as deep as the contract and no deeper. */
function isHonest(value: unknown): boolean {
  if (typeof value === 'string') return isHonestText(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isHonest);
}
