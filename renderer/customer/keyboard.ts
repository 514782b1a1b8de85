import type { KeypadKey } from '#contracts/keypad.ts';
import { belongsToField, fateOf, letterOf } from './keys.ts';

const fieldInFocus = (): boolean => document.activeElement?.matches('input') === true;
const buttonInFocus = (): boolean => document.activeElement?.closest('button') != null;

/**
 * Listens to the keyboard of the page: its keys act as the keypad's. Focus that came by touch does not count for
 * Enter, or the last touched button would steal the key from the screen's own answer.
 */
export function listenToKeys(
  send: (key: KeypadKey) => void,
  type: (letter: string) => void = () => {},
): () => void {
  let moved = false;
  const down = (event: KeyboardEvent) => {
    if (event.key === 'Tab') moved = true;
    if (fieldInFocus() && belongsToField(event)) return;
    const verdict = fateOf(event, moved && buttonInFocus());
    if (verdict.fate === 'leave') return;
    event.preventDefault();
    event.stopPropagation();
    if (verdict.fate === 'send') send(verdict.key);
    else {
      const letter = letterOf(event);
      if (letter !== null) type(letter);
    }
  };
  const up = (event: KeyboardEvent) => {
    if (fieldInFocus() && belongsToField(event)) return;
    if (fateOf(event, moved && buttonInFocus()).fate === 'leave') return;
    event.preventDefault();
    event.stopPropagation();
  };
  const touched = () => {
    moved = false;
  };
  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keyup', up, { capture: true });
  window.addEventListener('pointerdown', touched, { capture: true });
  return () => {
    window.removeEventListener('keydown', down, { capture: true });
    window.removeEventListener('keyup', up, { capture: true });
    window.removeEventListener('pointerdown', touched, { capture: true });
  };
}
