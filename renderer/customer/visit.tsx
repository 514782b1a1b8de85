import { createContext, use } from 'react';
import type { Action } from '#contracts/screen/actions.ts';
import { MOST_SAID } from '#contracts/screen/call-frame.ts';
import type { Intent } from '#contracts/screen/intent.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { actionLabel } from '#texts/action-label.ts';
import { type Texts, textsFor } from '#texts/format.ts';

/** What every part of a screen may look at, and the one way to do something. */
export type Visit = {
  readonly screen: Screen;
  readonly texts: Texts;
  readonly act: (action: Action) => void;
  /** All that stands in a field somebody writes in by other means than the screen's own keys. */
  readonly write: (words: string) => void;
  /** What stands on that action's button. */
  readonly label: (action: Action) => string;
};

const VisitContext = createContext<Visit | null>(null);
export const VisitProvider = VisitContext.Provider;

export function useVisit(): Visit {
  const visit = use(VisitContext);
  if (!visit) throw new Error('a part of a screen was drawn outside of one');
  return visit;
}

/** The visit of a screen. An act names the step it answers: a second touch on what is gone does nothing. */
export function visitOf(screen: Screen, send: (intent: Intent) => void): Visit {
  const texts = textsFor(screen.frame.language);
  return {
    screen,
    texts,
    act: ({ id, choice }) =>
      send({ type: 'act', step: screen.step, action: id, ...(choice === undefined ? {} : { choice }) }),
    write: (words) => send({ type: 'words', step: screen.step, words: words.slice(0, MOST_SAID) }),
    label: (action) => actionLabel(screen, action, texts),
  };
}
