/** Loudness at a microphone, decibels below full scale. */
export const SPEECH = {
  /** Shown as an empty and as a full bar. */
  least: -60,
  most: -12,
  /** A person who speaks in front of it is louder than that; an empty lobby is not. */
  loud: -42,
  /** So much of it, milliseconds, though not at one stretch: words have gaps, a knock has not. */
  enough: 300,
  /** Without it after so long it is said that nothing is heard, milliseconds. */
  deaf: 6_000,
} as const;

/** Root mean square of samples between -1 and 1, as decibels. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const mean = samples.length > 0 ? Math.sqrt(sum / samples.length) : 0;
  return mean > 0 ? 20 * Math.log10(mean) : Number.NEGATIVE_INFINITY;
}

/** Share of the bar, 0 to 1. */
export const barOf = (decibels: number): number =>
  Math.min(1, Math.max(0, (decibels - SPEECH.least) / (SPEECH.most - SPEECH.least)));

/** Listens whether somebody speaks. */
export class Ear {
  #since: number | null = null;
  #last: number | null = null;
  #loudFor = 0;
  #told: boolean | null = null;

  /** Whether it is loud enough to be speech, told once; and once that nothing is heard. Null: nothing new. */
  hear(now: number, decibels: number): boolean | null {
    this.#since ??= now;
    if (decibels >= SPEECH.loud && this.#last !== null) this.#loudFor += Math.min(200, now - this.#last);
    this.#last = now;
    if (this.#told === true) return null;
    if (this.#loudFor >= SPEECH.enough) return this.#tell(true);
    return this.#told === null && now - this.#since >= SPEECH.deaf ? this.#tell(false) : null;
  }

  #tell(loud: boolean): boolean {
    this.#told = loud;
    return loud;
  }
}
