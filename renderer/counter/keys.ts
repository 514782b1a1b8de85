import type { CounterActName } from '#contracts/branch/counter.ts';

/** What a key does: an act, or bringing the hands to a place. */
export type KeyDeed =
  | Exclude<CounterActName, 'open' | 'finish' | 'call'>
  | 'done'
  | 'notPossible'
  | 'number'
  | 'draft';

/**
 * Function keys, which no field takes for text. What the browser would do with them is not needed at a counter, but
 * for F1, F5, F11 and F12, which are left alone.
 */
export const KEYS: Readonly<Record<KeyDeed, string>> = {
  callNext: 'F2',
  recall: 'F3',
  begin: 'F4',
  park: 'F6',
  transfer: 'F7',
  noShow: 'F8',
  done: 'F9',
  notPossible: 'Shift+F9',
  number: 'F10',
  pause: 'Shift+F2',
  close: 'Shift+F8',
  draft: 'Shift+F4',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** What the pressed key stands for; a key with another modifier is somebody else's. */
export function deedOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): KeyDeed | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const name = shiftKey ? `Shift+${key}` : key;
  return (Object.keys(KEYS) as KeyDeed[]).find((deed) => KEYS[deed] === name);
}
