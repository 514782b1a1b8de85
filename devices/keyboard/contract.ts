/** XFS4IoT Keyboard function keys that a customer's keypad has. The PIN is never one of these (ISO 9564). */
export const KEYPAD_KEYS = [
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
  'enter',
  'cancel',
  'clear',
  'backspace',
  'help',
] as const;

export type KeypadKey = (typeof KEYPAD_KEYS)[number];

export type KeyboardEvent = { readonly type: 'keyPressed'; readonly key: KeypadKey };
