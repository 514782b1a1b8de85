import type { KeypadKey } from '#contracts/keypad.ts';
import { fateOf } from './keys.ts';

const buttonInFocus = (): boolean => document.activeElement?.closest('button') != null;

/**
 * Listens to the keyboard of the page: its keys act as the keypad's. Focus that came by touch does not count for
 * Enter, or the last touched button would steal the key from the screen's own answer.
 */
export function listenToKeys(send: (key: KeypadKey) => void): () => void {
  let moved = false;
  const down = (event: KeyboardEvent) => {
    if (event.key === 'Tab') moved = true;
    const verdict = fateOf(event, moved && buttonInFocus());
    if (verdict.fate === 'leave') return;
    event.preventDefault();
    event.stopPropagation();
    if (verdict.fate === 'send') send(verdict.key);
  };
  const up = (event: KeyboardEvent) => {
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
