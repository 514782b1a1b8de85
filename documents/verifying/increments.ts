import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#foundation/result.ts';
import { objectOf, type PdfFile } from '../pdf/file.ts';
import { pagesOf } from '../pdf/pages.ts';
import { entry, itemsOf, type PdfValue, refOf, serialise } from '../pdf/value.ts';
import { increment, type NewObject } from '../pdf/write.ts';
import {
  BANK_FIELD,
  bankIncrement,
  bankSignatureNumber,
  customerIncrement,
  customerNumbers,
} from '../sealing/increments.ts';
import { coverage } from '../sealing/placeholder.ts';
import type { Finding, Signer } from './report.ts';

/** A signature as it stands in the file. */
export type Placed = {
  readonly by: Signer;
  readonly claimedAt: number;
  /** Where this increment ends, which is where the coverage must end. */
  readonly end: number;
  readonly hole: { readonly from: number; readonly to: number };
  readonly range: PdfValue;
  readonly contents: Uint8Array;
};

export type CustomerPlaced = Placed & { readonly evidence: Uint8Array; readonly baseLength: number };

const fault = (finding: Finding): Result<never, Finding> => err(finding);

/**
 * The customer's increment: made anew from the parts that may vary (place, ink, evidence, time, signature) and compared
 * byte for byte, so that whatever else an increment could carry shows.
 */
export function customerPart(file: PdfFile): Result<CustomerPlaced, Finding> {
  const numbers = customerNumbers(file);
  const [base, revision] = file.revisions;
  const signature = revision?.objects.get(numbers.signature)?.value;
  const widget = revision?.objects.get(numbers.widget)?.value;
  const appearance = revision?.objects.get(numbers.appearance);
  const evidence = revision?.objects.get(numbers.evidence)?.stream;
  const page = pagesOf(file, 0)?.find((known) => known.number === refOf(entry(widget, 'P')));
  const placed = revision && place('customer', signature, file, 1);
  if (!revision || !placed || !page || !appearance?.stream || !evidence)
    return fault({ code: 'changedObjects', signature: 'customer', offset: base.end });
  const rect = entry(widget, 'Rect');
  const boundingBox = entry(appearance.value, 'BBox');
  if (!rect || !boundingBox || !isBox(rect) || !isBox(boundingBox) || !isInk(appearance.stream))
    return fault({ code: 'changedObjects', signature: 'customer', object: numbers.appearance });
  const baseLength = baseEnd(file);
  const expected = customerIncrement(file, {
    page,
    rect,
    boundingBox,
    appearance: appearance.stream,
    evidence,
    ...valuesOf(signature),
  });
  const wrong = difference(file, 1, baseLength, expected, 'customer');
  return wrong ? fault(wrong) : ok({ ...placed, evidence, baseLength });
}

/** The bank's increment: its signature and a field without a place, nothing else. */
export function bankPart(file: PdfFile): Result<Placed, Finding> {
  const number = bankSignatureNumber(file);
  const revision = file.revisions[2];
  const signature = revision?.objects.get(number)?.value;
  const placed = revision && place('bank', signature, file, 2);
  const page = objectOf(file, refOf(entry(objectOf(file, customerNumbers(file).widget, 1)?.value, 'P')), 1);
  if (!placed || !page)
    return fault({ code: 'changedObjects', signature: 'bank', offset: file.revisions[1]?.end ?? 0 });
  const expected = bankIncrement(file, page, valuesOf(signature));
  const wrong = difference(file, 2, endOf(file, 1), expected, 'bank');
  return wrong ? fault(wrong) : ok(placed);
}

/**
 * Whether a signature covers everything from the first byte to the end of its own increment, but its own hole
 * (ISO 32000-1, 12.8.1): four whole numbers in one way of writing.
 */
export function isCoverage(placed: Placed): boolean {
  const { hole, end } = placed;
  const numbers = itemsOf(placed.range)?.map((item) => (item.kind === 'number' ? item.text : ''));
  return numbers?.join() === coverage(hole, end).join();
}

/** SHA-256 of what it covers. */
export const digestOf = (file: PdfFile, placed: Placed): Buffer =>
  createHash('sha256')
    .update(file.bytes.subarray(0, placed.hole.from))
    .update(file.bytes.subarray(placed.hole.to, placed.end))
    .digest();

/** Whether anything in the file looks like a signature, of whatever kind. */
export const mentionsSignature = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return ['/ByteRange', '/ETSI.CAdES.detached', `/T (${BANK_FIELD})`].some((mark) =>
    text.includes(mark, 0, 'latin1'),
  );
};

function place(
  by: Signer,
  signature: PdfValue | undefined,
  file: PdfFile,
  revision: number,
): Placed | undefined {
  const contents = entry(signature, 'Contents');
  const range = entry(signature, 'ByteRange');
  const claimedAt = dateOf(entry(signature, 'M'));
  if (contents?.kind !== 'string' || contents.form !== 'hex' || !range || claimedAt === undefined)
    return undefined;
  const hole = { from: contents.from, to: contents.to };
  return { by, claimedAt, end: endOf(file, revision), hole, range, contents: contents.bytes };
}

const NOTHING: PdfValue = { kind: 'null' };
const valuesOf = (signature: PdfValue | undefined) => ({
  range: entry(signature, 'ByteRange') ?? NOTHING,
  contents: entry(signature, 'Contents') ?? NOTHING,
  at: entry(signature, 'M') ?? NOTHING,
});

/** Behind the one end of line that closes an increment of ours. */
const endOf = (file: PdfFile, revision: number): number => (file.revisions[revision]?.end ?? 0) + 1;

/** How long the base was when it was shown: with the end of line it brought, or without. */
function baseEnd(file: PdfFile): number {
  const [base, next] = file.revisions;
  const first = Math.min(...[...(next?.objects.values() ?? [])].map((object) => object.from));
  const between = Buffer.from(file.bytes.subarray(base.end, first)).toString('latin1');
  // One end of line is the base's own or ours; which of the two, the evidence record says and its hash proves.
  const recorded = recordedLength(next?.objects.get(customerNumbers(file).evidence)?.stream);
  return recorded === base.end || recorded === base.end + between.length ? recorded : -1;
}

function recordedLength(evidence: Uint8Array | undefined): number | undefined {
  const found = /"length":(\d{1,9})[,}]/.exec(Buffer.from(evidence ?? []).toString('latin1'));
  return found ? Number(found[1]) : undefined;
}

/** Objects first, so that the finding can name the one that was changed; then every byte. */
function difference(
  file: PdfFile,
  index: number,
  from: number,
  expected: readonly NewObject[] | undefined,
  signature: Signer,
): Finding | undefined {
  const revision = file.revisions[index];
  if (!revision || !expected || from < 0) return { code: 'changedObjects', signature };
  const wanted = new Map(expected.map((object) => [object.number, object]));
  for (const object of revision.objects.values()) {
    const want = wanted.get(object.number);
    if (!want || serialise(want.value) !== serialise(object.value))
      return { code: 'changedObjects', signature, object: object.number, offset: object.from };
  }
  const before: PdfFile = {
    bytes: file.bytes.subarray(0, from),
    revisions: [file.revisions[0], ...file.revisions.slice(1, index)],
  };
  const made = increment(before, expected);
  const found = file.bytes.subarray(from, endOf(file, index));
  const at = firstDifference(made, found);
  return at === undefined ? undefined : { code: 'changedObjects', signature, offset: from + at };
}

function firstDifference(made: Uint8Array, found: Uint8Array): number | undefined {
  const length = Math.max(made.length, found.length);
  for (let i = 0; i < length; i++) if (made[i] !== found[i]) return i;
  return undefined;
}

/** `D:20261122020000Z` and no other form. */
function dateOf(value: PdfValue | undefined): number | undefined {
  const text = value?.kind === 'string' ? Buffer.from(value.bytes).toString('latin1') : '';
  const parts = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts) return undefined;
  const at = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`);
  return Number.isNaN(at) ? undefined : at;
}

const isBox = (value: PdfValue): boolean => {
  const items = itemsOf(value);
  return items?.length === 4 && items.every((item) => item.kind === 'number');
};

/** Only what the ink is made of: numbers, and operators that draw lines and fill outlines. */
const isInk = (stream: Uint8Array): boolean =>
  /^(?:(?:-?\d+(?:\.\d+)?|w|m|l|c|h|S|f|q|Q|RG|rg|J|j)[ \n])*$/.test(Buffer.from(stream).toString('latin1'));
