import type { ActResult, RemoteAct } from '#contracts/branch/call-act.ts';
import { judgeHighlight, judgeMove, judgeProposal } from '../compliance/remote-acts.ts';
import type { ActEvent } from '../events.ts';
import { type Place, present, stepView } from '../present/present.ts';
import type { View } from '../present/view.ts';
import { type Asked, type Control, isRecorded, type ProposedInput } from './call-context.ts';
import type { TerminalSnapshot } from './terminal.ts';

/** Where the machine stands changes nothing of what can be done on it. */
const NOWHERE: Place = {
  branch: { zh: '', en: '' },
  counter: { zh: '', en: '' },
  simulated: false,
  reference: '',
};
const JUST_NOW = { ofStep: 0, ofWarning: 0 };

/** What becomes of an act of the teller's at the screen that stands now. */
export type Judged =
  | { readonly do: 'answer'; readonly result: ActResult }
  | { readonly do: 'show'; readonly control: Control | null; readonly question: string }
  | { readonly do: 'press'; readonly control: Control }
  | { readonly do: 'ask'; readonly asked: Asked };

/** What of the visit stands on the screen, whatever lies over it; null while there is none. */
const viewNow = (snapshot: TerminalSnapshot): View | null => {
  const session = snapshot.children.session?.getSnapshot();
  return session ? stepView(snapshot, session, JUST_NOW) : null;
};

/** `free`: nothing is asked of the customer already, and he operates the screen himself. */
export function judged(snapshot: unknown, act: string, remote: RemoteAct, free: boolean): Judged {
  const terminal = snapshot as TerminalSnapshot;
  const now = () => present(terminal, NOWHERE, '', JUST_NOW);
  const answer = (result: ActResult): Judged => ({ do: 'answer', result });
  switch (remote.do) {
    case 'highlight': {
      const { screen, question } = now();
      const result = judgeHighlight(remote, screen.actions);
      if (result !== 'shown') return answer(result);
      const { what } = remote;
      return {
        do: 'show',
        control: what && { id: what.action, ...(what.choice === undefined ? {} : { choice: what.choice }) },
        question,
      };
    }
    case 'move': {
      if (!free) return answer('busy');
      const result = judgeMove(remote, viewNow(terminal), now().screen.actions);
      const { action: id, choice } = remote;
      return result === 'shown'
        ? { do: 'press', control: { id, ...(choice === undefined ? {} : { choice }) } }
        : answer(result);
    }
    case 'propose': {
      if (!free) return answer('busy');
      const view = viewNow(terminal);
      const { inputs } = remote;
      const result = judgeProposal(inputs, view);
      return result === 'asked' && view
        ? { do: 'ask', asked: { kind: 'proposal', act, question: view.question, inputs, entered: 0 } }
        : answer(result);
    }
    case 'still':
      return free ? { do: 'ask', asked: { kind: 'still', act } } : answer('busy');
    case 'stopRecording':
      return isRecorded(terminal.context.call)
        ? { do: 'press', control: { id: 'stopCallRecording' } }
        : answer('notOffered');
    // The screen looks busy from now on, and who sees that it was done by the teller is the teller alone.
    case 'quiet':
      return answer('shown');
  }
}

/** Whether the step is still the one the customer was asked at. */
export const isStale = (snapshot: unknown, asked: Asked): boolean =>
  asked.kind === 'proposal' && viewNow(snapshot as TerminalSnapshot)?.question !== asked.question;

/** The next of what the customer has accepted, if the step is still the same and still admits it; null where not. */
export function nextEntry(snapshot: unknown, asked: Asked): ProposedInput | 'done' | null {
  if (asked.kind !== 'proposal') return null;
  const left = asked.inputs.slice(asked.entered);
  const [next] = left;
  if (!next) return 'done';
  if (isStale(snapshot, asked)) return null;
  return judgeProposal(left, viewNow(snapshot as TerminalSnapshot)) === 'asked' ? next : null;
}

/** As if the customer had touched it himself: he has accepted it. */
export const actOf = ({ action, choice, words }: ProposedInput): ActEvent =>
  ({ type: `act.${action}`, choice: choice ?? 0, ...(words === undefined ? {} : { words }) }) as ActEvent;

/** What became of what was asked, by what ended it; whatever else ends it, he has not answered in time. */
export function endOf(event: { readonly type: string }): ActResult {
  switch (event.type) {
    case 'act.declineProposal':
    case 'act.declineStill':
      return 'declined';
    case 'hands.changed':
      return 'busy';
    default:
      if (event.type.startsWith('xstate.error.actor')) return 'failed';
      if (!event.type.startsWith('xstate.done.actor')) return 'expired';
      return 'output' in event && (event.output as { readonly taken?: boolean }).taken
        ? 'accepted'
        : 'failed';
  }
}
