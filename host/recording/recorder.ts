import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Recorded, RecordedCall, RecordingEnd, RecordingReason } from '#contracts/branch/recording.ts';
import { RECORDING, SEGMENT_BYTES, SEGMENT_HEADER_BYTES } from '#contracts/bridge/recording.ts';
import { firstLink, linkOf } from '#documents/recording/chain.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Errands } from '../errands/errands.ts';
import { newToken } from '../ids.ts';
import { digestFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Camera, CameraLease } from '../media/camera.ts';
import { Mailing, type RecordingLine } from './mailing.ts';

/** Milliseconds. */
export const RECORDER_DELAYS = {
  /** Without a segment for so long nothing is being recorded any more: twice the length of one. */
  silence: 2_000,
  /** The first one also waits for the recorder to begin. */
  first: 3_500,
  /** For the last segment, once the end was ordered. */
  flush: 1_500,
} as const;

/** What is recorded; of a sale a digest is all that is told of it. */
export type RecordingSubject = {
  readonly service: Recorded;
  readonly sale: Readonly<Record<string, unknown>>;
  readonly call?: RecordedCall;
};

/** So far a recording has come: what a paper says of it. */
export type RecordingMark = { readonly id: string; readonly segments: number; readonly link: string };

type Running = {
  readonly id: string;
  readonly visit: string;
  readonly lease: CameraLease;
  readonly mailing: Mailing;
  count: number;
  link: string;
  timer: TimerHandle;
  /** Fulfilled with the segment that says it is the last. */
  readonly last: PromiseWithResolvers<boolean>;
};

export type RecorderParts = {
  readonly camera: Pick<Camera, 'take'>;
  readonly branch: RecordingLine;
  readonly errands: Pick<Errands, 'intend' | 'run'>;
  readonly journal: Journal;
  readonly clock: Clock;
  /** A recording that ran is lost. */
  readonly lost: (visit: string, reason: RecordingReason) => void;
  /** One is over, however: so far it has come. */
  readonly ended?: (mark: RecordingMark) => void;
};

/**
 * Records a sale, or a part of a call: what the page's recorder makes comes in seconds, each is chained to the one before and sent to the
 * branch, and a recorder that falls silent, a camera that is lost, a page that is gone or a branch that keeps nothing is
 * known within two seconds. What is recorded lies in this memory only until the branch has it, never in journal or log.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  #running: Running | undefined;
  #starting = false;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /** How far the recording of this visit has come; undefined where none is running. */
  mark(visit: string): RecordingMark | undefined {
    const running = this.#running;
    return running?.visit === visit
      ? { id: running.id, segments: running.count, link: running.link }
      : undefined;
  }

  /** Begins; answered once a first second is recorded, or once it is known that none will be. */
  async start(
    visit: string,
    subject: RecordingSubject,
  ): Promise<Result<{ readonly recording: string }, CodedError<'notRecording'>>> {
    if (this.#running || this.#starting) return err({ code: 'notRecording', detail: 'taken' });
    this.#starting = true;
    try {
      return await this.#begin(visit, subject);
    } finally {
      this.#starting = false;
    }
  }

  async #begin(visit: string, { service, sale, call }: RecordingSubject): ReturnType<Recorder['start']> {
    const { camera, branch, clock, journal } = this.#parts;
    const origin = {
      recording: newToken(),
      visit,
      service,
      sale: createHash('sha256')
        .update(canonicalize(sale) ?? '')
        .digest('hex'),
      nonce: randomBytes(32).toString('hex'),
      openedAt: Math.round(clock.wall()),
      ...(call && { call }),
    };
    const id = origin.recording;
    journal.append({
      kind: 'recording.intent',
      visit,
      facts: { recording: id, sale: digestFact(origin.sale) },
    });
    const notBegun = (code: string) => {
      journal.append({ kind: 'recording.notBegun', visit, facts: { recording: id, code } });
      return err({ code: 'notRecording' as const, detail: code });
    };
    const opened = await branch.openRecording(origin);
    if (!opened.ok) return notBegun('branchAway');
    const link = firstLink(origin);
    const lease = await camera.take({
      purpose: 'recording',
      sound: true,
      width: RECORDING.width,
      height: RECORDING.height,
    });
    if (!lease.ok) {
      this.#tellEnd(id, visit, { end: 'broken', reason: 'camera', count: 0, link });
      return notBegun(lease.error.code);
    }
    const first = Promise.withResolvers<boolean>();
    const running: Running = {
      id,
      visit,
      lease: lease.value,
      mailing: new Mailing(branch, clock, id, (reason) => this.#break(running, reason)),
      count: 0,
      link,
      timer: clock.setTimeout(() => this.#break(running, 'silent'), RECORDER_DELAYS.first),
      last: Promise.withResolvers<boolean>(),
    };
    this.#running = running;
    this.#first = { running, settle: first.resolve };
    running.lease.onLost((fault) => this.#break(running, fault === 'pageGone' ? 'page' : 'camera'));
    if (!(await first.promise)) return err({ code: 'notRecording', detail: 'lost' });
    journal.append({ kind: 'recording.begun', visit, facts: { recording: id } });
    return ok({ recording: id });
  }

  #first: { readonly running: Running; readonly settle: (begun: boolean) => void } | undefined;

  /** A segment from the page. False where it is not one that is waited for. */
  hear(bytes: Uint8Array): boolean {
    const running = this.#running;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!running || bytes.length < SEGMENT_HEADER_BYTES) return false;
    if (view.getUint32(0) !== running.lease.order) return false;
    const recorded = bytes.subarray(SEGMENT_HEADER_BYTES);
    if (view.getUint32(4) !== running.count || recorded.length > SEGMENT_BYTES) {
      this.#break(running, 'disordered');
      return false;
    }
    const last = view.getUint8(8) === 1;
    if (recorded.length > 0) this.#add(running, recorded);
    if (last) {
      running.last.resolve(true);
      return true;
    }
    const { clock } = this.#parts;
    clock.clearTimeout(running.timer);
    running.timer = clock.setTimeout(() => this.#break(running, 'silent'), RECORDER_DELAYS.silence);
    if (this.#first?.running === running) {
      this.#first.settle(true);
      this.#first = undefined;
    }
    return true;
  }

  /** The end that is wanted: with the sale, or because the customer leaves it. */
  async finish(
    visit: string,
    end: 'complete' | 'stopped',
    reason: RecordingReason,
    paper: string | null,
  ): Promise<void> {
    const running = this.#running;
    if (running?.visit !== visit) return;
    const { clock, journal } = this.#parts;
    clock.clearTimeout(running.timer);
    running.lease.release();
    const late = clock.setTimeout(() => running.last.resolve(false), RECORDER_DELAYS.flush);
    await running.last.promise;
    clock.clearTimeout(late);
    await running.mailing.empty();
    // What went wrong meanwhile has ended it already.
    if (this.#running !== running) return;
    this.#running = undefined;
    running.mailing.stop();
    const { id, count, link } = running;
    journal.append({
      kind: 'recording.ended',
      visit,
      facts: { recording: id, end, reason, segments: count, link: digestFact(link) },
    });
    this.#tellEnd(id, visit, { end, reason, count, link }, paper);
    this.#parts.ended?.({ id, segments: count, link });
  }

  /** The visit is over, however. */
  visitEnded(visit: string | undefined): void {
    const running = this.#running;
    if (running && (visit === undefined || running.visit === visit)) this.#break(running, 'visitEnded');
  }

  #add(running: Running, bytes: Uint8Array): void {
    const at = Math.round(this.#parts.clock.wall());
    const number = running.count;
    running.link = linkOf(running.link, number, at, bytes);
    running.count += 1;
    running.mailing.post({
      number,
      at,
      link: running.link,
      bytes: Buffer.from(bytes).toString('base64'),
    });
  }

  /** Nothing is recorded any more, and nobody wanted that: known once, journalled, told, and the branch with it. */
  #break(running: Running, reason: RecordingReason): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    const { clock, journal, lost } = this.#parts;
    clock.clearTimeout(running.timer);
    running.mailing.stop();
    running.lease.release();
    running.last.resolve(false);
    const { id, visit, count, link } = running;
    journal.append({
      kind: 'recording.broken',
      visit,
      facts: { recording: id, reason, segments: count, link: digestFact(link) },
    });
    this.#tellEnd(id, visit, { end: 'broken', reason, count, link });
    this.#parts.ended?.({ id, segments: count, link });
    const begun = this.#first?.running !== running;
    this.#first?.settle(false);
    this.#first = undefined;
    if (begun) lost(visit, reason);
  }

  #tellEnd(
    id: string,
    _visit: string,
    end: Pick<RecordingEnd, 'end' | 'reason' | 'count' | 'link'>,
    paper: string | null = null,
  ): void {
    const { errands, journal, clock } = this.#parts;
    const request = { ...end, endedAt: Math.round(clock.wall()), paper };
    journal.transaction(() => errands.intend({ type: 'endRecording', id, request }));
    void errands.run(id);
  }
}
