import { concat } from '#foundation/bytes.ts';
import type { PdfFile } from './file.ts';
import { countOf, number, type PdfDict, type PdfValue, serialise } from './value.ts';

export type NewObject = {
  readonly number: number;
  readonly value: PdfValue;
  /** Bytes of a stream; its dictionary must name their length. */
  readonly stream?: Uint8Array;
};

/** Number of the first object that a file does not have yet. */
export const firstFree = (file: PdfFile): number =>
  countOf(file.revisions.at(-1)?.trailer.entries.get('Size')) ?? 0;

/**
 * The bytes to append to a file so that it holds these objects (7.5.6). The file itself stays as it is, byte for byte.
 * A base without an end of line behind its `%%EOF` gets it from the update.
 */
export function increment(file: PdfFile, objects: readonly NewObject[]): Uint8Array {
  const last = file.revisions.at(-1) ?? file.revisions[0];
  const parts: Uint8Array[] = [text(file.bytes.length === last.end ? '\n' : '')];
  let at = file.bytes.length + (parts[0]?.length ?? 0);
  const put = (part: Uint8Array) => {
    parts.push(part);
    at += part.length;
  };
  const places = new Map<number, number>();
  const sorted = [...objects].sort((a, b) => a.number - b.number);
  for (const object of sorted) {
    places.set(object.number, at);
    put(text(`${object.number} 0 obj\n${serialise(object.value)}\n`));
    if (object.stream) {
      put(text('stream\n'));
      put(object.stream);
      put(text('\nendstream\n'));
    }
    put(text('endobj\n'));
  }
  const table = at;
  put(
    text(
      `xref\n${[...places].map(([object, place]) => `${object} 1\n${place.toString().padStart(10, '0')} 00000 n \n`).join('')}`,
    ),
  );
  put(
    text(
      `trailer\n${serialise(trailerAfter(last.trailer, last.table, sorted))}\nstartxref\n${table}\n%%EOF\n`,
    ),
  );
  return concat(...parts);
}

function trailerAfter(trailer: PdfDict, table: number, objects: readonly NewObject[]): PdfDict {
  const size = Math.max(
    countOf(trailer.entries.get('Size')) ?? 0,
    ...objects.map((object) => object.number + 1),
  );
  return {
    kind: 'dict',
    entries: new Map([...trailer.entries, ['Size', number(size)], ['Prev', number(table)]]),
  };
}

const text = (of: string): Uint8Array => Buffer.from(of, 'latin1');
