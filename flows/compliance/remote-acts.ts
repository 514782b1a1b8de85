import type { ActResult, RemoteAct } from '#contracts/branch/call-act.ts';
import { NEVER_PROPOSED, PROPOSED_AT_ONCE } from '#contracts/branch/call-act.ts';
import type { Action, ActionId } from '#contracts/screen/actions.ts';
import type { View } from '../present/view.ts';
import { isFree, lockOf } from './hands-lock.ts';
import { helperMay } from './helper-rights.ts';

type Propose = Extract<RemoteAct, { do: 'propose' }>;
type Move = Extract<RemoteAct, { do: 'move' }>;
type Highlight = Extract<RemoteAct, { do: 'highlight' }>;

const BINDS: ReadonlySet<ActionId> = new Set<ActionId>(NEVER_PROPOSED);
/** How the screen looks is the same at every step, whatever lies over it. */
const LOOKS: ReadonlySet<ActionId> = new Set<ActionId>([
  'setLanguage',
  'toggleTextSize',
  'toggleContrast',
  'toggleReach',
]);

const named = (actions: readonly Action[], id: ActionId, choice: number | undefined): Action | undefined =>
  actions.find((action) => action.id === id && (action.choice ?? 0) === (choice ?? 0));

/** Whether a teller may show this control: it stands there. Showing is explaining, which he may at every step. */
export function judgeHighlight({ what }: Highlight, offered: readonly Action[]): ActResult {
  return what === null || named(offered, what.action, what.choice) ? 'shown' : 'notOffered';
}

/**
 * Whether a teller may press this for the customer now. `offered` is all that stands on the screen, what lies over the step
 * included.
 */
export function judgeMove(
  { action, choice }: Move,
  view: View | null,
  offered: readonly Action[],
): ActResult {
  if (LOOKS.has(action)) return 'shown';
  if (!named(offered, action, choice)) return 'notOffered';
  return view !== null && lockOf(view) !== null && !isFree(action) ? 'own' : 'shown';
}

/**
 * Whether what a teller puts forward may be shown to the customer, and once he has accepted it may still be entered: only
 * where the step admits it, only entries, or one choice, and nothing that binds.
 */
export function judgeProposal(inputs: Propose['inputs'], view: View | null): ActResult {
  if (view === null || inputs.length === 0 || inputs.length > PROPOSED_AT_ONCE) return 'notOffered';
  if (lockOf(view) !== null) return 'own';
  const { progress } = view;
  if (progress && helperMay(progress.service, progress.step, 'propose') === 'overstep') return 'own';
  const wanted = inputs.map(({ action, choice }) => named(view.actions, action, choice));
  if (wanted.some((one) => one === undefined)) return 'notOffered';
  const entries = wanted.every((one) => one?.role === 'entry');
  const one = inputs.length === 1 && wanted[0]?.role === 'choice' && !BINDS.has(wanted[0].id);
  if (!entries && !one) return 'notAllowed';
  return inputs.every(({ action, words }) => (words !== undefined) === (action === 'words'))
    ? 'asked'
    : 'notAllowed';
}
