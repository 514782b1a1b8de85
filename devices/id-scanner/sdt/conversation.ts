import { concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { DriverContext } from '../../driver.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import type { Turn } from '../../link/turns.ts';
import { Waiters } from '../../link/waiter.ts';
import type { TransportError } from '../../transport/transport.ts';
import {
  cutReply,
  encodeCommand,
  INTER_BYTE_MILLISECONDS,
  isSamNumber,
  MAXIMUM_REPLY_BYTES,
  MESSAGES,
  type Message,
  type Reply,
  SW3,
  statusText,
  TIMEOUTS,
} from './protocol.ts';

/** Longest time a line may take to accept ten bytes, milliseconds. */
const WRITE_MILLISECONDS = 1000;

const NO_DATA = new Uint8Array(0);

/** A refusal as a device error: 60 and 66 are conditions of the contract, 10 11 21 say that our frame was wrong. */
export function refusalError(reply: Reply): DeviceError {
  const deviceCode = statusText(reply);
  switch (reply.sw3) {
    case SW3.selfTestFailed:
      return { code: 'condition', condition: 'selfTestFailed', deviceCode };
    case SW3.notAuthorised:
      return { code: 'condition', condition: 'notAuthorised', deviceCode };
    case SW3.hostChecksumWrong:
    case SW3.hostLengthWrong:
    case SW3.badCommand:
      return { code: 'protocol', deviceCode };
    default:
      return { code: 'hardwareError', deviceCode };
  }
}

/** A reply that has not come this long after its command is not coming any more, milliseconds. */
export const LATEST_REPLY_MILLISECONDS = TIMEOUTS.read + 500;

/**
 * Question and answer on one line. Replies do not say what they answer, so a late one could be taken for the next
 * command's: at worst the last customer's card for this one's. Therefore:
 * - a line on which any command went unanswered (lost, cancelled, or sent by a program before us) is *owed* a reply,
 *   for as long as one may still come;
 * - on an owed line nothing is asked but the SAM number, and that only once. Its reply has a length no other has and
 *   the reader answers in order: once it has come, whatever was owed has come before it, and was dropped;
 * - while a command waits, a frame that cannot be its answer by status and length is dropped too.
 * DATA never leaves this file except as the answer itself: traces carry names, statuses and lengths.
 */
export class Conversation {
  /** Moment of `monotonic()` until which a reply to something unanswered may come. */
  #owedUntil: number;
  /** The SAM number was asked on the owed line and its reply has not come. */
  #settling = false;
  readonly #context: DriverContext;
  readonly #waiters: Waiters<Reply>;
  readonly #reader: FrameReader<Reply>;

  constructor(context: DriverContext) {
    const { clock, trace } = context;
    this.#context = context;
    this.#owedUntil = clock.monotonic() + LATEST_REPLY_MILLISECONDS;
    this.#waiters = new Waiters(clock);
    this.#reader = new FrameReader({
      cut: cutReply,
      maximumBytes: MAXIMUM_REPLY_BYTES,
      interByteMilliseconds: INTER_BYTE_MILLISECONDS,
      clock,
      onFrame: (reply) => this.#hear(reply),
      onDiscarded: (length, name) => trace?.({ direction: 'discarded', name, length }),
    });
  }

  /** Starts listening to the line. `onGone` is told once, and at once when the line has gone already. */
  listen(onGone: (reason: TransportError) => void): void {
    this.#context.line.listen({ data: (bytes) => this.#reader.push(bytes), closed: onGone });
  }

  /**
   * Sends one command and gives its reply, good or refused; errors are `timeout`, `cancelled`, `offline`, and the
   * conditions that stop every command (60, 66). `again` repeats a command whose own reply was lost in this turn:
   * either reply answers it, so nothing need be settled first.
   */
  async ask(message: Message, turn: Turn, { again = false } = {}): Promise<Result<Reply, DeviceError>> {
    if (message === MESSAGES.number) return this.#settle(turn);
    if (this.#owed && !again) {
      const settled = await this.#settle(turn);
      if (!settled.ok) return settled;
      if (this.#owed) return err(refusalError(settled.value));
    }
    const clean = !this.#owed;
    const answer = await this.#exchange(message, turn);
    if (answer.ok && clean) this.#owedUntil = Number.NEGATIVE_INFINITY;
    return stopping(answer);
  }

  /** Waits this long, or until the command is cancelled or the line goes. */
  pause(milliseconds: number, turn: Turn): Promise<void> {
    const { clock } = this.#context;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, milliseconds);
      turn.onCancel(() => {
        clock.clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Nothing is heard or told after this. The line itself stays its owner's. */
  close(error: DeviceError): void {
    this.#waiters.close(error);
    this.#reader.stop();
  }

  get #owed(): boolean {
    return this.#context.clock.monotonic() < this.#owedUntil;
  }

  /** Asks the SAM number, or waits on for it when it was asked already. `#hear` takes note of its coming. */
  async #settle(turn: Turn): Promise<Result<Reply, DeviceError>> {
    const { number } = MESSAGES;
    if (this.#settling && this.#owed) return stopping(await this.#await(number, turn));
    return stopping(await this.#exchange(number, turn));
  }

  #hear(reply: Reply): void {
    if (this.#settling && isSamNumber(reply)) this.#owedUntil = Number.NEGATIVE_INFINITY;
    // A reader that refuses everything will not tell its number any more: it may be asked again.
    if (isSamNumber(reply) || stopsEverything(reply)) this.#settling = false;
    const taken = this.#waiters.offer(reply);
    this.#context.trace?.({
      direction: taken ? 'toHost' : 'discarded',
      name: taken ? statusText(reply) : `unasked ${statusText(reply)}`,
      length: encodedLength(reply),
      // The data by their number alone: they are somebody's document.
      bytes: concat(Uint8Array.of(reply.sw1, reply.sw2, reply.sw3), new Uint8Array(reply.data.length)),
    });
  }

  async #exchange(message: Message, turn: Turn): Promise<Result<Reply, DeviceError>> {
    if (turn.cancelled()) return err({ code: 'cancelled' });
    this.#owedUntil = this.#context.clock.monotonic() + LATEST_REPLY_MILLISECONDS;
    if (message === MESSAGES.number) this.#settling = true;
    return this.#await(message, turn, () => this.#send(message, turn));
  }

  async #await(
    message: Message,
    turn: Turn,
    send: () => Promise<Result<void, DeviceError>> = async () => ok(undefined),
  ): Promise<Result<Reply, DeviceError>> {
    const wait = this.#waiters.expect(message.answeredBy);
    const sent = await send();
    if (!sent.ok) {
      wait.cancel();
      return sent;
    }
    turn.onCancel(() => wait.cancel());
    return wait.within(message.timeout);
  }

  #send({ name, command, parameter }: Message, turn: Turn): Promise<Result<void, DeviceError>> {
    const { line, clock, trace } = this.#context;
    const bytes = encodeCommand({ command, parameter, data: NO_DATA });
    trace?.({
      direction: 'toDevice',
      name,
      length: bytes.length,
      bytes: Uint8Array.of(command, parameter),
    });
    return new Promise((resolve) => {
      const end = (result: Result<void, DeviceError>) => {
        clock.clearTimeout(timer);
        resolve(result);
      };
      const timer = clock.setTimeout(
        () => end(err({ code: 'timeout', detail: 'the line takes no bytes' })),
        WRITE_MILLISECONDS,
      );
      turn.onCancel(() => end(err({ code: 'cancelled' })));
      line.write(bytes).then(
        (written) => end(written.ok ? ok(undefined) : err({ code: 'offline', detail: written.error.code })),
        () => end(err({ code: 'offline' })),
      );
    });
  }
}

/** 60 and 66 are the answer to every command: errors, whatever was asked. */
const stopsEverything = ({ sw3 }: Reply): boolean => sw3 === SW3.selfTestFailed || sw3 === SW3.notAuthorised;
const stopping = (answer: Result<Reply, DeviceError>): Result<Reply, DeviceError> =>
  answer.ok && stopsEverything(answer.value) ? err(refusalError(answer.value)) : answer;

/** Preamble, LEN, three status bytes, DATA and CHK. */
const encodedLength = (reply: Reply): number => 11 + reply.data.length;
