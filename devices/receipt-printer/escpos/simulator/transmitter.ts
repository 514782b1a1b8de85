import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { Line } from '../../../transport/transport.ts';

export type TransmitterHost = {
  /** Where replies go; nowhere while unplugged or mute. */
  readonly line: () => Line | undefined;
  readonly noisy: () => boolean;
  readonly split: () => boolean;
  /** The message of a printer that cannot stop telling. */
  readonly flood: () => Uint8Array;
};

const BYTE_MILLISECONDS = 5;
const FLOOD_MILLISECONDS = 1;
const FLOOD_MESSAGES = 10;
/** Line noise: headers of messages that never come, and bytes that are nothing. */
const NOISE = Uint8Array.of(0xff, 0x37, 0xa5, 0x14, 0x80, 0x5f, 0x37);
const XON = 0x11;

/** The printer's sending end: replies in order, whole or byte by byte, with noise before them when asked for. */
export class Transmitter {
  readonly #clock: Clock;
  readonly #host: TransmitterHost;
  #queue: number[] = [];
  #timer: TimerHandle | undefined;
  #floodTimer: TimerHandle | undefined;

  constructor(clock: Clock, host: TransmitterHost) {
    this.#clock = clock;
    this.#host = host;
  }

  send(bytes: Uint8Array): void {
    const whole = this.#host.noisy() ? Uint8Array.of(...NOISE, ...bytes) : bytes;
    if (!this.#host.split() && this.#timer === undefined) return this.#write(whole);
    this.#queue.push(...whole);
    this.#next();
  }

  /** What was not sent yet never will be. */
  clear(): void {
    this.#queue = [];
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Ten messages a millisecond that nobody asked for, until told to stop. */
  flood(on: boolean): void {
    if (this.#floodTimer !== undefined) this.#clock.clearTimeout(this.#floodTimer);
    this.#floodTimer = on ? this.#clock.setTimeout(() => this.#floodOnce(), FLOOD_MILLISECONDS) : undefined;
  }

  #floodOnce(): void {
    const message = Uint8Array.of(...this.#host.flood(), 0x00, XON);
    const burst = new Uint8Array(message.length * FLOOD_MESSAGES);
    for (let at = 0; at < burst.length; at += message.length) burst.set(message, at);
    this.#write(burst);
    this.flood(true);
  }

  #next(): void {
    this.#timer ??= this.#clock.setTimeout(() => {
      this.#timer = undefined;
      const byte = this.#queue.shift();
      if (byte === undefined) return;
      this.#write(Uint8Array.of(byte));
      if (this.#queue.length > 0) this.#next();
    }, BYTE_MILLISECONDS);
  }

  #write(bytes: Uint8Array): void {
    void this.#host.line()?.write(bytes);
  }
}
