import type { Screen } from '#contracts/screen/screen.ts';
import type { PageClock } from '../clock.ts';

/** What a screen sounds like: nothing, two soft notes once, or a call that is repeated until somebody comes. */
export type Sound = 'none' | 'notice' | 'call';

/** Milliseconds between two calls. */
export const CALL_EVERY = 3_000;

/** Forgotten media call again and again; a warning and a kept card are told once. Never a sound without its words. */
export function soundOf({ body, frame }: Screen): Sound {
  if (body.kind === 'takeMedia') return body.urgency === 'insistent' ? 'call' : 'notice';
  if (body.kind === 'idle') return body.notice === null ? 'none' : 'call';
  if (body.kind === 'cardRetained' || body.kind === 'trouble') return 'notice';
  // Whoever went on with his business meanwhile hears that a teller is coming.
  if (frame.call?.state === 'assigned') return 'notice';
  return frame.overlay?.kind === 'attention' ? 'notice' : 'none';
}

/** Plays one phrase: frequencies in hertz, one after the other. */
export type Play = (notes: readonly number[]) => void;

const PHRASES: Readonly<Record<Exclude<Sound, 'none'>, readonly number[]>> = {
  notice: [660, 880],
  call: [880, 660, 880],
};

/** Follows the screens with sound. A screen that sounds like the one before does not begin anew. */
export class SoundFollower {
  readonly #play: Play;
  readonly #clock: PageClock;
  #now: Sound = 'none';
  #cancel: (() => void) | undefined;

  constructor(play: Play, clock: PageClock) {
    this.#play = play;
    this.#clock = clock;
  }

  show(screen: Screen | null): void {
    const next = screen ? soundOf(screen) : 'none';
    if (next === this.#now) return;
    this.stop();
    this.#now = next;
    if (next !== 'none') this.#sound(next);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#now = 'none';
  }

  #sound(sound: Exclude<Sound, 'none'>): void {
    this.#play(PHRASES[sound]);
    if (sound === 'call') this.#cancel = this.#clock.after(CALL_EVERY, () => this.#sound(sound));
  }
}

const NOTE_SECONDS = 0.18;
const LOUDNESS = 0.25;

/** The machine's loudspeaker, by the browser's own tone generator. Silent where the browser has none or forbids it. */
export function loudspeaker(): Play {
  let context: AudioContext | undefined;
  return (notes) => {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    void context.resume();
    notes.forEach((frequency, place) => {
      if (!context) return;
      const start = context.currentTime + place * NOTE_SECONDS;
      const tone = new OscillatorNode(context, { frequency, type: 'sine' });
      const volume = new GainNode(context, { gain: 0 });
      // Swelling in and out: a tone that is switched hard clicks.
      volume.gain.setTargetAtTime(LOUDNESS, start, 0.02);
      volume.gain.setTargetAtTime(0, start + NOTE_SECONDS * 0.7, 0.02);
      tone.connect(volume).connect(context.destination);
      tone.start(start);
      tone.stop(start + NOTE_SECONDS * 2);
    });
  };
}
