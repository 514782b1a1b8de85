import { type CodedError, err, type Result } from '#foundation/result.ts';
import { Lexer } from './lexer.ts';
import { countOf, nameOf, type PdfDict, type PdfValue, refOf, walk } from './value.ts';

/** Larger papers are neither sealed nor verified. */
export const MAX_PDF_BYTES = 32 * 1024 * 1024;
/** A base and what was appended to it. Two signatures need three; the rest is read only to say what it is. */
export const MAX_REVISIONS = 8;
const MAX_OBJECTS = 50_000;

export type PdfObject = {
  readonly number: number;
  /** Where `n 0 obj` begins. */
  readonly from: number;
  readonly value: PdfValue;
  /** Raw bytes of a stream, filters not undone. */
  readonly stream?: Uint8Array;
};

/** The base, or one incremental update (7.5.6): its own objects, its own table, its own end. */
export type Revision = {
  /** The first byte behind the revision before, and the first behind this one's `%%EOF`, without an end of line. */
  readonly from: number;
  readonly end: number;
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly trailer: PdfDict;
  /** Where its `xref` stands. */
  readonly table: number;
};

export type PdfFile = { readonly bytes: Uint8Array; readonly revisions: readonly [Revision, ...Revision[]] };

export type FileFault = CodedError<'syntax' | 'tooLarge'> & {
  readonly at: number;
  /** The revision in which it was found, counted from 0. */
  readonly revision: number;
};

/**
 * Reads a file from its first byte to its last, once, with every byte accounted for: a header, then revisions of
 * objects, a table, a trailer and an end. Nothing is looked up through offsets; offsets are only compared with what was
 * read. So there are no loops to follow, no second reading of the same bytes, and nothing hides between objects.
 * Cross-reference streams, object streams, encryption and dangling references are refused: no paper of ours has them.
 */
export function readPdf(bytes: Uint8Array): Result<PdfFile, FileFault> {
  if (bytes.length > MAX_PDF_BYTES) return err({ code: 'tooLarge', at: MAX_PDF_BYTES, revision: 0 });
  const lexer = new Lexer(bytes);
  let revision = 0;
  const read = Lexer.attempt((): PdfFile => {
    header(lexer);
    const base = readRevision(lexer, undefined);
    const revisions: [Revision, ...Revision[]] = [base];
    const defined = new Set(base.objects.keys());
    refuseDangling(lexer, base, defined);
    for (;;) {
      const end = lexer.at;
      lexer.endOfLine();
      if (lexer.at === bytes.length) break;
      revision++;
      lexer.space();
      if (lexer.at === bytes.length) lexer.refuse('something behind the end', end);
      if (revisions.length >= MAX_REVISIONS) lexer.refuse('too many revisions');
      const next = readRevision(lexer, revisions.at(-1), end);
      for (const number of next.objects.keys()) defined.add(number);
      refuseDangling(lexer, next, defined);
      revisions.push(next);
    }
    return { bytes, revisions };
  });
  return read.ok ? read : err({ ...read.error, revision });
}

/** The newest form of an object up to a revision, itself included; the last one where none is named. */
export function objectOf(file: PdfFile, number: number | undefined, upTo?: number): PdfObject | undefined {
  if (number === undefined) return undefined;
  for (let index = upTo ?? file.revisions.length - 1; index >= 0; index--) {
    const found = file.revisions[index]?.objects.get(number);
    if (found) return found;
  }
  return undefined;
}

function header(lexer: Lexer): void {
  lexer.expect('%PDF-');
  if (!/^(1\.[4-7]|2\.0)$/.test(Buffer.from(lexer.bytes.subarray(lexer.at, lexer.at + 3)).toString('latin1')))
    lexer.refuse('an unknown version');
  lexer.at += 3;
  if (!lexer.endOfLine()) lexer.refuse('a broken header');
  // The one comment a file has: four bytes that say it is binary (7.5.2).
  if (lexer.peek() === 0x25) {
    for (let i = 1; i <= 4; i++) if ((lexer.bytes[lexer.at + i] ?? 0) < 0x80) lexer.refuse('a comment');
    lexer.at += 5;
    if (!lexer.endOfLine()) lexer.refuse('a broken header');
  }
}

function readRevision(lexer: Lexer, before: Revision | undefined, from = 0): Revision {
  const objects = new Map<number, PdfObject>();
  lexer.space();
  while (!lexer.startsWith('xref')) {
    const object = readObject(lexer);
    if (objects.has(object.number)) lexer.refuse('an object twice in one revision', object.from);
    if (objects.size >= MAX_OBJECTS) lexer.refuse('too many objects');
    objects.set(object.number, object);
    lexer.space();
  }
  const table = lexer.at;
  readTable(lexer, objects, before !== undefined);
  lexer.space();
  lexer.expect('trailer');
  lexer.space();
  const at = lexer.at;
  const trailer = lexer.value();
  if (trailer.kind !== 'dict') return lexer.refuse('a broken trailer', at);
  checkTrailer(lexer, at, trailer, objects, before);
  lexer.space();
  lexer.expect('startxref');
  lexer.space();
  const startAt = lexer.at;
  if (lexer.integer() !== table) lexer.refuse('startxref points elsewhere', startAt);
  if (!lexer.endOfLine()) lexer.refuse('a broken end');
  lexer.expect('%%EOF');
  return { from, end: lexer.at, objects, trailer, table };
}

function readObject(lexer: Lexer): PdfObject {
  const from = lexer.at;
  const number = lexer.integer();
  lexer.expect(' 0 obj');
  lexer.space();
  const value = lexer.value();
  lexer.space();
  if (!lexer.startsWith('stream')) {
    lexer.expect('endobj');
    return { number, from, value };
  }
  const stream = readStream(lexer, value);
  lexer.space();
  lexer.expect('endobj');
  return { number, from, value, stream };
}

function readStream(lexer: Lexer, value: PdfValue): Uint8Array {
  const entries = value.kind === 'dict' ? value.entries : undefined;
  const length = countOf(entries?.get('Length'));
  const type = nameOf(entries?.get('Type'));
  if (length === undefined || entries?.has('F')) return lexer.refuse('a stream of unknown length');
  if (type === 'ObjStm' || type === 'XRef') lexer.refuse('objects in a stream');
  lexer.expect('stream');
  // A lone CR would leave open where the data begins (7.3.8.1).
  if (lexer.peek() === 0x0d) lexer.at++;
  if (lexer.peek() !== 0x0a) lexer.refuse('a broken stream');
  lexer.at++;
  if (lexer.at + length > lexer.bytes.length) lexer.refuse('a stream beyond the end');
  const stream = lexer.bytes.subarray(lexer.at, lexer.at + length);
  lexer.at += length;
  lexer.endOfLine();
  lexer.expect('endstream');
  return stream;
}

/** Entries of twenty bytes (7.5.4); each must be one object of this revision where it stands, and all must be there. */
function readTable(lexer: Lexer, objects: ReadonlyMap<number, PdfObject>, update: boolean): void {
  lexer.expect('xref');
  if (!lexer.endOfLine()) lexer.refuse('a broken table');
  const named = new Set<number>();
  while (lexer.peek() !== 0x74 && lexer.peek() !== 0x0a && lexer.peek() !== 0x0d) {
    const first = lexer.integer();
    lexer.expect(' ');
    const count = lexer.integer();
    if (!lexer.endOfLine()) lexer.refuse('a broken table');
    for (let number = first; number < first + count; number++) {
      const line = Buffer.from(lexer.bytes.subarray(lexer.at, lexer.at + 20)).toString('latin1');
      const parts = /^(\d{10}) (\d{5}) ([nf])( \n|\r\n| \r)$/.exec(line);
      if (!parts || named.has(number)) return lexer.refuse('a broken table');
      named.add(number);
      const object = objects.get(number);
      if (parts[3] === 'n') {
        if (parts[2] !== '00000' || object?.from !== Number(parts[1])) lexer.refuse('the table lies');
      } else if (object || (update && number !== 0)) lexer.refuse('the table hides an object');
      lexer.at += 20;
    }
  }
  for (const object of objects.values())
    if (!named.has(object.number)) lexer.refuse('an object out of the table', object.from);
}

const TRAILER_KEYS = new Set(['Size', 'Root', 'Info', 'ID', 'Prev']);

function checkTrailer(
  lexer: Lexer,
  at: number,
  trailer: PdfDict,
  objects: ReadonlyMap<number, PdfObject>,
  before: Revision | undefined,
): void {
  for (const key of trailer.entries.keys())
    if (!TRAILER_KEYS.has(key)) lexer.refuse('an unknown entry in a trailer', at);
  const size = countOf(trailer.entries.get('Size'));
  const last = Math.max(0, ...objects.keys());
  if (size === undefined || size <= last || refOf(trailer.entries.get('Root')) === undefined)
    return lexer.refuse('a broken trailer', at);
  const previous = trailer.entries.get('Prev');
  if (!before) {
    if (previous) lexer.refuse('a base with something before it', at);
    return;
  }
  if (countOf(previous) !== before.table) lexer.refuse('a trailer that follows another table', at);
  if (size < (countOf(before.trailer.entries.get('Size')) ?? 0)) lexer.refuse('a broken trailer', at);
}

/** A reference to nothing would let a later revision fill the place of something that was signed over. */
function refuseDangling(lexer: Lexer, revision: Revision, defined: ReadonlySet<number>): void {
  const check = (value: PdfValue, at: number) =>
    walk(value, {
      value: (inner) => {
        if (inner.kind === 'ref' && !defined.has(inner.object)) lexer.refuse('a reference to nothing', at);
      },
    });
  for (const object of revision.objects.values()) check(object.value, object.from);
  check(revision.trailer, revision.table);
}
