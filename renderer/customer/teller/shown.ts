import { type RefObject, useLayoutEffect } from 'react';
import type { Screen } from '#contracts/screen/screen.ts';

/** Puts a ring and a word on the control the teller points at, whichever part of the screen has drawn it. */
export function useShown(root: RefObject<HTMLElement | null>, { frame }: Screen, word: string): void {
  const action = frame.call?.highlight?.action;
  const choice = frame.call?.highlight?.choice;
  useLayoutEffect(() => {
    if (action === undefined) return;
    const marks = [...(root.current?.querySelectorAll<HTMLElement>(`[data-action="${action}"]`) ?? [])];
    const meant = marks.find(({ dataset }) => choice === undefined || dataset.choice === String(choice));
    if (!meant) return;
    meant.dataset.shown = word;
    return () => {
      delete meant.dataset.shown;
    };
  });
}
