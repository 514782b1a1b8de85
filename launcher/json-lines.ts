import { concat } from '#foundation/bytes.ts';

/** A line longer than this ends the connection that sent it. */
export const MAXIMUM_LINE_BYTES = 1_048_576;

const NEWLINE = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true });

/** Cuts a stream of bytes into lines of JSON, one value a line, never holding more than one line. */
export class JsonLineReader {
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /**
   * The values that became whole with these bytes; `undefined` when a line is too long, not UTF-8 or not JSON. Nothing
   * can be read after that: where the next line begins is a guess.
   */
  push(bytes: Uint8Array): readonly unknown[] | undefined {
    const values: unknown[] = [];
    let rest = bytes;
    for (;;) {
      const end = rest.indexOf(NEWLINE);
      const part = end < 0 ? rest : rest.subarray(0, end);
      this.#heldBytes += part.length;
      if (this.#heldBytes > MAXIMUM_LINE_BYTES) return undefined;
      if (part.length > 0) this.#held.push(part.slice());
      if (end < 0) return values;
      const line = parse(concat(...this.#held));
      if (!line) return undefined;
      values.push(line.value);
      this.#held = [];
      this.#heldBytes = 0;
      rest = rest.subarray(end + 1);
    }
  }
}

/** One value as its line. */
export const jsonLine = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value)}\n`);

function parse(line: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(strict.decode(line)) as unknown };
  } catch {
    return undefined;
  }
}
