import { createHash } from 'node:crypto';
import { concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { MAX_PDF_BYTES, type PdfFile, readPdf } from '../pdf/file.ts';
import { entry, hexString, number, type PdfValue } from '../pdf/value.ts';
import { increment, type NewObject } from '../pdf/write.ts';
import type { SealingError } from './failure.ts';

/** Bytes kept for a CMS: the customer's chain, and the bank's with a time stamp and its chain. */
export const CUSTOMER_HOLE = 12 * 1024;
export const BANK_HOLE = 24 * 1024;

/** An increment that waits for its signature. */
export type Unsigned = {
  /** The whole file; the hole is full of zeros. */
  readonly bytes: Uint8Array;
  /** Where the hexadecimal text stands, `<` and `>` included. */
  readonly hole: { readonly from: number; readonly to: number };
  /** SHA-256 of everything but the hole, lower-case hexadecimal. */
  readonly digest: string;
};

const RANGE = '[ 0 9999999991 9999999992 9999999993 ]';
const RANGE_VALUE: PdfValue = {
  kind: 'array',
  items: ['0', '9999999991', '9999999992', '9999999993'].map((text) => ({ kind: 'number', text })),
};

/** ByteRange and hole of a signature dictionary, to be filled by `appendUnsigned`; the hole follows the range. */
export const signaturePlaceholder = (holeBytes: number) => ({
  range: RANGE_VALUE,
  contents: hexString(new Uint8Array(holeBytes)),
});

/** Appends the objects to the file and fixes what the signature in object `signature` will cover. */
export function appendUnsigned(
  file: PdfFile,
  objects: readonly NewObject[],
  signature: number,
): Result<Unsigned, SealingError> {
  const bytes = concat(file.bytes, increment(file, objects));
  if (bytes.length > MAX_PDF_BYTES) return err({ code: 'paperTooLarge' });
  // Read back by the same strict reader that will verify it: what it does not take is never signed.
  const read = readPdf(bytes);
  const contents = entry(
    read.ok ? read.value.revisions.at(-1)?.objects.get(signature)?.value : undefined,
    'Contents',
  );
  if (contents?.kind !== 'string') return err({ code: 'paperUnusable', detail: 'increment' });
  const { from, to } = contents;
  const range = Buffer.from(bytes.buffer).lastIndexOf(RANGE, from, 'latin1');
  if (range < file.bytes.length) return err({ code: 'paperUnusable', detail: 'range' });
  bytes.set(Buffer.from(`[ ${coverage({ from, to }, bytes.length).join(' ')} ]`, 'latin1'), range);
  return ok({ bytes, hole: { from, to }, digest: coveredDigest(bytes, { from, to }) });
}

/** The numbers of a ByteRange (ISO 32000-1, 12.8.1): all but the hole. Ten digits each, so that there is one way to write it. */
export const coverage = (hole: Unsigned['hole'], end: number): readonly string[] => [
  '0',
  ...[hole.from, hole.to, end - hole.to].map((n) => n.toString().padStart(10, '0')),
];

export const coveredDigest = (bytes: Uint8Array, hole: Unsigned['hole']): string =>
  createHash('sha256').update(bytes.subarray(0, hole.from)).update(bytes.subarray(hole.to)).digest('hex');

/** A copy of the file with the CMS in its hole, the rest of the hole zero. */
export function fillHole(
  bytes: Uint8Array,
  hole: Unsigned['hole'],
  cms: Uint8Array,
): Result<Uint8Array, SealingError> {
  const digits = hole.to - hole.from - 2;
  const text = Buffer.from(cms).toString('hex');
  if (text.length > digits) return err({ code: 'signatureTooLarge' });
  const filled = Uint8Array.from(bytes);
  filled.set(Buffer.from(text.padEnd(digits, '0'), 'latin1'), hole.from + 1);
  return ok(filled);
}

/** `D:20261122020000Z`: seconds, universal time (7.9.4). */
export const pdfDate = (at: number): PdfValue => ({
  kind: 'string',
  form: 'literal',
  bytes: Buffer.from(`D:${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`, 'latin1'),
  from: 0,
  to: 0,
});

export const box = (x: number, y: number, width: number, height: number): PdfValue => ({
  kind: 'array',
  items: [x, y, x + width, y + height].map(number),
});
