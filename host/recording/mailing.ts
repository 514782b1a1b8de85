import type {
  RecordingEnd,
  RecordingOrigin,
  RecordingReason,
  RecordingSegment,
  RecordingState,
} from '#contracts/branch/recording.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';

type Reply = Promise<Result<RecordingState, CodedError & { readonly reason?: string }>>;

/** What recording needs of the branch service. */
export type RecordingLine = {
  openRecording(origin: RecordingOrigin): Reply;
  addSegment(recording: string, segment: RecordingSegment): Reply;
  endRecording(recording: string, end: RecordingEnd): Reply;
};

export const MAILING = {
  /** A segment that is not acknowledged for so long is not kept, milliseconds. */
  patience: 2_000,
  /** Between two tries, milliseconds. */
  again: 200,
  /** Segments that may wait: no more come in that time. */
  most: 8,
} as const;

/** The branch has understood, and will say the same again. */
const FINAL: readonly string[] = ['idConflict', 'illegalMove', 'notYours', 'notFound', 'badRequest'];

/** Takes the segments of one recording to the branch, one after the other, and says when they are not kept any more. */
export class Mailing {
  readonly #branch: RecordingLine;
  readonly #clock: Clock;
  readonly #recording: string;
  readonly #failed: (reason: RecordingReason) => void;
  readonly #queue: RecordingSegment[] = [];
  readonly #waiting = new Set<() => void>();
  #busy = false;
  #stopped = false;
  #patience: TimerHandle;

  constructor(
    branch: RecordingLine,
    clock: Clock,
    recording: string,
    failed: (reason: RecordingReason) => void,
  ) {
    this.#branch = branch;
    this.#clock = clock;
    this.#recording = recording;
    this.#failed = failed;
  }

  post(segment: RecordingSegment): void {
    if (this.#stopped) return;
    if (this.#queue.length >= MAILING.most) return this.#fail('tooMuch');
    this.#queue.push(segment);
    if (this.#queue.length === 1) this.#beginToWait();
    void this.#run();
  }

  /** Fulfilled once nothing waits any more, or nothing will be sent. */
  empty(): Promise<void> {
    if (this.#stopped || this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  /** Nothing is sent after this; what waits is gone. */
  stop(): void {
    this.#stopped = true;
    this.#queue.length = 0;
    this.#clock.clearTimeout(this.#patience);
    this.#wake();
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#queue[0]; next && !this.#stopped; next = this.#queue[0]) {
      const reply = await this.#branch.addSegment(this.#recording, next);
      if (this.#stopped) break;
      if (reply.ok) {
        this.#queue.shift();
        this.#clock.clearTimeout(this.#patience);
        if (this.#queue.length > 0) this.#beginToWait();
      } else if (FINAL.includes(reply.error.reason ?? '')) this.#fail('refused');
      else await new Promise<void>((resolve) => this.#clock.setTimeout(resolve, MAILING.again));
    }
    this.#busy = false;
    if (this.#queue.length === 0) this.#wake();
  }

  #beginToWait(): void {
    this.#patience = this.#clock.setTimeout(() => this.#fail('branchAway'), MAILING.patience);
  }

  #fail(reason: RecordingReason): void {
    if (this.#stopped) return;
    this.stop();
    this.#failed(reason);
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
