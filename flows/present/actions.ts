import type { KeypadKey } from '#contracts/keypad.ts';
import type { Action, ActionId } from '#contracts/screen/actions.ts';

const DIGIT_KEYS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
] as const satisfies readonly KeypadKey[];

/** Keypad key of a place in a list: the first is 1; beyond nine only touch reaches. */
const choiceKey = (index: number): KeypadKey | undefined => (index < 9 ? DIGIT_KEYS[index + 1] : undefined);

export const primary = (id: ActionId): Action => ({ id, role: 'primary', key: 'enter' });
export const back = (id: ActionId = 'back'): Action => ({ id, role: 'back', key: 'cancel' });
export const secondary = (id: ActionId, key: KeypadKey): Action => ({ id, role: 'secondary', key });
export const help: Action = { id: 'help', role: 'help', key: 'help' };
/** Language, size and contrast; on screens where something is typed, CLEAR clears instead. */
export const display: Action = { id: 'display', role: 'frame', key: 'clear' };

/** One row of a list. */
export function choice(index: number, id: ActionId = 'choose', place = index): Action {
  const key = choiceKey(place);
  return { id, role: 'choice', choice: index, ...(key ? { key } : {}) };
}

/** A row that needs no index of its own. */
export function option(id: ActionId, place: number): Action {
  const key = choiceKey(place);
  return { id, role: 'choice', ...(key ? { key } : {}) };
}

/** Ten digits, backspace and clear. */
export const digitEntry: readonly Action[] = [
  ...DIGIT_KEYS.map((key, digit): Action => ({ id: 'digit', role: 'entry', choice: digit, key })),
  { id: 'backspace', role: 'entry', key: 'backspace' },
  { id: 'clear', role: 'entry', key: 'clear' },
];
