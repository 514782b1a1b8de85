/** What a key does, wherever the keyboard is. */
export const DEEDS = {
  next: 'F2',
  presence: 'Shift+F2',
  write: 'F3',
  quiet: 'Shift+F3',
  view: 'F4',
  viewLanguage: 'Shift+F4',
  mute: 'F6',
  camera: 'Shift+F6',
  transfer: 'F7',
  skills: 'Shift+F7',
  still: 'F8',
  stopRecording: 'Shift+F8',
  finish: 'F9',
  callBacks: 'Shift+F9',
  approvals: 'F10',
  devices: 'Shift+F12',
  again: 'Shift+F1',
} as const satisfies Readonly<Record<string, string>>;
export type Deed = keyof typeof DEEDS;

/** What a letter does with the control of the customer's step on which the keyboard is. */
export const CONTROL_KEYS = { highlight: 'h', propose: 'p', move: 'm' } as const;
/** What a letter does with the row of a list on which the keyboard is. */
export const ROW_KEYS = { take: 't', done: 'd', notReached: 'n', open: 'o' } as const;

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** What the pressed key stands for; function keys, which no field takes for text. */
export function deedOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): Deed | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const name = shiftKey ? `Shift+${key}` : key;
  return (Object.keys(DEEDS) as Deed[]).find((deed) => DEEDS[deed] === name);
}

/** A letter pressed alone, in small. */
export const letterOf = ({ key, ctrlKey, altKey, metaKey }: Pressed): string | undefined =>
  ctrlKey || altKey || metaKey || !/^[a-zA-Z]$/.test(key) ? undefined : key.toLowerCase();

/** As it stands on a button. */
export const shownKey = (key: string): string => key.replace('Shift+', '⇧').toUpperCase();
