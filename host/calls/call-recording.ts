import type { CallRecording as Stand } from '#contracts/branch/call-words.ts';
import { RECORDING_PARTS, type RecordingReason } from '#contracts/branch/recording.ts';
import { RULES } from '#contracts/compliance/rules.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { CallEvent } from '#flows/call-ports.ts';
import type { TimerHandle } from '#foundation/clock.ts';
import { Recorder, type RecorderParts } from '../recording/recorder.ts';
import { CallTap } from './call-tap.ts';
import { isOwnStep } from './view.ts';

/** Milliseconds until it is tried again, where nothing could be recorded or kept. */
export const RECORDING_REST = 10_000;
/** Milliseconds for which nothing must speak against it before a part begins: screens pass by on the way from step to step. */
export const RECORDING_CALM = 500;

export type CallRecordingParts = Omit<RecorderParts, 'camera' | 'lost' | 'ended'> & {
  /** Tells the page what it is to record; false where there is none. */
  readonly order: (record: number | null) => boolean;
  readonly tell: (event: CallEvent) => void;
};

/** What the customer has agreed to. */
type Agreed = {
  readonly visit: string;
  readonly call: string;
  readonly days: number;
  readonly at: number;
};

/**
 * Records picture and sound of one call, from the customer's yes on, in parts: it rests while the step is his alone, while
 * the two do not see or hear each other and while nothing can be kept, and each part begins its chain with the link the one
 * before ended with. Whatever becomes of it, the call goes on.
 */
export class CallRecording {
  readonly #parts: CallRecordingParts;
  readonly #tap: CallTap;
  readonly #recorder: Recorder;
  #agreed: Agreed | undefined;
  #turn = 0;
  #live = false;
  #own = false;
  #part = 0;
  #before: string | null = null;
  #running = false;
  #resting: TimerHandle | undefined;
  /** Set while it is waited whether it stays wanted; fulfilled, it may begin. */
  #calming: TimerHandle | undefined;
  #calm = false;
  #busy = false;
  #again = false;
  /** Why it is not to run any more, where that is not to be seen from how the call stands. */
  #why: RecordingReason = 'callOver';
  #told: Stand | undefined;
  #visit = '';

  constructor(parts: CallRecordingParts) {
    this.#parts = parts;
    this.#tap = new CallTap(parts.order, () => this.#wanted);
    this.#recorder = new Recorder({
      ...parts,
      camera: this.#tap,
      lost: (_, reason) => this.#lost(reason),
      ended: ({ link, segments }) => {
        if (segments > 0) this.#before = link;
      },
    });
  }

  /** Segments of the page. */
  hear(bytes: Uint8Array): boolean {
    return this.#recorder.hear(bytes);
  }

  /** The customer has agreed, in this call, for so many days. */
  agree(visit: string, call: string, days: number): void {
    this.#agreed = { visit, call, days, at: Math.round(this.#parts.clock.wall()) };
    this.#part = 0;
    this.#before = null;
    this.#told = undefined;
    this.#settle();
  }

  /** One of the two does not want it any longer. */
  stop(by: 'customer' | 'teller'): void {
    this.#end(by);
  }

  /** The call is over, or left. */
  over(reason: 'callOver' | 'visitEnded'): void {
    this.#live = false;
    this.#end(reason);
  }

  /** How the call stands. */
  heard(event: CallEvent): void {
    switch (event.type) {
      case 'call.assigned':
        this.#turn = event.turn;
        this.#live = false;
        break;
      case 'call.live':
        this.#live = event.mode !== 'text';
        break;
      case 'call.waiting':
      case 'call.interrupted':
      case 'call.mediaLost':
        this.#live = false;
        break;
      default:
        return;
    }
    this.#why = event.type === 'call.waiting' ? 'handedOn' : 'media';
    this.#settle();
  }

  /** Every screen: from the moment at which something stands there for him alone, nothing is recorded. */
  see(screen: Pick<Screen, 'body' | 'frame'>): void {
    const own = isOwnStep(screen);
    if (own === this.#own) return;
    this.#own = own;
    if (own) this.#tap.hush();
    this.#settle();
  }

  pageGone(): void {
    this.#tap.pageGone();
  }

  #end(reason: RecordingReason): void {
    this.#agreed = undefined;
    this.#why = reason;
    this.#parts.clock.clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#tap.hush();
    this.#settle();
  }

  get #wanted(): boolean {
    return this.#agreed !== undefined && this.#live && !this.#own && this.#resting === undefined;
  }

  #settle(): void {
    const { clock } = this.#parts;
    if (!this.#wanted) {
      clock.clearTimeout(this.#calming);
      this.#calming = undefined;
      this.#calm = false;
    } else if (!this.#calm && this.#calming === undefined)
      this.#calming = clock.setTimeout(() => {
        this.#calming = undefined;
        this.#calm = true;
        this.#settle();
      }, RECORDING_CALM);
    this.#again = true;
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#again) {
      this.#again = false;
      if (this.#wanted && this.#calm && !this.#running) await this.#begin();
      else if (!this.#wanted && this.#running) await this.#finish();
      this.#say();
    }
    this.#busy = false;
  }

  async #begin(): Promise<void> {
    const agreed = this.#agreed;
    if (!agreed) return;
    if (this.#part >= RECORDING_PARTS) return this.#rest();
    this.#part += 1;
    this.#say();
    const { call, days: keepDays, at: agreedAt } = agreed;
    const part = {
      ...{ call, turn: this.#turn, part: this.#part, before: this.#before, agreedAt, keepDays },
      textVersion: RULES.callRecording.textVersion,
    };
    this.#running = true;
    this.#visit = agreed.visit;
    const started = await this.#recorder.start(agreed.visit, { service: 'call', sale: part, call: part });
    if (started.ok) return;
    this.#running = false;
    // What was not wanted any more before it had begun is no failure.
    if (this.#wanted) this.#rest();
  }

  async #finish(): Promise<void> {
    const reason = this.#agreed && this.#own ? 'ownStep' : this.#why;
    const stopped = reason === 'customer' || reason === 'teller' || reason === 'media';
    await this.#recorder.finish(this.#visit, stopped ? 'stopped' : 'complete', reason, null);
    this.#running = false;
  }

  #lost(_reason: RecordingReason): void {
    this.#running = false;
    if (this.#wanted) this.#rest();
    this.#settle();
  }

  #rest(): void {
    const { clock } = this.#parts;
    clock.clearTimeout(this.#resting);
    this.#resting = clock.setTimeout(() => {
      this.#resting = undefined;
      this.#settle();
    }, RECORDING_REST);
  }

  #say(): void {
    if (!this.#agreed) return;
    const stand = this.#stand();
    if (stand === this.#told) return;
    this.#told = stand;
    this.#parts.tell({ type: 'call.recording', stand });
  }

  #stand(): 'starting' | 'on' | 'paused' | 'interrupted' {
    if (this.#own) return 'paused';
    if (!this.#live || this.#resting !== undefined) return 'interrupted';
    return this.#recorder.mark(this.#visit)?.segments ? 'on' : 'starting';
  }
}
