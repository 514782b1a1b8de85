import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';

/** 64 zeros: what the first entry names as its predecessor. */
export const GENESIS_PREVIOUS = '0'.repeat(64);

const HASH = /^[0-9a-f]{64}$/;

/** A fact is public by construction: a truth value, a number, or a short token. Words and numbers of people are sealed instead. */
export type Fact = boolean | number | string | null;
export type Facts = Readonly<Record<string, Fact>>;

const TOKEN = /^[A-Za-z0-9_.:@/+ -]{0,96}$/;
/** Seven digits in a row may be part of somebody's number; hashes and tokens of ours carry letters between. */
const NUMBER_LIKE = /\d{7}/;

/** Whether a value may stand in the journal unsealed. */
export const isFact = (value: unknown): value is Fact =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && TOKEN.test(value) && !NUMBER_LIKE.test(value));

/** A member of staff's number as it may stand there: in fours, since a longer run of digits looks like a customer's. */
export const staffFact = (number: string): string => number.replace(/\d{4}(?=\d)/g, '$&-');

/** One entry as it is written, exported and hashed: docs/journal.md. */
export const entrySchema = z.strictObject({
  seq: z.int().min(0),
  /** Wall clock, ISO 8601 UTC with milliseconds. May jump; the order is `seq`. */
  at: z.iso.datetime({ precision: 3 }),
  /** Which run of the host wrote it. */
  boot: z.string().max(40),
  /** Token of the visit, or null between visits. It names nobody. */
  visit: z.string().max(40).nullable(),
  kind: z.string().regex(/^[a-z][A-Za-z.]{0,47}$/),
  facts: z.record(z.string().max(40), z.union([z.boolean(), z.number(), z.string().max(96), z.null()])),
  /** SHA-256 of each sealed value that belongs to this entry, so that a value cannot be exchanged later. */
  sealed: z.record(z.string().max(40), z.string().regex(HASH)),
  previous: z.string().regex(HASH),
});
export type Entry = z.infer<typeof entrySchema>;

/** RFC 8785 canonical JSON of an entry: the very bytes that are hashed. */
export function canonicalBody(entry: Entry): string {
  const body = canonicalize(entry);
  if (body === undefined) throw new Error('an entry is always an object');
  return body;
}

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes. */
export const hashOf = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** A digest in lower-case hexadecimal as it may stand there: in fours, for the same reason. */
export const digestFact = (hex: string): string => hex.replace(/[0-9a-f]{4}(?=.)/g, '$&:');
