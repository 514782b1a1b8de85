/** One element of DER (X.690): its tag byte, its content, and all its bytes. */
export type Der = {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
};

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Constructed, context-specific. */
  context0: 0xa0,
  context1: 0xa1,
} as const;

export class DerFault extends Error {}

const refuse = (detail: string): never => {
  throw new DerFault(detail);
};

/** The element at the beginning, in definite and shortest form; whatever follows it is left. */
export function readDer(bytes: Uint8Array, at = 0): Der {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return refuse('no element');
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const digits = first - 0x80;
    if (digits < 1 || digits > 3) refuse('a length');
    length = 0;
    for (let i = 0; i < digits; i++) length = length * 256 + (bytes[start + i] ?? 0);
    if (length < 0x80 || length < 256 ** (digits - 1)) refuse('a length in a long form');
    start += digits;
  }
  if (start + length > bytes.length) refuse('cut off');
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

/** One element and nothing behind it. */
export function onlyDer(bytes: Uint8Array, tag?: number): Der {
  const element = readDer(bytes);
  if (element.whole.length !== bytes.length) refuse('something behind');
  if (tag !== undefined && element.tag !== tag) refuse('another type');
  return element;
}

/** The elements inside one, in order. */
export function children(of: Der, tag?: number): readonly Der[] {
  if (tag !== undefined && of.tag !== tag) refuse('another type');
  const found: Der[] = [];
  for (let at = 0; at < of.content.length; ) {
    const child = readDer(of.content, at);
    found.push(child);
    at += child.whole.length;
    if (found.length > 1_000) refuse('too many elements');
  }
  return found;
}

/** Takes elements one after the other; `end` insists that all were taken. */
export class Taker {
  readonly #elements: readonly Der[];
  #next = 0;

  constructor(of: Der, tag: number) {
    this.#elements = children(of, tag);
  }

  take(tag: number): Der {
    return this.optional(tag) ?? refuse('an element is missing');
  }

  optional(tag: number): Der | undefined {
    const element = this.#elements[this.#next];
    if (element?.tag !== tag) return undefined;
    this.#next++;
    return element;
  }

  end(): void {
    if (this.#next !== this.#elements.length) refuse('an element too much');
  }
}

/** Dotted form; each component in its shortest form. */
export function oidOf(of: Der): string {
  if (of.tag !== TAG.oid || of.content.length === 0) refuse('no object identifier');
  const parts: bigint[] = [];
  let value = 0n;
  let fresh = true;
  for (const byte of of.content) {
    if (fresh && byte === 0x80) refuse('an identifier in a long form');
    value = value * 128n + BigInt(byte & 0x7f);
    fresh = byte < 0x80;
    if (fresh) {
      parts.push(value);
      value = 0n;
    }
  }
  if (!fresh) refuse('an identifier cut off');
  const [head = 0n, ...rest] = parts;
  const first = head < 40n ? 0n : head < 80n ? 1n : 2n;
  return [first, head - first * 40n, ...rest].join('.');
}

/** A whole number that is not negative, in the shortest form, up to six bytes. */
export function smallInteger(of: Der): number {
  const { tag, content } = of;
  if (tag !== TAG.integer || content.length === 0 || content.length > 6) refuse('no small number');
  if ((content[0] ?? 0) >= 0x80 || (content.length > 1 && content[0] === 0 && (content[1] ?? 0) < 0x80))
    refuse('no small number');
  return content.reduce((sum, byte) => sum * 256 + byte, 0);
}

export const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Whether the elements of a SET OF stand in the order of DER, none twice. */
export const isSorted = (elements: readonly Der[]): boolean =>
  elements.every((e, i) => i === 0 || Buffer.compare(elements[i - 1]?.whole ?? e.whole, e.whole) < 0);
