import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Line, LineEvents, TransportError } from './transport.ts';

/** Bytes kept for a listener that has not come yet; more ends the line with `overflow`. */
export const HELD_BYTES = 65_536;
/** Bytes kept for a peer that does not take them; a write that would pass this is refused with `overflow`. */
export const QUEUED_BYTES = 1_048_576;

/** What lies under an open line: a port or a socket. It calls `received` and `ended` on the line. */
export type Carrier = {
  /** Hands bytes over; `done(true)` once they have left this process, `done(false)` when they cannot. */
  send(bytes: Uint8Array, done: (sent: boolean) => void): void;
  /** How long `send` may take for that many bytes, milliseconds; then the line is given up. */
  patience(length: number): number;
  /** Throws away what was not sent and lets the port or socket go. Called once; bounded by the carrier itself. */
  release(): Promise<void>;
};

const gone = (detail?: string): TransportError =>
  detail === undefined ? { code: 'gone' } : { code: 'gone', detail };

/**
 * The rules of `Line`, once for every real carrier: writes go out one after the other and each settles, whatever
 * happens; bytes that nobody listens to yet are held within a bound; `closed` is told once and is the last thing told.
 */
export class OpenLine implements Line {
  readonly #carrier: Carrier;
  readonly #clock: Clock;
  #events: LineEvents | undefined;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #queuedBytes = 0;
  #abandonWrite: (() => void) | undefined;
  #closed: TransportError | undefined;
  #released: Promise<void> | undefined;

  constructor(carrier: Carrier, clock: Clock) {
    this.#carrier = carrier;
    this.#clock = clock;
  }

  listen(events: LineEvents): void {
    this.#events = events;
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const bytes of held) events.data(bytes);
    if (this.#closed) events.closed(this.#closed);
  }

  write(bytes: Uint8Array): Promise<Result<void, TransportError>> {
    if (this.#queuedBytes + bytes.length > QUEUED_BYTES) return Promise.resolve(err({ code: 'overflow' }));
    this.#queuedBytes += bytes.length;
    const copy = bytes.slice();
    const sent = this.#tail.then(async () => {
      const result = await this.#send(copy);
      this.#queuedBytes -= copy.length;
      return result;
    });
    this.#tail = sent;
    return sent;
  }

  close(): Promise<void> {
    return this.ended(gone());
  }

  /** From the carrier: bytes came. */
  received(bytes: Uint8Array): void {
    if (this.#closed) return;
    if (this.#events) return this.#events.data(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > HELD_BYTES) return void this.ended({ code: 'overflow' });
    this.#held.push(bytes);
  }

  /** From the carrier, or from here: it is over. Resolves once the carrier has let go; a second call changes nothing. */
  ended(reason: TransportError): Promise<void> {
    if (this.#closed) return this.#released ?? Promise.resolve();
    this.#closed = reason;
    this.#abandonWrite?.();
    this.#released = this.#carrier.release();
    this.#events?.closed(reason);
    return this.#released;
  }

  #send(bytes: Uint8Array): Promise<Result<void, TransportError>> {
    if (this.#closed) return Promise.resolve(err(gone()));
    return new Promise((resolve) => {
      const patience = this.#carrier.patience(bytes.length);
      const timer = this.#clock.setTimeout(() => {
        // What is stuck now could leave much later, in the middle of something else: the line is over instead.
        void this.ended(gone(`bytes were not taken within ${patience} ms`));
      }, patience);
      const settle = (result: Result<void, TransportError>) => {
        this.#abandonWrite = undefined;
        this.#clock.clearTimeout(timer);
        resolve(result);
      };
      this.#abandonWrite = () => settle(err(gone()));
      this.#carrier.send(bytes, (sent) => {
        if (this.#closed) return;
        settle(sent ? ok(undefined) : err(gone()));
        if (!sent) void this.ended(gone('write failed'));
      });
    });
  }
}
