import { createHash } from 'node:crypto';
import type { OriginalKind } from '#contracts/bank/company.ts';
import { PICTURE_LIMITS, SHOT_LENGTH } from '#contracts/bridge/picture.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { jpegSize } from '#foundation/jpeg.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { newToken } from '../ids.ts';

/** From the order to the last byte of the picture, milliseconds. */
export const SHOT_WITHIN = 8_000;

/** A picture the customer looks at, in this memory alone. */
export type Held<Of = OriginalKind> = {
  readonly picture: string;
  readonly original: Of;
  readonly bytes: Uint8Array;
  /** Hexadecimal, of these bytes. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

export type Shot<Of = OriginalKind> = { readonly held: Held<Of> } | { readonly why: 'noPicture' | 'unfit' };

type Waiting<Of> = {
  readonly shot: string;
  readonly original: Of;
  readonly settle: (shot: Shot<Of>) => void;
  readonly timer: TimerHandle;
};

/**
 * Pictures, of originals and of the customer himself, between the page, which takes them, and the branch, which keeps them. Each is asked for under a
 * name of its own, for one picture and for a few seconds: bytes that nobody asked for, or that are no picture, are
 * refused. One picture lies here at a time, and none after the visit.
 */
export class PictureDesk<Of = OriginalKind> {
  readonly #clock: Clock;
  readonly #asked = new Listeners<string>();
  readonly #laid = new Listeners<Uint8Array>();
  #waiting: Waiting<Of> | undefined;
  #held: Held<Of> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Told of every shot that is asked for. */
  onAsked(listener: (shot: string) => void): Unsubscribe {
    return this.#asked.add(listener);
  }

  /** Told of the bytes of every picture that lies here now. */
  onLaid(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#laid.add(listener);
  }

  get bytes(): Uint8Array | undefined {
    return this.#held?.bytes;
  }

  /** Has one picture taken; the one before it is gone. */
  take(original: Of): Promise<Shot<Of>> {
    this.clear();
    return new Promise((settle) => {
      const shot = newToken();
      const timer = this.#clock.setTimeout(() => this.#settle({ why: 'noPicture' }), SHOT_WITHIN);
      this.#waiting = { shot, original, settle, timer };
      this.#asked.publish(shot);
    });
  }

  /** What came from the page; false where nobody asked for it, or asked for another one. */
  hear(message: Uint8Array): boolean {
    const waiting = this.#waiting;
    const shot = Buffer.from(message.subarray(0, SHOT_LENGTH)).toString('latin1');
    if (!waiting || shot !== waiting.shot) return false;
    const bytes = new Uint8Array(message.subarray(SHOT_LENGTH));
    const size = bytes.length <= PICTURE_LIMITS.bytes ? jpegSize(bytes) : undefined;
    if (!size || !fits(size)) {
      this.#settle({ why: 'unfit' });
      return true;
    }
    const held: Held<Of> = {
      picture: newToken(),
      original: waiting.original,
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...size,
      at: this.#clock.wall(),
    };
    this.#held = held;
    this.#laid.publish(bytes);
    this.#settle({ held });
    return true;
  }

  /** The picture of that name, while it lies here. */
  find(picture: string): Held<Of> | undefined {
    return this.#held?.picture === picture ? this.#held : undefined;
  }

  /** No picture is waited for, and none lies here. */
  clear(): void {
    this.#settle({ why: 'noPicture' });
    this.#held?.bytes.fill(0);
    this.#held = undefined;
  }

  #settle(shot: Shot<Of>): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    this.#clock.clearTimeout(waiting.timer);
    waiting.settle(shot);
  }
}

function fits({ width, height }: { readonly width: number; readonly height: number }): boolean {
  const [short, long] = width < height ? [width, height] : [height, width];
  const { least, most } = PICTURE_LIMITS;
  return short >= least.short && long >= least.long && long <= most;
}
