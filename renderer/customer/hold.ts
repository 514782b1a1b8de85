import type { KeypadKey } from '#contracts/keypad.ts';
import type { PageClock } from '../clock.ts';
import { keypadKeyOf } from './keys.ts';

/** A finger or a key that rests for this many milliseconds. */
export const HELD = 3_000;
/** A resting finger trembles by so many pixels. */
const TREMBLE = 48;

/** What of the page can be held, and the key that does as well. */
export type Held = { readonly selector: string; readonly key?: KeypadKey };

/** Tells once that it was held, or its key: nothing on the page shows that anything can be held there, or that it was. */
export function listenToHolding(
  page: Window,
  clock: PageClock,
  { selector, key: own }: Held,
  held: () => void,
): () => void {
  let finger: {
    readonly id: number;
    readonly x: number;
    readonly y: number;
    readonly stop: () => void;
  } | null = null;
  let key: { readonly code: string; readonly stop: () => void } | null = null;
  const letGo = () => {
    finger?.stop();
    finger = null;
  };
  const release = () => {
    key?.stop();
    key = null;
  };
  const down = (event: PointerEvent) => {
    letGo();
    if (!(event.target instanceof Element) || !event.target.closest(selector)) return;
    finger = { id: event.pointerId, x: event.clientX, y: event.clientY, stop: clock.after(HELD, held) };
  };
  const moved = (event: PointerEvent) => {
    if (finger?.id !== event.pointerId) return;
    if (Math.hypot(event.clientX - finger.x, event.clientY - finger.y) > TREMBLE) letGo();
  };
  const up = (event: PointerEvent) => {
    if (finger?.id === event.pointerId) letGo();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (own === undefined || event.repeat || keypadKeyOf(event) !== own) return;
    release();
    key = { code: event.code, stop: clock.after(HELD, held) };
  };
  const keyUp = (event: KeyboardEvent) => {
    if (key?.code === event.code) release();
  };
  const all = () => {
    letGo();
    release();
  };
  const capture = { capture: true } as const;
  page.addEventListener('pointerdown', down, capture);
  page.addEventListener('pointermove', moved, capture);
  page.addEventListener('pointerup', up, capture);
  page.addEventListener('pointercancel', up, capture);
  page.addEventListener('keydown', keyDown, capture);
  page.addEventListener('keyup', keyUp, capture);
  page.addEventListener('blur', all);
  return () => {
    all();
    page.removeEventListener('pointerdown', down, capture);
    page.removeEventListener('pointermove', moved, capture);
    page.removeEventListener('pointerup', up, capture);
    page.removeEventListener('pointercancel', up, capture);
    page.removeEventListener('keydown', keyDown, capture);
    page.removeEventListener('keyup', keyUp, capture);
    page.removeEventListener('blur', all);
  };
}
