import { concat } from '#foundation/bytes.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { FrameReader } from '../../../link/frame-reader.ts';
import type { FaultSet } from '../../../simulation/fault-set.ts';
import type { Line } from '../../../transport/transport.ts';
import { cutFrame, encodeControl, encodeFrame, type LinkFrame, MAXIMUM_FRAME } from '../protocol.ts';
import type { DeviceLogic, Execution } from './device-logic.ts';
import type { Fault } from './faults.ts';

/** Later than any deadline a driver may have, milliseconds. */
export const LATE_REPLY = 40_000;
const INTER_BYTE = 200;
const MOVE = 0x32;

type Options = {
  readonly clock: Clock;
  readonly faults: FaultSet<Fault>;
  readonly logic: Pick<DeviceLogic, 'execute'>;
  /** The host did something that the protocol does not allow. */
  readonly onViolation: () => void;
};

/** The device's end of the line: its half of the dialogue, and everything that can go wrong on a wire. */
export class LineEnd {
  readonly #options: Options;
  #line: Line | undefined;
  #frames: FrameReader<LinkFrame> | undefined;
  #running: { readonly timer: TimerHandle; readonly moves: boolean } | undefined;
  /** Said last, to be said again when the host asks for it. */
  #said: Uint8Array | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  attach(line: Line): void {
    this.detach();
    const { clock } = this.#options;
    const frames = new FrameReader<LinkFrame>({
      cut: cutFrame,
      maximumBytes: MAXIMUM_FRAME,
      interByteMilliseconds: INTER_BYTE,
      clock,
      onFrame: (frame) => {
        if (this.#line === line && !this.#options.faults.has('silent')) this.#hear(frame);
      },
      onDiscarded: (_count, reason) => {
        if (reason === 'badCheck') this.#write(encodeControl('refuse'));
      },
    });
    this.#line = line;
    this.#frames = frames;
    line.listen({
      data: (bytes) => frames.push(bytes),
      closed: () => {
        frames.stop();
        if (this.#line === line) this.#line = undefined;
      },
    });
  }

  /** Lets the line go. A motor that turns goes on turning; nobody is told how it ended. */
  detach(): void {
    const line = this.#line;
    this.#line = undefined;
    this.#frames?.stop();
    this.#said = undefined;
    void line?.close();
  }

  /** What it was doing is not finished. */
  powerCut(): void {
    if (this.#running) this.#options.clock.clearTimeout(this.#running.timer);
    this.#running = undefined;
    this.#said = undefined;
  }

  #hear(frame: LinkFrame): void {
    if (frame.kind === 'text') return this.#take(frame.text);
    switch (frame.control) {
      case 'acknowledge':
        this.#said = undefined;
        return;
      case 'refuse':
        if (this.#said) this.#reply(this.#said);
        return;
      case 'callOff':
        // A motor runs to its end; anything else is dropped.
        if (this.#running && !this.#running.moves) this.powerCut();
        return this.#write(encodeControl('callOff'));
    }
  }

  #take(text: Uint8Array): void {
    const { clock, faults, logic, onViolation } = this.#options;
    const motion = text[1] === MOVE;
    if (this.#running) return onViolation();
    if (faults.spend('nakOnce')) return this.#write(encodeControl('refuse'));
    if (motion && faults.spend('lostCommandOnce')) return;
    if (!(motion && faults.spend('lostAckOnce'))) this.#write(encodeControl('acknowledge'));
    const execution: Execution = logic.execute(text);
    if (execution.broken) onViolation();
    const timer = clock.setTimeout(() => {
      this.#running = undefined;
      const reply = execution.finish();
      if (motion && faults.spend('lostReplyOnce')) return;
      if (motion && faults.spend('lateReplyOnce')) {
        clock.setTimeout(() => this.#reply(reply), LATE_REPLY);
        return;
      }
      this.#reply(reply);
    }, execution.milliseconds);
    this.#running = { timer, moves: execution.moves };
  }

  #reply(text: Uint8Array): void {
    const { faults } = this.#options;
    this.#said = text;
    const frame = encodeFrame(text);
    const check = frame.length - 1;
    if (faults.has('damagedReplies') || faults.spend('damagedReplyOnce'))
      frame[check] = (frame[check] ?? 0) ^ 0xff;
    this.#write(frame);
  }

  #write(bytes: Uint8Array): void {
    const { faults } = this.#options;
    if (faults.has('silent')) return;
    const whole = faults.has('noise') ? concat(Uint8Array.of(0xaa, 0x00, 0x55), bytes) : bytes;
    if (!faults.has('splitReplies')) return void this.#line?.write(whole);
    for (let at = 0; at < whole.length; at += 1) void this.#line?.write(whole.subarray(at, at + 1));
  }
}
