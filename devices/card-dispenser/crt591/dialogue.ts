import type { Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { DriverContext, FrameTrace } from '../../driver.ts';
import { type DiscardReason, FrameReader } from '../../link/frame-reader.ts';
import type { Turn } from '../../link/turns.ts';
import { type Wait, Waiters } from '../../link/waiter.ts';
import type { Line, TransportError } from '../../transport/transport.ts';
import { CRT591_DEADLINES, deadlineOf, FRAME_ATTEMPTS, REPLY_ATTEMPTS } from './deadlines.ts';
import { answers, decodeReply, encodeCommand, type HostCommand, type Reply } from './messages.ts';
import { cutFrame, encodeControl, encodeFrame, type LinkFrame, MAXIMUM_FRAME } from './protocol.ts';

/** How one command ended, as far as the line can tell. */
export type Outcome =
  | { readonly kind: 'answered'; readonly reply: Reply }
  /** It was not executed. */
  | { readonly kind: 'notStarted'; readonly error: DeviceError }
  /** No readable reply came: what it did is unknown. */
  | { readonly kind: 'lost'; readonly error: DeviceError };

type Heard = LinkFrame | { readonly kind: 'damaged' };
type Answer = Result<Heard, DeviceError>;

/** What turns a motor: never sent again when no answer comes, for it may have been heard. */
const moves = ({ name }: HostCommand): boolean => name === 'move' || name === 'init';
/** What only looks: may be asked again, and proves the line clean. */
const QUESTIONS: readonly HostCommand[] = [
  { name: 'status' },
  { name: 'sensors' },
  { name: 'counter' },
  { name: 'version' },
];
const isQuestion = ({ name }: HostCommand): boolean => QUESTIONS.some((question) => question.name === name);

/**
 * The dialogue of the manual's chapter "Communication": frame, ACK, reply, ACK; one at a time.
 *
 * The manual lets the host send a command again when no ACK comes. That would take a second card from the stack when
 * only the ACK was lost: a motion is sent again only when the device refused the frame itself (NAK). Its reply is waited
 * for even without an ACK.
 *
 * Replies repeat CM and PM of their command and no number. After a lost reply no command with the same two is sent until
 * another question has been answered: the device answers in order, so whatever was to come has come before that.
 */
export class Dialogue {
  readonly #line: Line;
  readonly #trace: FrameTrace | undefined;
  readonly #frames: FrameReader<LinkFrame>;
  readonly #waiters: Waiters<Heard>;
  readonly #lost = new Set<string>();

  constructor({ line, clock, trace }: DriverContext, onClosed: (reason: TransportError) => void) {
    this.#line = line;
    this.#trace = trace;
    this.#waiters = new Waiters(clock);
    this.#frames = new FrameReader<LinkFrame>({
      cut: cutFrame,
      maximumBytes: MAXIMUM_FRAME,
      interByteMilliseconds: CRT591_DEADLINES.interByte,
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
    if (this.#lost.has(keyOf(command))) {
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
    const probe = QUESTIONS.find((question) => !this.#lost.has(keyOf(question)));
    if (!probe) {
      const waited = await this.#waiters.expect(() => false).within(CRT591_DEADLINES.quiet);
      if (!waited.ok && waited.error.code !== 'timeout') return waited.error;
      this.#lost.clear();
      return undefined;
    }
    const outcome = await this.#exchange(probe, turn);
    return outcome.kind === 'answered' ? undefined : outcome.error;
  }

  async #exchange(command: HostCommand, turn: Turn): Promise<Outcome> {
    if (turn.cancelled()) return { kind: 'notStarted', error: { code: 'cancelled' } };
    const text = encodeCommand(command);
    const outcome = await this.#send(command, text, turn);
    if (outcome.kind === 'answered') this.#lost.clear();
    if (outcome.kind === 'lost') this.#lost.add(keyOf(command));
    return outcome;
  }

  async #send(command: HostCommand, text: Uint8Array, turn: Turn): Promise<Outcome> {
    // The reply is expected from the first byte on: without its ACK it may come at once.
    const reply = this.#expect(text);
    for (let attempt = 1; ; attempt += 1) {
      const taken = await this.#offer(command, text);
      if (taken === 'offline') {
        reply.cancel();
        // A frame that was on its way when the line ended may have been heard.
        return { kind: 'lost', error: { code: 'offline' } };
      }
      const again =
        attempt < FRAME_ATTEMPTS && (taken === 'refused' || (taken === 'silence' && isQuestion(command)));
      if (again) continue;
      if (taken === 'refused') {
        reply.cancel();
        return { kind: 'notStarted', error: { code: 'protocol', deviceCode: 'NAK' } };
      }
      return this.#listen(command, text, turn, reply);
    }
  }

  /** Writes the frame once and waits for the one byte that answers it. */
  async #offer(command: HostCommand, text: Uint8Array): Promise<'taken' | 'refused' | 'silence' | 'offline'> {
    const wait = this.#waiters.expect(
      (heard) => heard.kind === 'control' && (heard.control === 'acknowledge' || heard.control === 'refuse'),
    );
    if (!(await this.#write(command.name, encodeFrame(text), text))) {
      wait.cancel();
      return 'offline';
    }
    const heard = await wait.within(CRT591_DEADLINES.acknowledge);
    if (!heard.ok) return heard.error.code === 'offline' ? 'offline' : 'silence';
    return heard.value.kind === 'control' && heard.value.control === 'acknowledge' ? 'taken' : 'refused';
  }

  async #listen(command: HostCommand, text: Uint8Array, turn: Turn, first: Wait<Heard>): Promise<Outcome> {
    const stoppable = !moves(command);
    let wait = first;
    // From its ACK on a motor turns: a motion runs to its end.
    turn.onCancel(stoppable ? () => wait.cancel() : () => {});
    for (let attempt = 0; ; attempt += 1) {
      const heard: Answer = await wait.within(deadlineOf(command));
      if (heard.ok && heard.value.kind === 'text') {
        await this.#write('ACK', encodeControl('acknowledge'));
        turn.onCancel(() => {});
        const reply = decodeReply(heard.value.text);
        return reply ? { kind: 'answered', reply } : { kind: 'lost', error: { code: 'protocol' } };
      }
      if (!heard.ok) {
        turn.onCancel(() => {});
        if (stoppable && heard.error.code !== 'offline') await this.#callOff();
        return { kind: 'lost', error: heard.error };
      }
      if (attempt >= REPLY_ATTEMPTS)
        return { kind: 'lost', error: { code: 'protocol', detail: 'damaged reply' } };
      // NAK asks for the reply again, and for nothing else: the command is not executed twice by it.
      wait = this.#expect(text);
      if (!(await this.#write('NAK', encodeControl('refuse')))) wait.cancel();
    }
  }

  #expect(text: Uint8Array): Wait<Heard> {
    return this.#waiters.expect(
      (heard) => heard.kind === 'damaged' || (heard.kind === 'text' && answers(text, heard.text)),
    );
  }

  /** EOT, answered by EOT; once more when nothing answers. A reply that crosses it is nobody's. */
  async #callOff(): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const wait = this.#waiters.expect((heard) => heard.kind === 'control' && heard.control === 'callOff');
      if (!(await this.#write('EOT', encodeControl('callOff')))) return wait.cancel();
      const heard = await wait.within(CRT591_DEADLINES.callOff);
      if (heard.ok || heard.error.code === 'offline') return;
    }
  }

  async #write(name: string, bytes: Uint8Array, content = bytes): Promise<boolean> {
    this.#trace?.({ direction: 'toDevice', name, length: bytes.length, bytes: content });
    const written = await this.#line.write(bytes);
    return written.ok;
  }

  #hear(frame: LinkFrame): void {
    const wanted = this.#waiters.offer(frame);
    const bytes = frame.kind === 'control' ? encodeControl(frame.control) : frame.text;
    const direction = wanted ? 'toHost' : 'discarded';
    this.#trace?.({ direction, name: nameOf(frame), length: bytes.length, bytes });
    // A late reply to a command given up is acknowledged all the same, else the device goes on with it.
    if (!wanted && frame.kind === 'text') void this.#write('ACK', encodeControl('acknowledge'));
  }

  #discard(count: number, reason: DiscardReason): void {
    this.#trace?.({ direction: 'discarded', name: reason, length: count });
    if (reason === 'badCheck') this.#waiters.offer({ kind: 'damaged' });
  }
}

/** The same turn, not to be called off: for what must be finished once something irreversible has begun. */
export const committed = ({ id }: Turn): Turn => ({ id, cancelled: () => false, onCancel: () => {} });

/** CM and PM: what a reply repeats. */
const keyOf = (command: HostCommand): string => encodeCommand(command).subarray(1, 3).join(' ');

/** Head, CM and PM only: they say which message, never what is in it. */
function nameOf(frame: LinkFrame): string {
  if (frame.kind === 'control') return frame.control;
  const head = Array.from(frame.text.subarray(0, 3), (byte) => byte.toString(16).padStart(2, '0'));
  return `reply ${head.join(' ').toUpperCase()}`;
}
