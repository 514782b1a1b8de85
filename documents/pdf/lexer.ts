import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { PdfValue } from './value.ts';

/** Where reading stopped, and at what. */
export type SyntaxFault = CodedError<'syntax'> & { readonly at: number };

/** No value of a paper is nested deeper. */
const MAX_DEPTH = 40;
/** Together in one file, so that a hostile one costs a bounded amount of work and memory. */
export const MAX_VALUES = 2_000_000;

class Refused extends Error {
  readonly at: number;
  constructor(at: number, detail: string) {
    super(detail);
    this.at = at;
  }
}

/**
 * Reads the grammar of ISO 32000-1, 7.2 and 7.3, and nothing that readers forgive: no comments, no names or numbers
 * in odd forms, no key twice in a dictionary, only generation 0. A forgiving reader and a strict one would see two
 * different papers in the same bytes, which is what attacks on signed files live on.
 */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  #values = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Runs a reading; what it refuses comes back as a value with the place. */
  static attempt<T>(read: () => T): Result<T, SyntaxFault> {
    try {
      return ok(read());
    } catch (failure) {
      if (failure instanceof Refused) return err({ code: 'syntax', at: failure.at, detail: failure.message });
      throw failure;
    }
  }

  refuse(detail: string, at = this.at): never {
    throw new Refused(at, detail);
  }

  peek(): number | undefined {
    return this.bytes[this.at];
  }

  startsWith(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  expect(word: string): void {
    if (!this.startsWith(word)) this.refuse(`expected ${word.trim()}`);
    this.at += word.length;
  }

  /** Spaces, tabs and ends of line. A comment is no space here. */
  space(): void {
    while (isSpace(this.bytes[this.at])) this.at++;
  }

  /** At most one end of line; answers whether there was one. */
  endOfLine(): boolean {
    const before = this.at;
    if (this.bytes[this.at] === 0x0d) this.at++;
    if (this.bytes[this.at] === 0x0a) this.at++;
    return this.at > before;
  }

  /** Digits only, at most ten of them. */
  integer(): number {
    const text = this.#while((byte) => byte >= 0x30 && byte <= 0x39, 10);
    if (text === '') this.refuse('expected a number');
    return Number(text);
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) this.refuse('nested too deep');
    if (++this.#values > MAX_VALUES) this.refuse('too many values');
    const byte = this.bytes[this.at];
    if (byte === 0x2f) return { kind: 'name', name: this.#name() };
    if (byte === 0x28) return this.#literal();
    if (byte === 0x5b) return this.#array(depth);
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hex();
    if (byte !== undefined && (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e))
      return this.#numberOrRef();
    for (const [word, value] of WORDS)
      if (this.startsWith(word)) {
        this.at += word.length;
        if (isRegular(this.bytes[this.at])) this.refuse('unknown word');
        return value;
      }
    return this.refuse('not a value');
  }

  #while(holds: (byte: number) => boolean, most: number): string {
    const from = this.at;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || !holds(byte)) break;
      if (this.at - from >= most) this.refuse('too long');
      this.at++;
    }
    return Buffer.from(this.bytes.subarray(from, this.at)).toString('latin1');
  }

  #name(): string {
    this.at++;
    const raw = this.#while((byte) => isRegular(byte), 127);
    if (/[^!-~]/.test(raw)) this.refuse('a name out of ASCII');
    const escaped = raw.replace(/#([0-9A-Fa-f]{2})/g, (_, pair) =>
      String.fromCharCode(Number.parseInt(pair, 16)),
    );
    if (/#(?![0-9A-Fa-f]{2})/.test(raw) || escaped.includes('\0')) this.refuse('a broken name');
    return escaped;
  }

  #literal(): PdfValue {
    const from = this.at++;
    const bytes: number[] = [];
    for (let open = 1; ; ) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) this.refuse('a text without end', from);
      if (byte === 0x28) open++;
      if (byte === 0x29 && --open === 0) break;
      if (byte === 0x5c) this.#escape(bytes);
      else bytes.push(byte);
    }
    return { kind: 'string', form: 'literal', bytes: Uint8Array.from(bytes), from, to: this.at };
  }

  #escape(bytes: number[]): void {
    const byte = this.bytes[this.at++];
    if (byte === undefined) this.refuse('a text without end');
    const letter = String.fromCharCode(byte);
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) bytes.push(plain);
    else if (/[0-7]/.test(letter)) {
      const digits = Buffer.from(this.bytes.subarray(this.at - 1, this.at + 2)).toString('latin1');
      if (!/^[0-3][0-7]{2}$/.test(digits)) this.refuse('a broken escape');
      bytes.push(Number.parseInt(digits, 8));
      this.at += 2;
    } else this.refuse('a broken escape');
  }

  #hex(): PdfValue {
    const from = this.at++;
    const start = this.at;
    while (isHex(this.bytes[this.at])) this.at++;
    const length = this.at - start;
    if (this.bytes[this.at] !== 0x3e || length % 2 !== 0) this.refuse('a broken hexadecimal text', from);
    const bytes = Buffer.from(Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1'), 'hex');
    this.at++;
    return { kind: 'string', form: 'hex', bytes, from, to: this.at };
  }

  #array(depth: number): PdfValue {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.space();
      if (this.peek() === 0x5d) break;
      items.push(this.value(depth + 1));
    }
    this.at++;
    return { kind: 'array', items };
  }

  #dict(depth: number): PdfValue {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.space();
      if (this.startsWith('>>')) break;
      if (this.peek() !== 0x2f) this.refuse('a dictionary without a key');
      const at = this.at;
      const key = this.#name();
      if (entries.has(key)) this.refuse('a key twice in a dictionary', at);
      this.space();
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dict', entries };
  }

  #numberOrRef(): PdfValue {
    const text = this.#while((byte) => isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e, 32);
    if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(text) || isRegular(this.peek())) this.refuse('a broken number');
    if (!/^\d+$/.test(text)) return { kind: 'number', text };
    const after = this.at;
    // `12 0 R`; two numbers in a row that are no reference are two numbers.
    if (this.startsWith(' 0 R') && !isRegular(this.bytes[this.at + 4])) {
      if (text.length > 7 || /^0/.test(text)) this.refuse('a broken reference', after);
      this.at += 4;
      return { kind: 'ref', object: Number(text) };
    }
    if (/^ +\d+ +R/.test(Buffer.from(this.bytes.subarray(after, after + 16)).toString('latin1')))
      this.refuse('a reference in an odd form', after);
    return { kind: 'number', text };
  }
}

const WORDS: readonly (readonly [string, PdfValue])[] = [
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
];
const ESCAPES = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['b', 8],
  ['f', 12],
  ['(', 0x28],
  [')', 0x29],
  ['\\', 0x5c],
]);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isHex = (byte: number | undefined): boolean =>
  byte !== undefined && (isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46));
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
/** Whatever is neither a space nor a delimiter (7.2.2). */
const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined &&
  !isSpace(byte) &&
  byte !== 0 &&
  byte !== 0x0c &&
  !'()<>[]{}/%'.includes(String.fromCharCode(byte));
