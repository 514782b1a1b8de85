import * as z from 'zod';

/** XFS4IoT Keyboard function keys that a customer's keypad has. A PIN is never typed with these (ISO 9564). */
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

export const keypadKeySchema = z.enum(KEYPAD_KEYS);
export type KeypadKey = z.infer<typeof keypadKeySchema>;

/** What the key pad's device tells (XFS4IoT Keyboard.KeyEvent). */
export type KeyboardEvent = { readonly type: 'keyPressed'; readonly key: KeypadKey };
