import type { Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { DriverContext, FrameTrace } from '../../driver.ts';
import { type DiscardReason, FrameReader } from '../../link/frame-reader.ts';
import type { Turn } from '../../link/turns.ts';
import { Waiters } from '../../link/waiter.ts';
import type { Line, TransportError } from '../../transport/transport.ts';
import { encodeCommand, type HostCommand } from './commands.ts';
import { CRT310_DEADLINES, deadlineOf, FRAME_ATTEMPTS } from './deadlines.ts';
import {
  CONTROLS_TO_HOST,
  type Control,
  encodeControl,
  encodeFrame,
  frameCutter,
  type LinkFrame,
  MAXIMUM_FRAME,
} from './protocol.ts';
import { type Abnormal, answers, decodeAbnormal } from './replies.ts';

/** How one command ended, as far as the line can tell. */
export type Outcome =
  | { readonly kind: 'answered'; readonly reply: Uint8Array }
  /** The reader refused it with 4E: it was not executed. */
  | { readonly kind: 'refused'; readonly abnormal: Abnormal }
  /** ENQ was never sent: it was not executed. */
  | { readonly kind: 'notStarted'; readonly error: DeviceError }
  /** ENQ was sent and no readable answer came: what it did is unknown, and it must not be sent again. */
  | { readonly kind: 'lost'; readonly error: DeviceError };

type Heard = LinkFrame | { readonly kind: 'damaged' };

/** Harmless questions, each with a command byte of its own, that can prove the line clean. */
const PROBES: readonly HostCommand[] = [{ name: 'status' }, { name: 'serialNumber' }];

/**
 * The dialogue of the manual's chapter "Communication": frame, ACK, ENQ, answer; one at a time.
 *
 * Answers carry no number, only the command they answer. So a late answer to a command given up could be taken for
 * the answer to the next one of its kind. The reader answers in order, and that is what makes it safe here: after a
 * lost answer, no command with the same command byte is sent until another question has been answered; whatever
 * was still to come has come before that, and was thrown away because nobody waited for it.
 */
export class Dialogue {
  readonly #line: Line;
  readonly #trace: FrameTrace | undefined;
  readonly #frames: FrameReader<LinkFrame>;
  readonly #waiters: Waiters<Heard>;
  /** Command bytes whose answers may still come. */
  readonly #lost = new Set<number>();

  constructor({ line, clock, trace }: DriverContext, onClosed: (reason: TransportError) => void) {
    this.#line = line;
    this.#trace = trace;
    this.#waiters = new Waiters(clock);
    this.#frames = new FrameReader<LinkFrame>({
      cut: frameCutter(CONTROLS_TO_HOST),
      maximumBytes: MAXIMUM_FRAME,
      interByteMilliseconds: CRT310_DEADLINES.interByte,
      clock,
      onFrame: (frame) => this.#hear(frame),
      onDiscarded: (count, reason) => this.#discard(count, reason),
    });
    line.listen({
      data: (bytes) => this.#frames.push(bytes),
      closed: (reason) => {
        this.close();
        onClosed(reason);
      },
    });
  }

  async exchange(command: HostCommand, turn: Turn): Promise<Outcome> {
    const cm = encodeCommand(command)[0] ?? 0;
    if (this.#lost.has(cm)) {
      const unclean = await this.#clean(turn);
      if (unclean) return { kind: 'notStarted', error: unclean };
    }
    return this.#exchange(command, turn);
  }

  /** Ends every wait with `offline`; nothing is heard after this. */
  close(): void {
    this.#frames.stop();
    this.#waiters.close();
  }

  async #clean(turn: Turn): Promise<DeviceError | undefined> {
    const probe = PROBES.find((question) => !this.#lost.has(encodeCommand(question)[0] ?? 0));
    if (!probe) {
      const waited = await this.#wait(() => false, CRT310_DEADLINES.quiet, turn);
      if (!waited.ok && waited.error.code !== 'timeout') return waited.error;
      this.#lost.clear();
      return undefined;
    }
    const outcome = await this.#exchange(probe, turn);
    return outcome.kind === 'lost' || outcome.kind === 'notStarted' ? outcome.error : undefined;
  }

  async #exchange(command: HostCommand, turn: Turn): Promise<Outcome> {
    const content = encodeCommand(command);
    const cm = content[0] ?? 0;
    const unacknowledged = await this.#offer(command.name, content, turn);
    if (unacknowledged) return { kind: 'notStarted', error: unacknowledged };
    if (turn.cancelled()) {
      await this.#callOff(turn);
      return { kind: 'notStarted', error: { code: 'cancelled' } };
    }
    const wait = this.#waiters.expect(
      (heard) =>
        heard.kind === 'damaged' ||
        (heard.kind === 'package' &&
          (answers(content, heard.package) || decodeAbnormal(heard.package)?.cm === cm)),
    );
    // From ENQ on the reader acts, and calling it off is undefined: the command runs to its end.
    turn.onCancel(() => {});
    const written = await this.#write('ENQ', encodeControl('enquire'));
    const heard = written ? await wait.within(deadlineOf(command)) : undefined;
    if (!heard) wait.cancel();
    if (heard?.ok && heard.value.kind === 'package') {
      this.#lost.clear();
      const abnormal = decodeAbnormal(heard.value.package);
      return abnormal ? { kind: 'refused', abnormal } : { kind: 'answered', reply: heard.value.package };
    }
    this.#lost.add(cm);
    if (!heard) return { kind: 'lost', error: { code: 'offline' } };
    if (heard.ok) return { kind: 'lost', error: { code: 'protocol', detail: 'damaged answer' } };
    return { kind: 'lost', error: heard.error };
  }

  /** Writes the frame until the reader takes it. An error means that nothing will be executed. */
  async #offer(name: string, content: Uint8Array, turn: Turn): Promise<DeviceError | undefined> {
    let failure: DeviceError = { code: 'timeout' };
    for (let attempt = 0; attempt < FRAME_ATTEMPTS; attempt += 1) {
      if (turn.cancelled()) {
        if (attempt > 0) await this.#callOff(turn);
        return { code: 'cancelled' };
      }
      const wait = this.#waiters.expect(
        (heard) => isControl(heard, 'acknowledge') || isControl(heard, 'refuse'),
      );
      turn.onCancel(() => wait.cancel());
      if (!(await this.#write(name, encodeFrame(content), content))) {
        wait.cancel();
        return { code: 'offline' };
      }
      const heard = await wait.within(CRT310_DEADLINES.acknowledge);
      if (heard.ok && isControl(heard.value, 'acknowledge')) return undefined;
      if (!heard.ok && heard.error.code === 'offline') return heard.error;
      if (!heard.ok && heard.error.code === 'cancelled') {
        await this.#callOff(turn);
        return heard.error;
      }
      failure = heard.ok ? { code: 'protocol', deviceCode: 'NAK' } : { code: 'timeout' };
    }
    // The reader may hold the frame although its ACK was lost; it must not stay armed for a later ENQ.
    await this.#write('EOT', encodeControl('callOff'));
    return failure;
  }

  async #callOff(turn: Turn): Promise<void> {
    const wait = this.#waiters.expect((heard) => isControl(heard, 'callOff'));
    turn.onCancel(() => {});
    if (await this.#write('EOT', encodeControl('callOff'))) await wait.within(CRT310_DEADLINES.callOff);
    else wait.cancel();
  }

  #wait(
    matches: (heard: Heard) => boolean,
    milliseconds: number,
    turn: Turn,
  ): Promise<Result<Heard, DeviceError>> {
    const wait = this.#waiters.expect(matches);
    turn.onCancel(() => wait.cancel());
    return wait.within(milliseconds);
  }

  async #write(name: string, bytes: Uint8Array, content = bytes): Promise<boolean> {
    this.#trace?.({ direction: 'toDevice', name, length: bytes.length, bytes: content });
    const written = await this.#line.write(bytes);
    return written.ok;
  }

  #hear(frame: LinkFrame): void {
    const wanted = this.#waiters.offer(frame);
    const bytes = frame.kind === 'control' ? encodeControl(frame.control) : frame.package;
    const direction = wanted ? 'toHost' : 'discarded';
    this.#trace?.({ direction, name: nameOf(frame), length: bytes.length, bytes });
  }

  #discard(count: number, reason: DiscardReason): void {
    this.#trace?.({ direction: 'discarded', name: reason, length: count });
    // A frame that ends where it says but fails its check was an answer, and will not come again.
    if (reason === 'badCheck') this.#waiters.offer({ kind: 'damaged' });
  }
}

/** The same turn, not to be called off: for what must be finished once something irreversible has begun. */
export const committed = ({ id }: Turn): Turn => ({ id, cancelled: () => false, onCancel: () => {} });

const isControl = (heard: Heard, control: Control): boolean =>
  heard.kind === 'control' && heard.control === control;

/** Command and parameter byte only: they say which message, never what is in it. */
function nameOf(frame: LinkFrame): string {
  if (frame.kind === 'control') return frame.control;
  const head = Array.from(frame.package.subarray(0, 2), (byte) => byte.toString(16).padStart(2, '0'));
  return `reply ${head.join(' ').toUpperCase()}`;
}
