import { type Assistance, assistanceSchema } from '#contracts/branch/assistance.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { ask, type BranchError, type Line } from './request.ts';

/** Refusals that asking again cannot mend: the call is not there, or the terminal is not the one it says. */
const FINAL: readonly BranchError['reason'][] = [
  'notFound',
  'badRequest',
  'terminalUnknown',
  'signatureInvalid',
];

/**
 * What becomes of a call: each new version as it comes, and each failure to hear, after which it tries again with
 * growing pauses. Ends by itself when the call is closed or withdrawn, when asking again is useless, or when `signal`
 * aborts (at once, also in the middle of a wait).
 *
 * @param after the version already known; 0 tells the present state first.
 */
export async function* watchAssistance(
  line: Line,
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Result<Assistance, BranchError>, void, void> {
  let known = after;
  let pause: number = BRANCH_DEADLINES.retryFirst;
  while (!signal.aborted) {
    const asked = line.clock.monotonic();
    const answer = await ask(line, {
      method: 'GET',
      target: `/v1/assistance/${encodeURIComponent(id)}?after=${known}&wait=${BRANCH_DEADLINES.longPollSeconds}`,
      reply: assistanceSchema,
      deadline: BRANCH_DEADLINES.longPollSeconds * 1000 + BRANCH_DEADLINES.longPollGrace,
      signal,
    });
    if (signal.aborted) return;
    if (!answer.ok) {
      yield err(answer.error);
      if (FINAL.includes(answer.error.reason)) return;
      await sleep(line.clock, pause, signal);
      pause = Math.min(pause * 2, BRANCH_DEADLINES.retryMost);
      continue;
    }
    pause = BRANCH_DEADLINES.retryFirst;
    if (answer.value.version <= known) {
      // No news is worth asking again at once only when it took its time: a service about to close answers at once.
      const took = line.clock.monotonic() - asked;
      if (took < BRANCH_DEADLINES.retryFirst) await sleep(line.clock, BRANCH_DEADLINES.retryFirst, signal);
      continue;
    }
    known = answer.value.version;
    yield ok(answer.value);
    if (answer.value.state === 'closed' || answer.value.state === 'withdrawn') return;
  }
}

function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
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
