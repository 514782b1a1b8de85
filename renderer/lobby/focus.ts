import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

const rowsIn = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-call]')];

/**
 * Keeps the keyboard where the person left it while rows come, move and go: a row that moved keeps the focus, the
 * place of one that went is taken by the one below, else above, else by the list itself.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>) {
  const last = useRef<{ id: string; index: number } | null>(null);

  useLayoutEffect(() => {
    const element = list.current;
    const held = last.current;
    if (!element || !held || (document.activeElement && document.activeElement !== document.body)) return;
    const rows = rowsIn(element);
    const same = rows.find((row) => row.dataset.call === held.id);
    const place = same ?? rows[Math.min(held.index, rows.length - 1)] ?? element;
    place.focus();
  });

  return {
    onFocus: () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-call]');
      if (!list.current || !row?.dataset.call) return;
      last.current = { id: row.dataset.call, index: rowsIn(list.current).indexOf(row) };
    },
    /** Leaving for another control, or pressing beside the list, lets go; a row that vanishes does not blur this way. */
    onBlur: (event: { relatedTarget: EventTarget | null; target: EventTarget }) => {
      const stays = event.relatedTarget instanceof Node && list.current?.contains(event.relatedTarget);
      if (!stays && event.target instanceof Node && event.target.isConnected) last.current = null;
    },
  };
}

/** Up and down go from one row's button to the next, over both lists. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = rowsIn(event.currentTarget);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
  next?.querySelector<HTMLElement>('[data-act]')?.focus();
  event.preventDefault();
}
