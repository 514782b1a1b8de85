import type { Language } from '#contracts/language.ts';
import type { PageClock } from '../clock.ts';
import type { Voice } from './announcer.ts';
import type { Call } from './calls.ts';

/** Two tones, hertz, each so many seconds long. */
const CHIME = [784, 587] as const;
const TONE = 0.45;
const LOUDNESS = 0.3;

/** How long a spoken call is waited for, and on top of its own length until its end is taken for granted; milliseconds. */
const SPEECH_WITHIN = 6_000;
const END_WITHIN = 1_500;

/** The loudspeaker of a board: calls as the branch service speaks them, and a chime. */
export class BoardSound implements Voice {
  readonly #context: AudioContext;
  readonly #clock: PageClock;
  readonly #branch: string | null;
  readonly #fetcher: typeof fetch;

  constructor(context: AudioContext, clock: PageClock, branch: string | null, fetcher: typeof fetch) {
    this.#context = context;
    this.#clock = clock;
    this.#branch = branch;
    this.#fetcher = fetcher;
  }

  /** A browser lets nothing be heard before somebody has touched the page. */
  readonly on = (): boolean => this.#context.state === 'running';

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#context.addEventListener('statechange', listener);
    return () => this.#context.removeEventListener('statechange', listener);
  };

  /** From within a touch or a key; the chime says that it worked. */
  readonly enable = (): void => {
    if (this.on()) return;
    this.#context.resume().then(
      () => this.chime(),
      // Not from within a touch after all: the page goes on saying that it cannot be heard.
      () => undefined,
    );
  };

  readonly say = async ({ label, counter }: Call, language: Language): Promise<boolean> => {
    if (!this.on()) return false;
    const query = new URLSearchParams({ label, counter, language });
    if (this.#branch !== null) query.set('branch', this.#branch);
    const sound = await this.#fetchSound(`/board/api/speech?${query}`);
    if (!sound) return false;
    const source = new AudioBufferSourceNode(this.#context, { buffer: sound });
    source.connect(this.#context.destination);
    source.start();
    await this.#over(source, sound.duration);
    return true;
  };

  readonly chime = async (): Promise<void> => {
    if (!this.on()) return;
    const now = this.#context.currentTime;
    let last: OscillatorNode | undefined;
    for (const [at, frequency] of CHIME.entries()) {
      const begins = now + at * TONE;
      const tone = new OscillatorNode(this.#context, { type: 'sine', frequency });
      const volume = new GainNode(this.#context, { gain: 0 });
      volume.gain.setValueAtTime(0, begins);
      volume.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, begins + TONE);
      tone.connect(volume).connect(this.#context.destination);
      tone.start(begins);
      tone.stop(begins + TONE);
      last = tone;
    }
    if (last) await this.#over(last, CHIME.length * TONE);
  };

  async #fetchSound(path: string): Promise<AudioBuffer | undefined> {
    const given = new AbortController();
    const cancel = this.#clock.after(SPEECH_WITHIN, () => given.abort());
    try {
      const response = await this.#fetcher(path, {
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: given.signal,
      });
      if (!response.ok) return undefined;
      return await this.#context.decodeAudioData(await response.arrayBuffer());
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  }

  /** Fulfilled when it was heard to the end; a loudspeaker that went away must not silence the calls after it. */
  #over(source: AudioScheduledSourceNode, seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(seconds * 1_000 + END_WITHIN, resolve);
      source.addEventListener('ended', () => {
        cancel();
        resolve();
      });
    });
  }
}
