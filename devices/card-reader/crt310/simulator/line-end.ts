import { concat } from '#foundation/bytes.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { FrameReader } from '../../../link/frame-reader.ts';
import type { Line } from '../../../transport/transport.ts';
import {
  CONTROLS_TO_READER,
  encodeControl,
  encodeFrame,
  frameCutter,
  type LinkFrame,
  MAXIMUM_FRAME,
} from '../protocol.ts';
import { encodeAbnormal } from '../replies.ts';
import type { FaultSet } from './faults.ts';
import type { Execution } from './reader-logic.ts';

/** Later than any deadline a driver may have, milliseconds. */
export const LATE_REPLY = 20_000;
const QUESTION = 0x31;
/** Silence after which half a frame is given up, milliseconds. */
const INTER_BYTE = 200;
/** Bytes a busy reader keeps for later. */
const HELD_BYTES = 4096;
/** Frames nobody asked for: a lamp's answer, a hundred every ten milliseconds. */
const FLOOD = { every: 10, frames: 100, content: Uint8Array.of(0x49, 0x30, 0x59) } as const;
const LONGEST_GAP = 12;
const LONGEST_NOISE = 6;
const ENQUIRE = 0x05;

export type LineEndOptions = {
  readonly clock: Clock;
  readonly faults: FaultSet;
  readonly execute: (content: Uint8Array) => Execution;
  /** The host did something that the protocol does not allow. */
  readonly onViolation: () => void;
};

type State =
  | { readonly at: 'idle' }
  /** Acknowledged; waits for ENQ. */
  | { readonly at: 'accepted'; readonly content: Uint8Array }
  | { readonly at: 'executing'; readonly timer: TimerHandle; readonly line: Line | undefined }
  /** Done, but the answer does not come out; what the host says meanwhile is heard afterwards. */
  | { readonly at: 'stuck'; readonly timer: TimerHandle };

/** The reader's end of the line: its half of the dialogue, and everything that can go wrong on a wire. */
export class LineEnd {
  readonly #options: LineEndOptions;
  #line: Line | undefined;
  #frames: FrameReader<LinkFrame> | undefined;
  #state: State = { at: 'idle' };
  #held: Uint8Array = new Uint8Array(0);
  #flood: TimerHandle | undefined;
  /** Bytes on their way out, one entry per write, and the timer that sends the next. */
  #outgoing: Uint8Array[] = [];
  #pump: TimerHandle | undefined;
  #seed = 310;

  constructor(options: LineEndOptions) {
    this.#options = options;
  }

  attach(line: Line): void {
    this.detach();
    this.#line = line;
    this.#frames = new FrameReader<LinkFrame>({
      cut: frameCutter(CONTROLS_TO_READER),
      maximumBytes: MAXIMUM_FRAME,
      interByteMilliseconds: INTER_BYTE,
      clock: this.#options.clock,
      onFrame: (frame) => this.#hear(frame),
      onDiscarded: (_count, reason) => {
        if (reason === 'badCheck' && this.#state.at !== 'executing') this.#send(encodeControl('refuse'));
      },
    });
    line.listen({
      data: (bytes) => {
        if (this.#line === line) this.#receive(bytes);
      },
      closed: () => {
        if (this.#line === line) this.detach();
      },
    });
    this.faultsChanged();
  }

  /** Lets the line go. A motor that turns goes on turning; nobody is told how it ended. */
  detach(): void {
    const line = this.#line;
    this.#line = undefined;
    this.#frames?.stop();
    this.#frames = undefined;
    this.#outgoing = [];
    this.#held = new Uint8Array(0);
    const { clock } = this.#options;
    for (const timer of [this.#pump, this.#flood]) if (timer !== undefined) clock.clearTimeout(timer);
    this.#pump = undefined;
    this.#flood = undefined;
    if (this.#state.at === 'accepted') this.#state = { at: 'idle' };
    if (line) void line.close();
  }

  /** The reader lost its power: what it was doing is not finished. */
  powerCut(): void {
    const state = this.#state;
    if (state.at === 'executing' || state.at === 'stuck') this.#options.clock.clearTimeout(state.timer);
    this.#state = { at: 'idle' };
    this.detach();
  }

  /** Starts or ends what goes on by itself. */
  faultsChanged(): void {
    const { clock, faults } = this.#options;
    const flooding = faults.has('floodUnsolicited') && this.#line !== undefined;
    if (!flooding && this.#flood !== undefined) {
      clock.clearTimeout(this.#flood);
      this.#flood = undefined;
    }
    if (flooding && this.#flood === undefined) this.#armFlood();
  }

  #armFlood(): void {
    this.#flood = this.#options.clock.setTimeout(() => {
      const frame = encodeFrame(FLOOD.content);
      // Between frames only: this reader talks too much, but one thing at a time.
      if (this.#outgoing.length === 0)
        this.#write(concat(...Array.from({ length: FLOOD.frames }, () => frame)));
      this.#armFlood();
    }, FLOOD.every);
  }

  #receive(bytes: Uint8Array): void {
    if (this.#options.faults.has('silent')) return;
    if (this.#state.at !== 'stuck') this.#frames?.push(bytes);
    else if (this.#held.length + bytes.length <= HELD_BYTES) this.#held = concat(this.#held, bytes);
  }

  #hear(frame: LinkFrame): void {
    const { faults, onViolation } = this.#options;
    if (this.#state.at === 'executing') {
      // Undefined in the manual, and so ignored; a careful host never does it. A new one cannot know.
      if (this.#state.line === this.#line) onViolation();
      return;
    }
    if (frame.kind === 'package') {
      if (faults.spend('nakOnce')) return this.#send(encodeControl('refuse'));
      this.#state = { at: 'accepted', content: frame.package };
      return this.#send(encodeControl('acknowledge'));
    }
    if (frame.control === 'callOff') {
      if (this.#state.at !== 'accepted') return;
      this.#state = { at: 'idle' };
      return this.#send(encodeControl('callOff'));
    }
    if (this.#state.at === 'accepted') return this.#execute(this.#state.content);
    onViolation();
    this.#send(encodeFrame(encodeAbnormal(ENQUIRE, 'cannotExecute')));
  }

  #execute(content: Uint8Array): void {
    const { clock, execute, onViolation } = this.#options;
    const execution = execute(content);
    if (execution.broken) onViolation();
    const line = this.#line;
    const timer = clock.setTimeout(() => {
      this.#state = { at: 'idle' };
      const reply = execution.finish();
      // A line plugged in meanwhile did not ask.
      if (this.#line !== line || this.#options.faults.has('silent')) return;
      this.#answer(content, reply);
    }, execution.milliseconds);
    this.#state = { at: 'executing', timer, line };
  }

  #answer(content: Uint8Array, reply: Uint8Array): void {
    const { clock, faults } = this.#options;
    const frame = encodeFrame(reply);
    const check = frame.length - 1;
    if (faults.has('badCheck')) frame[check] = (frame[check] ?? 0) ^ 0xff;
    if (content[0] === QUESTION || !faults.spend('lateReply')) return this.#send(frame);
    const line = this.#line;
    const timer = clock.setTimeout(() => {
      this.#state = { at: 'idle' };
      if (this.#line !== line) return;
      this.#send(frame);
      const held = this.#held;
      this.#held = new Uint8Array(0);
      this.#receive(held);
    }, LATE_REPLY);
    this.#state = { at: 'stuck', timer };
  }

  #send(bytes: Uint8Array): void {
    const { faults } = this.#options;
    const noise = faults.has('noise')
      ? Uint8Array.from({ length: this.#random(LONGEST_NOISE) + 1 }, () => this.#random(256))
      : new Uint8Array(0);
    const whole = concat(noise, bytes);
    if (faults.has('splitReplies'))
      for (let at = 0; at < whole.length; at += 1) this.#outgoing.push(whole.subarray(at, at + 1));
    else if (this.#outgoing.length > 0) this.#outgoing.push(whole);
    else return this.#write(whole);
    if (this.#pump === undefined) this.#armPump();
  }

  #armPump(): void {
    this.#pump = this.#options.clock.setTimeout(() => {
      this.#pump = undefined;
      const next = this.#outgoing.shift();
      if (next) this.#write(next);
      if (this.#outgoing.length > 0) this.#armPump();
    }, this.#random(LONGEST_GAP) + 1);
  }

  #write(bytes: Uint8Array): void {
    void this.#line?.write(bytes);
  }

  /** 0 to below `limit`; the same row every time, so that a test that failed fails again. */
  #random(limit: number): number {
    this.#seed = (Math.imul(this.#seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.#seed >> 8) % limit;
  }
}
