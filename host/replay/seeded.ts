/** Numbers that follow from a seed alone, so that an invention can be made again. Not for secrets. */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `below`. A multiplicative congruential step, mixed. */
  int(below: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = (this.#state ^ (this.#state >>> 15)) >>> 0;
    return mixed % below;
  }

  digits(length: number): string {
    return Array.from({ length }, () => String(this.int(10))).join('');
  }
}

/** The same text gives the same number. FNV-1a. */
export function numberOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  return hash >>> 0;
}
