import { createHash } from 'node:crypto';
import type { Approval, ApprovalRequest } from '#contracts/branch/approval.ts';
import { refuseReasonSchema } from '#contracts/branch/approval-reason.ts';
import type { ApprovalNews, ApprovalProof, FlowPorts, Submission } from '#flows/ports.ts';
import { newToken } from '../ids.ts';
import { type Bound, boundBy, doneBy, shownOf } from './approval-questions.ts';
import type { World } from './world.ts';

type ApprovalPorts = Pick<FlowPorts, 'requestApproval' | 'approvalState' | 'withdrawApproval'>;
type Wanted = Pick<World, 'branch' | 'errands' | 'visits' | 'journal' | 'language'>;

/** So many answers missed in a row, and the branch is told as away: nobody can say "seen" any more. */
const UNHEARD = 3;

/** So many refusals in one visit, and nobody is asked again from here: then a counter sees to it. */
export const MOST_REFUSALS = 3;

/** The question of the visit under way. It lives in this memory alone: no restart and no other visit has it. */
type Own = {
  readonly id: string;
  readonly visit: string;
  readonly digest: string;
  readonly watch: AbortController;
  /** The newest there is to tell, and what the flow was told last. */
  news: ApprovalNews;
  told: ApprovalNews;
  wake: () => void;
};

/** Everything that would be done, under the name of its question and visit; hexadecimal SHA-256. */
const digestOf = (id: string, visit: string, bound: Bound): string =>
  createHash('sha256')
    .update(JSON.stringify([id, visit, ...bound]))
    .digest('hex');

/**
 * Questions to a member of staff. With its intent the errand is durable that withdraws it, so that nobody is asked for a
 * customer who has left, whatever ends the visit. `covers` says, once, whether a submission is what was approved.
 */
export function approvalPorts({ branch, errands, visits, journal, language }: Wanted): {
  readonly ports: ApprovalPorts;
  readonly covers: (submission: Submission) => boolean;
} {
  let own: Own | undefined;
  /** How often staff refused in this visit. */
  let refusals = 0;

  const forget = (): void => {
    const left = own;
    own = undefined;
    left?.watch.abort();
    left?.wake();
    if (left && !isEnd(left.news)) void errands.run(left.id);
  };
  visits.onWipe(() => {
    forget();
    refusals = 0;
  });

  const hear = (mine: Own, news: ApprovalNews): void => {
    if (own !== mine || isEnd(mine.news)) return;
    mine.news = news.state === 'refused' ? { ...news, again: ++refusals < MOST_REFUSALS } : news;
    if (isEnd(news)) errands.drop(mine.id);
    mine.wake();
  };

  const watch = async (mine: Own, version: number): Promise<void> => {
    let unheard = 0;
    for await (const answer of branch.watchApproval(mine.id, version, mine.watch.signal)) {
      if (mine.watch.signal.aborted) return;
      if (answer.ok) {
        unheard = 0;
        hear(mine, newsOf(answer.value, mine.digest));
        continue;
      }
      if (answer.error.reason === 'notFound') return hear(mine, { state: 'over' });
      if (++unheard === UNHEARD) hear(mine, { state: 'unreachable' });
    }
  };

  const ports: ApprovalPorts = {
    async requestApproval(question, signal) {
      forget();
      if (refusals >= MOST_REFUSALS) return { reached: false, spent: true };
      const visit = visits.ensure().token;
      const id = newToken();
      const digest = digestOf(id, visit, boundBy(question));
      const request: ApprovalRequest = {
        id,
        visit,
        service: question.service,
        step: 'awaitApproval',
        language: language(),
        subject: shownOf(question),
        digest,
      };
      journal.transaction(() => {
        journal.append({
          kind: 'approval.intent',
          visit,
          facts: { id, service: question.service },
          sealed: { digest },
        });
        errands.intend({ type: 'withdrawApproval', id });
      });
      let asked = await branch.requestApproval(request);
      // No answer is not a no: the same id asks nothing twice.
      if (!asked.ok && asked.error.code === 'unreachable') asked = await branch.requestApproval(request);
      journal.append({
        kind: 'approval.asked',
        visit,
        facts: {
          id,
          reached: asked.ok,
          ...(asked.ok ? {} : { code: asked.error.reason ?? asked.error.code }),
        },
      });
      // The customer was told that nobody was asked, or has left: a question that arrived after all is taken back.
      if (!asked.ok || signal.aborted || visits.current?.token !== visit) {
        void errands.run(id);
        return { reached: false };
      }
      const news: ApprovalNews = { state: 'asked' };
      const mine: Own = {
        id,
        visit,
        digest,
        watch: new AbortController(),
        news,
        told: news,
        wake: () => {},
      };
      own = mine;
      // From the first version on, so that what came of it while the answer was on its way is told, too.
      void watch(mine, 1);
      return { reached: true, approvalId: id, reference: asked.value.reference };
    },
    approvalState: (_, signal) =>
      new Promise((resolve) => {
        const mine = own;
        if (!mine || signal.aborted) return resolve({ state: 'over' });
        const stopped = () => {
          mine.wake = () => {};
          if (own === mine) forget();
          resolve({ state: 'over' });
        };
        const look = () => {
          if (own === mine && mine.news.state === mine.told.state) return;
          signal.removeEventListener('abort', stopped);
          mine.wake = () => {};
          mine.told = mine.news;
          resolve(own === mine ? mine.news : { state: 'over' });
        };
        signal.addEventListener('abort', stopped, { once: true });
        mine.wake = look;
        look();
      }),
    async withdrawApproval() {
      forget();
      return {};
    },
  };

  const covers = (submission: Submission): boolean => {
    const bound = doneBy(submission);
    if (bound === null || !('approval' in submission)) return true;
    const mine = own;
    if (mine?.news.state !== 'approved' || visits.current?.token !== mine.visit) return false;
    if (digestOf(mine.id, mine.visit, bound) !== mine.digest) return false;
    if (!isSameProof(submission.approval, mine.news)) return false;
    // For one use.
    own = undefined;
    mine.watch.abort();
    return true;
  };
  return { ports, covers };
}

const isEnd = ({ state }: ApprovalNews): boolean =>
  state === 'approved' || state === 'refused' || state === 'over';

const isSameProof = (one: ApprovalProof, other: ApprovalProof): boolean =>
  one.approvalId === other.approvalId && one.staff === other.staff && one.at === other.at;

/** The branch's word. An approval of something else than what was asked, or without a name under it, is none. */
function newsOf(approval: Approval, digest: string): ApprovalNews {
  const { id, state, staff, reason, decidedAt, escalated } = approval;
  if (state === 'waiting') return { state: escalated ? 'unanswered' : 'asked' };
  if (state === 'seen') return { state: 'seen' };
  if (state === 'withdrawn' || state === 'expired' || staff === null || reason === null)
    return { state: 'over' };
  if (state === 'approved')
    return approval.digest === digest && decidedAt !== null
      ? {
          ...{ state, approvalId: id, staff, reason, at: decidedAt },
          ...(approval.second === undefined ? {} : { second: approval.second }),
        }
      : { state: 'over' };
  const refused = refuseReasonSchema.safeParse(reason);
  return refused.success
    ? { state, approvalId: id, staff, reason: refused.data, again: false, unclear: approval.unclear ?? [] }
    : { state: 'over' };
}
