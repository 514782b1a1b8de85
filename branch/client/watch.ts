import { type Approval, approvalSchema } from '#contracts/branch/approval.ts';
import { type Assistance, assistanceSchema } from '#contracts/branch/assistance.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { ask, type BranchError, type Line, type Question } from './request.ts';

/** Refusals that asking again cannot mend: the call is not there, or the terminal is not the one it says. */
export const FINAL: readonly BranchError['reason'][] = [
  'notFound',
  'badRequest',
  'terminalUnknown',
  'signatureInvalid',
];

/**
 * What becomes of a call: each new version as it comes, and each failure to hear, after which it tries again with
 * growing pauses; the first answer after a failure is told though nothing has changed. Ends by itself when the call is closed or withdrawn, when asking again is useless, or when `signal`
 * aborts (at once, also in the middle of a wait).
 *
 * @param after the version already known; 0 tells the present state first.
 */
export const watchAssistance = (line: Line, id: string, after: number, signal: AbortSignal) =>
  watch<Assistance>(
    line,
    {
      path: `/v1/assistance/${encodeURIComponent(id)}`,
      reply: assistanceSchema,
      over: ({ state }) => state === 'closed' || state === 'withdrawn',
    },
    after,
    signal,
  );

/** The same of a question to a person; it ends with the decision, or when the question is over. */
export const watchApproval = (line: Line, id: string, after: number, signal: AbortSignal) =>
  watch<Approval>(
    line,
    {
      path: `/v1/approvals/${encodeURIComponent(id)}`,
      reply: approvalSchema,
      over: ({ state }) => state !== 'waiting' && state !== 'seen',
    },
    after,
    signal,
  );

type Watched<T> = {
  readonly path: string;
  readonly reply: Question<T>['reply'];
  /** Nothing more will come of it. */
  readonly over: (value: T) => boolean;
};

/** The same of any record that has a version. */
export async function* watch<T extends { readonly version: number }>(
  line: Line,
  { path, reply, over }: Watched<T>,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Result<T, BranchError>, void, void> {
  let known = after;
  let pause: number = BRANCH_DEADLINES.retryFirst;
  let failed = false;
  while (!signal.aborted) {
    const asked = line.clock.monotonic();
    const answer = await ask(line, {
      method: 'GET',
      target: `${path}?after=${known}&wait=${failed ? 0 : BRANCH_DEADLINES.longPollSeconds}`,
      reply,
      deadline: BRANCH_DEADLINES.longPollSeconds * 1000 + BRANCH_DEADLINES.longPollGrace,
      signal,
    });
    if (signal.aborted) return;
    if (!answer.ok) {
      failed = true;
      yield err(answer.error);
      if (FINAL.includes(answer.error.reason)) return;
      await sleep(line.clock, pause, signal);
      pause = Math.min(pause * 2, BRANCH_DEADLINES.retryMost);
      continue;
    }
    pause = BRANCH_DEADLINES.retryFirst;
    // After a failure it is told as it stands, so that the end of the failure is heard.
    const back = failed;
    failed = false;
    if (answer.value.version <= known && !back) {
      // No news is worth asking again at once only when it took its time: a service about to close answers at once.
      const took = line.clock.monotonic() - asked;
      if (took < BRANCH_DEADLINES.retryFirst) await sleep(line.clock, BRANCH_DEADLINES.retryFirst, signal);
      continue;
    }
    known = answer.value.version;
    yield ok(answer.value);
    if (over(answer.value)) return;
  }
}

/** Resolves after so many milliseconds, or at once when `signal` aborts. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
