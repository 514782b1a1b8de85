import { LANGUAGES, type Language } from '#contracts/language.ts';
import type { Call } from './calls.ts';

/** What the board can be heard with. Both are fulfilled when the sound is over, or cannot be. */
export type Voice = {
  /** False when this call could not be spoken. */
  readonly say: (call: Call, language: Language) => Promise<boolean>;
  readonly chime: () => Promise<void>;
};

/** Most calls that wait to be heard; an older one is on the board and not worth a delay of the others. */
const MOST_WAITING = 8;

/** Makes calls heard one after the other, in the order in which they came, in each language; never two at once. */
export class Announcer {
  readonly #voice: Voice;
  #waiting: { readonly call: Call; readonly spoken: boolean }[] = [];
  #busy = false;

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  /** `spoken`: the branch service has a voice; otherwise, or when it fails for a call, a chime tells of it. */
  announce(calls: readonly Call[], spoken: boolean): void {
    for (const call of calls) {
      // Called again before it was heard: it is heard once, at its new place.
      this.#waiting = this.#waiting.filter((other) => other.call.label !== call.label);
      this.#waiting.push({ call, spoken });
    }
    this.#waiting = this.#waiting.slice(-MOST_WAITING);
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    for (;;) {
      const next = this.#waiting.shift();
      if (!next) break;
      let heard = false;
      if (next.spoken)
        for (const language of LANGUAGES) heard = (await this.#voice.say(next.call, language)) || heard;
      if (!heard) await this.#voice.chime();
    }
    this.#busy = false;
  }
}
