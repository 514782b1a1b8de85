/** Milliseconds. */
export const LIVENESS = {
  /** Between two looks while nothing has come yet, and later on. */
  seek: 200,
  every: 500,
  /** Nothing has come for so long: it is lost. Seen with the next look, which is well within the five seconds promised. */
  lostAfter: 2_000,
} as const;

/** What has come of one connection since it began; each only rises. */
export type Came = {
  /** Pictures decoded. */
  readonly frames: number;
  /** Packets of sound. */
  readonly packets: number;
  /** Words of the far page itself; they count where it says that it sends neither picture nor sound. */
  readonly beats: number;
};

/** `waiting`: nothing has come yet. */
export type Life = 'waiting' | 'live' | 'lost';

const NOTHING: Came = { frames: 0, packets: 0, beats: 0 };

/**
 * Whether something really comes from the far side: pictures that were decoded, sound that arrived. That a path exists
 * (ICE) says nothing about it.
 */
export class Liveness {
  #came = NOTHING;
  #pictureAt: number | null = null;
  #soundAt: number | null = null;
  #beatAt: number | null = null;
  #silentUntil: number | null = null;

  /** A new connection counts from nought; when something last came stays known. */
  reconnected(): void {
    this.#came = NOTHING;
  }

  /** `came` null: it could not be looked. `silent`: the far side says that it sends neither picture nor sound, so that its words alone count. */
  look(now: number, came: Came | null, silent: boolean): Life {
    if (came) {
      if (came.frames > this.#came.frames) this.#pictureAt = now;
      if (came.packets > this.#came.packets) this.#soundAt = now;
      if (came.beats > this.#came.beats) this.#beatAt = now;
      this.#came = came;
    }
    const times = [this.#pictureAt, this.#soundAt, silent ? this.#beatAt : null, this.#silentUntil];
    const last = times.reduce<number | null>((latest, at) => later(latest, at), null);
    if (last === null) return 'waiting';
    // Whoever was silent and is not any more has this long to be heard.
    this.#silentUntil = silent ? last : this.#silentUntil;
    return now - last < LIVENESS.lostAfter ? 'live' : 'lost';
  }

  /** Whether pictures come now. */
  picture = (now: number): boolean => recent(now, this.#pictureAt);

  /** Whether sound comes now. */
  sound = (now: number): boolean => recent(now, this.#soundAt);
}

const later = (one: number | null, other: number | null): number | null =>
  one === null || (other !== null && other > one) ? other : one;

const recent = (now: number, at: number | null): boolean => at !== null && now - at < LIVENESS.lostAfter;
