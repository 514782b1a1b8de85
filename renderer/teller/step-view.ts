import type { CallView } from '#contracts/branch/call.ts';
import { MOVES, NEVER_PROPOSED, PROPOSED_AT_ONCE, type RemoteAct } from '#contracts/branch/call-act.ts';
import type { Language } from '#contracts/language.ts';
import type { Action, ActionId } from '#contracts/screen/actions.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { actionLabel } from '#texts/action-label.ts';
import { textsFor } from '#texts/format.ts';
import { actionOfChoice } from '#texts/spoken.ts';
import { tell } from '#texts/tell/tell.ts';
import { PHRASE_END, type Telling } from '#texts/tell/telling.ts';

type Shown = Extract<CallView, { is: 'shown' }>;
type Move = Extract<RemoteAct, { do: 'move' }>;
type Input = Extract<RemoteAct, { do: 'propose' }>['inputs'][number];

/** One control of the customer's screen, and what a teller may do with it from afar. */
export type ControlRow = {
  /** Names it for as long as it is offered. */
  readonly key: string;
  readonly action: ActionId;
  readonly choice: number | undefined;
  readonly label: string;
  readonly note: string | null;
  readonly kind: 'choice' | 'main' | 'aside' | 'frame';
  /** False: shown to the customer with its reason, and not to be touched. */
  readonly open: boolean;
  readonly highlight: boolean;
  readonly propose: boolean;
  readonly move: Move | null;
};

/** A field that is filled touch by touch; null where the step has none. */
export type EntryRow = {
  readonly by: 'digits' | 'words' | 'letters';
  /** What stands in it now; null = the step does not say. */
  readonly entered: string | null;
  readonly propose: boolean;
};

export type StepShown = {
  readonly told: Telling;
  readonly title: string;
  readonly rows: readonly ControlRow[];
  readonly entry: EntryRow | null;
};

const ENTRY: ReadonlySet<ActionId> = new Set([
  'digit',
  'letter',
  'words',
  'backspace',
  'clear',
  'turnLetter',
]);
const NEVER: ReadonlySet<ActionId> = new Set<ActionId>(NEVER_PROPOSED);
const isMove = (id: ActionId): id is Move['action'] => MOVES.some((move) => move === id);

/** The same screen in another language: the words are made anew, what the customer's data are stays. */
const inLanguage = (screen: Screen, language: Language): Screen => ({
  ...screen,
  frame: { ...screen.frame, language },
});

/** The customer's step in words, as he reads them or in the teller's own language. */
export function stepShown({ screen, rights, beneath }: Shown, language: Language): StepShown {
  const said = inLanguage(screen, language);
  const texts = textsFor(language);
  const told = tell(said);
  // What lies over the step is nobody's to put forward.
  const mayPropose = rights.includes('propose') && screen.frame.overlay === null;
  const choices = told.choices.map((choice) => ({ choice, action: actionOfChoice(said, choice) }));
  const ofChoices = new Set(choices.map(({ action }) => action));
  const rowOf = (action: Action, label: string, note: string | null): ControlRow => ({
    key: `${action.id} ${action.choice ?? ''}`,
    action: action.id,
    choice: action.choice,
    label,
    note,
    kind: kindOf(action),
    open: true,
    // Under the large call he sees no ring, and turns no page.
    highlight: beneath !== true,
    // One row of several, as the terminal lets through: whatever goes on, or out, is the customer's own.
    propose: mayPropose && action.role === 'choice' && !NEVER.has(action.id) && !isMove(action.id),
    move:
      isMove(action.id) && (!beneath || action.id === 'closeOverlay')
        ? { do: 'move', action: action.id, ...(action.choice === undefined ? {} : { choice: action.choice }) }
        : null,
  });
  const chosen = choices.map(({ choice, action }): ControlRow => {
    const note = choice.note?.shown ?? null;
    if (action) return rowOf(action, choice.title.shown, note);
    return {
      key: `told ${choice.choice}`,
      action: 'choose',
      choice: choice.choice,
      label: choice.title.shown,
      note,
      kind: 'choice',
      open: false,
      highlight: false,
      propose: false,
      move: null,
    };
  });
  const others = said.actions
    .filter((action) => !ENTRY.has(action.id) && !ofChoices.has(action))
    .map((action) => rowOf(action, actionLabel(said, action, texts), null));
  const order = ['choice', 'main', 'aside', 'frame'];
  return {
    told,
    title: told.title.shown.replaceAll(PHRASE_END, ''),
    rows: [...chosen, ...others.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))],
    entry: entryOf(said, mayPropose),
  };
}

function kindOf({ role }: Action): ControlRow['kind'] {
  if (role === 'choice') return 'choice';
  if (role === 'primary' || role === 'secondary') return 'main';
  return role === 'back' ? 'aside' : 'frame';
}

function entryOf({ actions, body }: Screen, propose: boolean): EntryRow | null {
  const has = (id: ActionId) => actions.some((action) => action.id === id);
  const by = has('words') ? 'words' : has('letter') ? 'letters' : has('digit') ? 'digits' : null;
  if (by === null) return null;
  const entered = 'entered' in body && typeof body.entered === 'string' ? body.entered : null;
  return { by, entered, propose };
}

/** Longest value that can be put forward at once. */
export const valueLimit = ({ by }: EntryRow): number => (by === 'words' ? 200 : PROPOSED_AT_ONCE);

/**
 * The run of touches that fills the field with a value; what stands there is cleared first, where that can be. Null: some
 * of it cannot be entered on that screen, or it is too long.
 */
export function inputsOf(value: string, { by, entered }: EntryRow, { actions }: Screen): Input[] | null {
  if (value === '') return null;
  if (by === 'words') return value.length <= 200 ? [{ action: 'words', words: value }] : null;
  const offered = (id: ActionId, choice?: number) =>
    actions.some((action) => action.id === id && action.choice === choice);
  const clear: Input[] = entered !== '' && offered('clear') ? [{ action: 'clear' }] : [];
  const keys: Input[] = [];
  for (const character of value.toLowerCase()) {
    const digit = /^\d$/.test(character);
    const choice = digit ? Number(character) : LETTERS.indexOf(character);
    const action = digit ? 'digit' : 'letter';
    if (choice < 0 || !offered(action, choice)) return null;
    keys.push({ action, choice });
  }
  const all = [...clear, ...keys];
  return all.length <= PROPOSED_AT_ONCE ? all : null;
}

/** Whether a ring that was shown is around this control. */
export const isRinged = (row: ControlRow, ring: Extract<RemoteAct, { do: 'highlight' }>['what']): boolean =>
  ring !== null && ring.action === row.action && ring.choice === row.choice;
