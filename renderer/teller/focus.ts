import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const REGION = '[data-region]';

/**
 * The keyboard is always somewhere: when what it was on goes, the same part of the page takes it, else the page's own next
 * thing. When the page asks for another thing (`question`), the hands are brought to that.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>, question: string): void {
  const region = useRef('');
  const before = useRef('');
  useEffect(() => {
    const focused = ({ target }: FocusEvent) => {
      const place = target instanceof Element ? target.closest<HTMLElement>(REGION) : null;
      if (place) region.current = place.dataset.region ?? '';
    };
    addEventListener('focusin', focused);
    return () => removeEventListener('focusin', focused);
  }, []);
  useLayoutEffect(() => {
    const changed = before.current !== question;
    before.current = question;
    if (document.querySelector('dialog[open]')) return;
    const held = document.activeElement;
    if (!changed && held && held !== document.body) return;
    if (changed && held?.matches('header *')) return;
    const place = changed ? null : main.current?.querySelector(`[data-region="${region.current}"]`);
    const home = (place ?? main.current)?.querySelector<HTMLElement>('[data-home]');
    (home ?? (place instanceof HTMLElement ? place : main.current))?.focus({ preventScroll: !changed });
  });
}

/** Up and down go from one row of a list to the next; the rows are what carries `data-row`. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
    return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
  (next?.matches('[tabindex]') ? next : next?.querySelector<HTMLElement>('button'))?.focus();
  event.preventDefault();
}
