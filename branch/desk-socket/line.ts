import type { WebSocket } from 'ws';
import { type DeskRefusal, SOCKET_LIMITS, type ToDesk } from '#contracts/branch/teller.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { Rates } from '../http/rate.ts';

/** How often a desk is asked whether it is there, milliseconds. */
const PING_EVERY = 2_000;

/** Sockets close with these (RFC 6455, 7.4.1): told why in a message before, or the service goes. */
const CLOSED = { refused: 1008, restart: 1012 } as const;

export type LineEvents = {
  /** A text of a size that may be, in its turn. */
  readonly text: (text: string) => void;
  /** The desk is there. */
  readonly alive: () => void;
  /** Nothing comes or goes any more. */
  readonly gone: () => void;
};

/** One desk's socket with its bounds: size, rate, what may wait to be sent, and whether anybody is there. */
export class SocketLine {
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #events: LineEvents;
  readonly #rates: Rates;
  #timer: TimerHandle;
  /** When the oldest ping was sent that nobody has answered; null = none is open. */
  #askedAt: number | null = null;
  #gone = false;
  #refused = false;

  constructor(socket: WebSocket, clock: Clock, events: LineEvents) {
    this.#socket = socket;
    this.#clock = clock;
    this.#events = events;
    this.#rates = new Rates(clock, { burst: SOCKET_LIMITS.burst, every: 1_000 / SOCKET_LIMITS.perSecond });
    socket.on('message', (data, binary) => this.#hear(data as Buffer, binary));
    socket.on('pong', () => {
      this.#askedAt = null;
      if (!this.#gone) events.alive();
    });
    socket.on('close', () => this.#end());
    // What is no WebSocket, or far too large: the library has closed it already, with the code that says so.
    socket.on('error', () => {});
    this.#ping();
  }

  /** False: it cannot be sent, and the line is closed or about to be. */
  send(message: ToDesk): boolean {
    if (this.#gone || this.#refused || this.#socket.readyState !== this.#socket.OPEN) return false;
    if (this.#socket.bufferedAmount > SOCKET_LIMITS.buffered) {
      this.#socket.terminate();
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** The last word: why nothing more is said here. */
  refuse(code: DeskRefusal): void {
    if (!this.send({ type: 'refused', code })) return;
    this.#refused = true;
    this.#socket.close(CLOSED.refused, code);
    // One that does not close its side is not waited for.
    this.#clock.setTimeout(() => this.#socket.terminate(), SOCKET_LIMITS.pingMilliseconds);
  }

  /** The service goes: another instance, or the next one, takes it up. */
  restart(): void {
    this.#socket.close(CLOSED.restart);
    this.#socket.terminate();
  }

  get over(): boolean {
    return this.#gone || this.#refused;
  }

  #hear(data: Buffer, binary: boolean): void {
    if (this.over) return;
    if (this.#rates.take('desk') > 0) return this.refuse('tooMany');
    if (binary) return this.refuse('badMessage');
    if (data.length > SOCKET_LIMITS.bytes) return this.refuse('tooLarge');
    this.#events.text(data.toString('utf8'));
  }

  #ping(): void {
    const now = this.#clock.monotonic();
    if (this.#askedAt !== null && now - this.#askedAt >= SOCKET_LIMITS.pingMilliseconds)
      return this.#socket.terminate();
    if (this.#socket.readyState === this.#socket.OPEN) {
      this.#askedAt ??= now;
      this.#socket.ping();
    }
    this.#timer = this.#clock.setTimeout(() => this.#ping(), PING_EVERY);
  }

  #end(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#clock.clearTimeout(this.#timer);
    this.#events.gone();
  }
}
