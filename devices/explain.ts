import type { TracedFrame } from './driver.ts';

/**
 * A frame as a technician may read it. Everything in it comes from the model's own tables and from lengths: a byte is
 * shown only where a table of the protocol names its value, so that what is not known to be harmless (tracks, card
 * numbers, fields of an ID card, photos, ink, printed text) never comes out, whatever stands in the frame.
 */
export type Explained = {
  /** The protocol's own names, the message first. */
  readonly words: readonly string[];
  /** Bytes that a table names, in hexadecimal; a run of others as its length in brackets: `32 30 (4)`. */
  readonly shown: string;
  /** How many bytes are told by their number alone. */
  readonly hidden: number;
  /** Where the manual describes it. */
  readonly chapter: string;
};

/** How the frames of one model read. Called with every frame that goes by; keeps none of its bytes. */
export type Explain = (frame: TracedFrame) => Explained;

/** Values of one byte that say nothing about a person, with the manual's names for them. */
export type KnownBytes = ReadonlyMap<number, string>;

/** A table of known bytes from `{ name: byte }`. */
export const knownBytes = (codes: Readonly<Record<string, number>>): KnownBytes =>
  new Map(Object.entries(codes).map(([name, code]) => [code, name]));

const NO_BYTES = new Uint8Array(0);

/**
 * Reads a frame from its first byte on. `known` shows a byte that its table names and hides any other; what is not
 * read at all is hidden by `done`.
 */
export class Reading {
  readonly #bytes: Uint8Array;
  readonly #words: string[] = [];
  readonly #shown: string[] = [];
  #at = 0;
  #run = 0;
  #hidden = 0;

  constructor({ bytes = NO_BYTES }: Pick<TracedFrame, 'bytes'>) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Says something of the protocol's own; never anything that was read. */
  say(word: string): this {
    this.#words.push(word);
    return this;
  }

  /** The next byte by its name; `undefined` and hidden where the table does not know it, or nothing is left. */
  known(table: KnownBytes, say = true): string | undefined {
    const byte = this.#bytes[this.#at];
    const name = byte === undefined ? undefined : table.get(byte);
    if (byte === undefined) return undefined;
    if (name === undefined) {
      this.hide(1);
      return undefined;
    }
    this.#endRun();
    this.#shown.push(byte.toString(16).padStart(2, '0').toUpperCase());
    this.#at += 1;
    if (say) this.#words.push(name);
    return name;
  }

  /** The value of the next byte where it is one of the table's, without moving on. */
  peek(table: KnownBytes): string | undefined {
    const byte = this.#bytes[this.#at];
    return byte === undefined ? undefined : table.get(byte);
  }

  /** The next bytes by their number alone. */
  hide(count: number): this {
    const taken = Math.min(count, this.left);
    this.#at += taken;
    this.#run += taken;
    this.#hidden += taken;
    return this;
  }

  /** Hides what is left. */
  done(chapter: string): Explained {
    this.hide(this.left);
    this.#endRun();
    return { words: this.#words, shown: this.#shown.join(' '), hidden: this.#hidden, chapter };
  }

  #endRun(): void {
    if (this.#run > 0) this.#shown.push(`(${this.#run})`);
    this.#run = 0;
  }
}

/** Why bytes were thrown away, as the links and drivers say it. */
const DISCARDED: readonly string[] = ['noise', 'badCheck', 'badLength', 'oversize', 'interByteTimeout'];

/** Bytes that were no frame, or a frame nobody waited for; the reason only where it is one of ours. */
export function discarded(frame: TracedFrame, read: Explain, chapter: string): Explained {
  if (frame.bytes) {
    const explained = read({ ...frame, direction: 'toHost' });
    return { ...explained, words: ['unasked', ...explained.words] };
  }
  const word = DISCARDED.includes(frame.name) ? frame.name : 'unasked';
  return { words: [word], shown: `(${frame.length})`, hidden: frame.length, chapter };
}
