import type { KeypadKey } from '#contracts/keypad.ts';

/** What of a keyboard event matters here. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const KEYS: Readonly<Record<string, KeypadKey>> = {
  '0': 'zero',
  '1': 'one',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
  Enter: 'enter',
  Escape: 'cancel',
  Backspace: 'backspace',
  Delete: 'clear',
  F1: 'help',
  '?': 'help',
  '*': 'help',
};

/** The keypad's key a keyboard's key stands for; null for every other key and every shortcut. */
export function keypadKeyOf({ key, code, ctrlKey, altKey, metaKey }: KeyPress): KeypadKey | null {
  if (ctrlKey || altKey || metaKey) return null;
  // A number block without NumLock names its keys arrows; on a keypad they are figures all the same.
  const block = /^Numpad(\d)$/.exec(code)?.[1];
  if (block !== undefined) return KEYS[block] ?? null;
  return Object.hasOwn(KEYS, key) ? (KEYS[key] ?? null) : null;
}

/** The letter or blank of a keyboard, for a screen on which letters are typed; null for every other key. */
export const letterOf = ({ key, ctrlKey, altKey, metaKey }: KeyPress): string | null =>
  !ctrlKey && !altKey && !metaKey && /^[a-zA-Z ]$/.test(key) ? key.toLowerCase() : null;

/** Where somebody writes in a field by an input method, its keys are the field's; only going on and back are ours. */
export const belongsToField = (press: KeyPress & { readonly isComposing: boolean }): boolean => {
  if (press.isComposing || press.key === 'Process') return true;
  if (press.ctrlKey || press.altKey || press.metaKey) return press.key.toLowerCase() === 'v' && !press.altKey;
  return (
    /^(.|Backspace|Delete|ArrowLeft|ArrowRight|Home|End|Tab|Unidentified)$/su.test(press.key) &&
    press.key !== '?'
  );
};

/** `send`: means a key of the keypad. `leave`: the page's own way from button to button. `swallow`: nothing happens. */
export type KeyFate =
  | { readonly fate: 'send'; readonly key: KeypadKey }
  | { readonly fate: 'leave' | 'swallow' };

/**
 * What becomes of a key. `onButton`: the focus was moved to a button by Tab; then Enter and space press that button
 * and nothing else. Browser shortcuts all end here.
 */
export function fateOf(press: KeyPress & { readonly repeat: boolean }, onButton: boolean): KeyFate {
  const plain = !press.ctrlKey && !press.altKey && !press.metaKey;
  if (plain && press.key === 'Tab') return { fate: 'leave' };
  if (plain && onButton && (press.key === 'Enter' || press.key === ' ')) {
    return { fate: press.repeat ? 'swallow' : 'leave' };
  }
  const key = keypadKeyOf(press);
  return key && !press.repeat ? { fate: 'send', key } : { fate: 'swallow' };
}
