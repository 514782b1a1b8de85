import type { TerminalComplaint } from '#contracts/branch/complaint.ts';
import type { ComplaintAnswer, FlowPorts } from '#flows/ports.ts';
import { newToken } from '../ids.ts';
import type { World } from './world.ts';

type FeedbackPorts = Pick<FlowPorts, 'giveRating' | 'fileComplaint' | 'complaintState'>;

/** The branch would say the same to every try of this request, so none of them filed anything. */
const NEVER: readonly string[] = ['badRequest', 'idConflict'];

/** Place in the day without the letters that open it: enough to find the entry, too little to ask for the complaint. */
const placeOf = (number: string): string => number.slice(0, number.lastIndexOf('-'));

/** A complaint that was confirmed and whose number is not known yet. */
type Own = { readonly request: TerminalComplaint; readonly visit: string };

type Wanted = Pick<World, 'branch' | 'errands' | 'visits' | 'journal' | 'language' | 'version'>;

/**
 * What customers say of us. Both are durable as errands before the first byte leaves, so that a run that ends in the
 * middle loses nothing and a branch that is away hears of it later; the id makes one of however many tries.
 */
export function feedbackPorts({
  branch,
  errands,
  visits,
  journal,
  language,
  version,
}: Wanted): FeedbackPorts {
  let own: Own | undefined;
  visits.onWipe(() => {
    const left = own;
    own = undefined;
    if (left) void errands.run(left.request.id);
  });

  const ask = async (mine: Own): Promise<ComplaintAnswer> => {
    const { request, visit } = mine;
    const answer = await branch.fileComplaint(request);
    if (answer.ok) {
      journal.append({
        kind: 'complaint.filed',
        visit,
        facts: { id: request.id, number: placeOf(answer.value.number) },
      });
      errands.drop(request.id);
      if (own === mine) own = undefined;
      return { outcome: 'filed', receipt: answer.value };
    }
    const { code, reason = '' } = answer.error;
    if (code === 'refused' && NEVER.includes(reason)) {
      errands.drop(request.id);
      if (own === mine) own = undefined;
      return { outcome: 'notFiled', why: 'refused' };
    }
    return { outcome: 'unknown' };
  };

  return {
    async giveRating({ level, reasons, service }) {
      const id = newToken();
      // What was said stands in the errand alone, and only until the branch has it: the journal says that something was.
      journal.transaction(() => {
        journal.append({ kind: 'rating.given', visit: null, facts: {} });
        errands.intend({
          type: 'rating',
          id,
          request: { id, level, reasons: [...reasons], service, flow: version },
        });
      });
      void errands.run(id);
      return {};
    },
    async fileComplaint({ subject, wish, contact }) {
      const visit = visits.ensure().token;
      const request: TerminalComplaint = { id: newToken(), subject, wish, contact, language: language() };
      journal.transaction(() => {
        journal.append({ kind: 'complaint.intent', visit, facts: { id: request.id, subject, wish } });
        errands.intend({ type: 'complaint', id: request.id, request });
      });
      const mine = { request, visit };
      own = mine;
      return ask(mine);
    },
    async complaintState() {
      return own ? ask(own) : { outcome: 'notFiled', why: 'notSent' };
    },
  };
}
