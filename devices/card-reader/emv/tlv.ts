import { concat } from '#foundation/bytes.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/**
 * One BER-TLV data object (EMV Book 3, annex B). A constructed one has `children` and its `value` is their bytes.
 * `tag` is the tag's bytes as one number: 0x9F12.
 */
export type Tlv = {
  readonly tag: number;
  readonly value: Uint8Array;
  readonly children?: readonly Tlv[];
};

export type TlvError = CodedError<'truncated' | 'badTag' | 'badLength' | 'tooDeep' | 'tooMany' | 'tooLong'>;

/** EMV data is shallow and small; what goes past these bounds was made to hurt. */
export const TLV_LIMITS = { bytes: 4096, depth: 8, objects: 256, tagBytes: 3 } as const;

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const MORE = 0x80;

type Cursor = { readonly bytes: Uint8Array; at: number; objects: number };

/** Every data object in `bytes`, in order. 00 and FF between objects are padding (EMV Book 3, annex B). */
export function parseTlv(bytes: Uint8Array): Result<readonly Tlv[], TlvError> {
  if (bytes.length > TLV_LIMITS.bytes) return err({ code: 'tooLong' });
  return parseRun({ bytes, at: 0, objects: 0 }, bytes.length, 0);
}

function parseRun(cursor: Cursor, end: number, depth: number): Result<readonly Tlv[], TlvError> {
  if (depth > TLV_LIMITS.depth) return err({ code: 'tooDeep' });
  const found: Tlv[] = [];
  while (cursor.at < end) {
    const byte = cursor.bytes[cursor.at];
    if (byte === 0x00 || byte === 0xff) {
      cursor.at += 1;
      continue;
    }
    cursor.objects += 1;
    if (cursor.objects > TLV_LIMITS.objects) return err({ code: 'tooMany' });
    const head = parseHead(cursor, end);
    if (!head.ok) return head;
    const { tag, constructed, length } = head.value;
    const stop = cursor.at + length;
    if (stop > end) return err({ code: 'truncated' });
    const value = cursor.bytes.slice(cursor.at, stop);
    if (constructed) {
      const children = parseRun(cursor, stop, depth + 1);
      if (!children.ok) return children;
      found.push({ tag, value, children: children.value });
    } else found.push({ tag, value });
    cursor.at = stop;
  }
  return ok(found);
}

type Head = { readonly tag: number; readonly constructed: boolean; readonly length: number };

function parseHead(cursor: Cursor, end: number): Result<Head, TlvError> {
  const tag = parseTag(cursor, end);
  if (!tag.ok) return tag;
  const length = parseLength(cursor, end);
  if (!length.ok) return length;
  return ok({ ...tag.value, length: length.value });
}

function parseTag(cursor: Cursor, end: number): Result<{ tag: number; constructed: boolean }, TlvError> {
  const first = cursor.bytes[cursor.at] ?? 0;
  const constructed = (first & CONSTRUCTED) !== 0;
  let tag = first;
  cursor.at += 1;
  if ((first & LONG_TAG) !== LONG_TAG) return ok({ tag, constructed });
  for (let count = 2; count <= TLV_LIMITS.tagBytes; count += 1) {
    const byte = cursor.at < end ? cursor.bytes[cursor.at] : undefined;
    if (byte === undefined) return err({ code: 'truncated' });
    cursor.at += 1;
    tag = tag * 256 + byte;
    if ((byte & MORE) === 0) return ok({ tag, constructed });
  }
  return err({ code: 'badTag' });
}

/** 00..7F, 81 nn, 82 nn nn; the indefinite form and longer ones are no EMV. */
function parseLength(cursor: Cursor, end: number): Result<number, TlvError> {
  const next = (): number | undefined => {
    const byte = cursor.at < end ? cursor.bytes[cursor.at] : undefined;
    cursor.at += 1;
    return byte;
  };
  const first = next();
  if (first === undefined) return err({ code: 'truncated' });
  if (first < 0x80) return ok(first);
  if (first !== 0x81 && first !== 0x82) return err({ code: 'badLength' });
  const high = first === 0x82 ? next() : 0;
  const low = next();
  if (high === undefined || low === undefined) return err({ code: 'truncated' });
  return ok((high << 8) | low);
}

const tagBytes = (tag: number): Uint8Array => {
  if (tag > 0xffff) return Uint8Array.of(tag >> 16, (tag >> 8) & 0xff, tag & 0xff);
  return tag > 0xff ? Uint8Array.of(tag >> 8, tag & 0xff) : Uint8Array.of(tag);
};

const lengthBytes = (length: number): Uint8Array => {
  if (length < 0x80) return Uint8Array.of(length);
  if (length <= 0xff) return Uint8Array.of(0x81, length);
  return Uint8Array.of(0x82, length >> 8, length & 0xff);
};

/** One data object around a value, or around other encoded objects. */
export function encodeTlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = concat(...parts);
  return concat(tagBytes(tag), lengthBytes(value.length), value);
}

/** The first object with this tag, at any depth, in reading order. */
export function findTag(objects: readonly Tlv[], tag: number): Tlv | undefined {
  for (const object of objects) {
    if (object.tag === tag) return object;
    const inside = object.children && findTag(object.children, tag);
    if (inside) return inside;
  }
  return undefined;
}

/** Every object with this tag, at any depth, in reading order. */
export function findTags(objects: readonly Tlv[], tag: number): readonly Tlv[] {
  return objects.flatMap((object) => [
    ...(object.tag === tag ? [object] : []),
    ...findTags(object.children ?? [], tag),
  ]);
}

export type DolEntry = { readonly tag: number; readonly length: number };

/** A data object list (PDOL...): tags and lengths without values. Lengths are one byte (EMV Book 3, 5.4). */
export function parseDol(bytes: Uint8Array): Result<readonly DolEntry[], TlvError> {
  const cursor: Cursor = { bytes, at: 0, objects: 0 };
  const entries: DolEntry[] = [];
  if (bytes.length > TLV_LIMITS.bytes) return err({ code: 'tooLong' });
  while (cursor.at < bytes.length) {
    if (entries.length >= TLV_LIMITS.objects) return err({ code: 'tooMany' });
    const tag = parseTag(cursor, bytes.length);
    if (!tag.ok) return tag;
    const length = bytes[cursor.at];
    if (length === undefined) return err({ code: 'truncated' });
    cursor.at += 1;
    entries.push({ tag: tag.value.tag, length });
  }
  return ok(entries);
}
