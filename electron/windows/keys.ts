import type { PageRole } from '#contracts/bridge/messages.ts';
import type { Input } from '../types.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** The page's own way from button to button. */
const WALK = ['Tab', ' ', 'Enter', 'Escape'];
const WALKED = new Set([
  ...WALK,
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * The keys a page is given (KeyboardEvent.key); every other one ends in the shell. The customer's are those of a
 * keypad and what a keyboard has for them; the bench is walked through, and staff write numbers besides.
 */
export const KEYS: Readonly<Record<PageRole, ReadonlySet<string>>> = {
  customer: new Set([...DIGITS, ...WALK, 'Backspace', 'Delete', 'F1', '?', '*']),
  bench: WALKED,
  supervisor: new Set([...WALKED, ...DIGITS, 'Backspace', 'Delete', 'F1', '?']),
};
export type KeyStroke = Pick<Input, 'key' | 'control' | 'alt' | 'meta' | 'isComposing'>;

/** Whether a key reaches the page: listed, and no shortcut. Shift alone only makes another key of it. */
export const reachesPage = (role: PageRole, { key, control, alt, meta, isComposing }: KeyStroke): boolean =>
  !control && !alt && !meta && !isComposing && KEYS[role].has(key);
