import * as z from 'zod';
import { anchorRequestSchema } from '#contracts/branch/anchor.ts';
import { assistanceRequestSchema, LONG_POLL_MAXIMUM_SECONDS } from '#contracts/branch/assistance.ts';
import { custodyRequestSchema } from '#contracts/branch/custody.ts';
import { languageSchema } from '#contracts/language.ts';

/** An id a terminal chose: it stands in a path and cannot be guessed. */
export const recordId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
/** A name from a declared list (a screen kind, a service): never free text. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);
const visitToken = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const assistanceBody = assistanceRequestSchema.extend({
  id: recordId,
  visit: visitToken,
  step: name,
  service: name.nullable(),
  language: languageSchema,
});

export const custodyBody = custodyRequestSchema.extend({
  id: recordId,
  reference: z.string().regex(/^[A-Z0-9-]{1,20}$/),
  visit: visitToken.nullable(),
});

export const anchorBody = anchorRequestSchema;

/** A whole number in a query, without sign, exponent or leading zero. */
const count = (maximum: number) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/)
    .transform(Number)
    .pipe(z.int().max(maximum));

export const longPollQuery = z.strictObject({
  after: count(Number.MAX_SAFE_INTEGER).optional(),
  wait: count(LONG_POLL_MAXIMUM_SECONDS).default(0),
});

export const anchorQuery = z.strictObject({
  terminal: z.string().max(16),
  journal: anchorRequestSchema.shape.journal,
  after: count(Number.MAX_SAFE_INTEGER).optional(),
});
