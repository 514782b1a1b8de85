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
/** Left below, where others go back: at the welcome nobody has come from anywhere. */
export const asideOf = (id: ActionId, key: KeypadKey): Action => ({ id, role: 'back', key });
export const secondary = (id: ActionId, key: KeypadKey): Action => ({ id, role: 'secondary', key });
export const help: Action = { id: 'help', role: 'help', key: 'help' };
/** Language, size and contrast. */
export const display: Action = { id: 'display', role: 'frame', key: 'clear' };
/** On screens where something is typed, CLEAR clears instead. */
export const displayByTouch: Action = { id: 'display', role: 'frame' };

/**
 * Where a step needs every key for itself, help offers what is left with keys of its own: 2 and on, since 1 takes a
 * call back. So everything can be done by keypad alone.
 */
export const atHand = (keyless: readonly Action[]): Action[] =>
  keyless.flatMap((action, place) => {
    const key = choiceKey(place + 1);
    return key ? [{ ...action, role: 'secondary' as const, key }] : [];
  });

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

/** The last row of a list that leaves 0 to it: as a tenth it has that key. */
export const lastOption = (id: ActionId, place: number): Action =>
  place === 9 ? { ...option(id, place), key: 'zero' } : option(id, place);

/** Ten digits, backspace and clear. */
export const digitEntry: readonly Action[] = [
  ...DIGIT_KEYS.map((key, digit): Action => ({ id: 'digit', role: 'entry', choice: digit, key })),
  { id: 'backspace', role: 'entry', key: 'backspace' },
  { id: 'clear', role: 'entry', key: 'clear' },
];
