import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { type BoundStrokes, boundStrokesSchema, hashOfCanonical, strokesSummary } from './strokes.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ precision: 3 });
/** Names of ours: they name rules, texts and machines, never a person. */
const token = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:@/+ -]{0,95}$/);
const dwell = z.int().min(0).max(86_400_000);

export const MAX_PAGES = 200;
/** Of the record as it is embedded. */
export const MAX_RECORD_BYTES = 256 * 1024;

/**
 * What is known of one signing, embedded in the paper under the customer's own signature. It names nobody: the visit
 * is a token, the strokes are a hash, answers are the names of choices.
 */
export const evidenceRecordSchema = z.strictObject({
  version: z.literal(1),
  document: z.strictObject({
    template: token,
    textVersion: token,
    number: token,
    /** Of the bytes as they were rendered and shown, before anything was signed; their length in bytes. */
    sha256,
    length: z.int().min(1),
    pages: z.int().min(1).max(MAX_PAGES),
  }),
  visit: token,
  /** Pages as they were shown, from 1, and the hash of the bytes they were drawn from. */
  shown: z
    .array(
      z.strictObject({
        page: z.int().min(1).max(MAX_PAGES),
        sha256,
        firstShownAt: instant,
        dwellMs: dwell,
      }),
    )
    .min(1)
    .max(MAX_PAGES),
  consents: z
    .array(z.strictObject({ rule: token, textVersion: token, answer: z.enum(['yes', 'no']), at: instant }))
    .max(100),
  /** Teach-back: which answer was chosen to which question, and whether it was right. */
  answers: z.array(z.strictObject({ question: token, answer: token, right: z.boolean() })).max(100),
  /**
   * Earlier steps of the visit that a member of staff operated for the customer: which, from when until when, and by whom,
   * by a digest that only the branch service can resolve. Left out where there were none.
   */
  assisted: z
    .array(z.strictObject({ service: token, step: token, from: instant, to: instant, by: token }))
    .min(1)
    .max(100)
    .optional(),
  strokes: z.strictObject({
    sha256,
    count: z.int().min(1).max(500),
    points: z.int().min(1).max(20_000),
    durationMs: dwell,
    source: z.enum(['touch', 'signaturePad']),
    model: token,
  }),
  /** What was recorded in picture and sound until then: which recording, how many segments, and the link of the last. */
  recording: z.strictObject({ id: token, segments: z.int().min(1).max(3_600), link: sha256 }).optional(),
  /** 32 random bytes, made anew for every signing. */
  nonce: sha256,
  /** SHA-256 over the canonical JSON of `{ document, nonce, strokes }`, three hashes in hexadecimal. */
  binding: sha256,
  /** Where the terminal's journal stood when the record was made. */
  journal: z.strictObject({ sequence: z.int().min(0), head: sha256 }),
  terminal: token,
  times: z.strictObject({ opened: instant, signed: instant }),
});
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>;

/** What the terminal knows before the record is made; the rest follows from it. */
export type EvidenceFacts = Omit<EvidenceRecord, 'version' | 'strokes' | 'binding'> & {
  readonly drawnOn: Pick<EvidenceRecord['strokes'], 'source' | 'model'>;
};

export type EvidenceError = CodedError<
  | 'recordInvalid'
  /** The strokes were drawn for another document or another signing. */
  | 'strokesOfAnother'
  | 'pageNotShown'
  /** A page was drawn from other bytes than the ones that are signed. */
  | 'shownIsNotSigned'
  | 'bindingWrong'
>;

export const bindingOf = (parts: {
  readonly document: string;
  readonly nonce: string;
  readonly strokes: string;
}): string => hashOfCanonical(parts);

/** The record of one signing, or why there is none: strokes drawn for another document never make one. */
export function makeEvidence(
  facts: EvidenceFacts,
  strokes: BoundStrokes,
): Result<EvidenceRecord, EvidenceError> {
  const bound = boundStrokesSchema.safeParse(strokes);
  if (!bound.success) return err({ code: 'recordInvalid', detail: 'strokes' });
  if (bound.data.documentSha256 !== facts.document.sha256 || bound.data.nonce !== facts.nonce)
    return err({ code: 'strokesOfAnother' });
  const { drawnOn, ...known } = facts;
  const summary = strokesSummary(bound.data.drawn);
  return checkEvidence({
    ...known,
    version: 1,
    strokes: { ...summary, ...drawnOn },
    binding: bindingOf({
      document: facts.document.sha256,
      nonce: facts.nonce,
      strokes: summary.sha256,
    }),
  });
}

/** Whether a record holds together in itself: its shape, its binding, every page shown from the signed bytes. */
export function checkEvidence(value: unknown): Result<EvidenceRecord, EvidenceError> {
  const read = evidenceRecordSchema.safeParse(value);
  if (!read.success)
    return err({ code: 'recordInvalid', detail: read.error.issues[0]?.path.join('.') ?? '' });
  const record = read.data;
  const { document, nonce, strokes } = record;
  if (record.binding !== bindingOf({ document: document.sha256, nonce, strokes: strokes.sha256 }))
    return err({ code: 'bindingWrong' });
  if (record.shown.some((page) => page.sha256 !== document.sha256)) return err({ code: 'shownIsNotSigned' });
  const seen = new Set(record.shown.map((page) => page.page));
  if (
    seen.size !== document.pages ||
    seen.size !== record.shown.length ||
    Math.max(...seen) !== document.pages
  )
    return err({ code: 'pageNotShown' });
  return ok(record);
}

/** The very bytes that are embedded: RFC 8785 canonical JSON. */
export const evidenceBytes = (record: EvidenceRecord): Uint8Array =>
  Buffer.from(canonicalize(record) ?? '', 'utf8');

/** Reads embedded bytes; only the canonical form of a record is one. */
export function readEvidence(bytes: Uint8Array): Result<EvidenceRecord, EvidenceError> {
  if (bytes.length > MAX_RECORD_BYTES) return err({ code: 'recordInvalid', detail: 'size' });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err({ code: 'recordInvalid', detail: 'JSON' });
  }
  const record = checkEvidence(value);
  if (record.ok && Buffer.compare(evidenceBytes(record.value), bytes) !== 0)
    return err({ code: 'recordInvalid', detail: 'canonical form' });
  return record;
}
