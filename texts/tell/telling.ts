import type { Action } from '#contracts/screen/actions.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';

/** One piece of what a screen tells: as it is shown, and as it is said. */
export type Words = { readonly shown: string; readonly said: string };

export type Fact = { readonly label: string; readonly value: Words };

/** Something that can be chosen, or says why not. `choice` is the action's. */
export type ChoiceTold = {
  readonly choice: number;
  readonly title: Words;
  readonly note: Words | null;
  /** False: shown with its reason. */
  readonly open: boolean;
};

/** The last three of the four things a failure says; the first, what happened, is title and lead. */
export type FourThings = {
  readonly means: Words | null;
  readonly can: Words | null;
  readonly knows: Words | null;
};

/** `mind` asks for care, `stop` for a stop, `good` says that all is well. */
export type Notice = { readonly tone: 'mind' | 'stop' | 'good' | 'plain'; readonly words: Words };

/**
 * Everything a screen tells, in the order it is told. The page draws it, `spoken` says it: what is seen and what is
 * heard come from one place and cannot drift apart.
 */
export type Telling = {
  readonly title: Words;
  readonly lead: readonly Words[];
  readonly notice: Notice | null;
  readonly facts: readonly Fact[];
  /** Sentences that belong together: what a confirmation does. */
  readonly points: readonly Words[];
  readonly four: FourThings | null;
  readonly choices: readonly ChoiceTold[];
  /** Small words after everything else. */
  readonly after: readonly Words[];
};

/** A screen before its spoken text is written. */
export type SilentScreen = Omit<Screen, 'spoken'>;

/** What a teller has at hand. */
export type Telltale = {
  readonly texts: Texts;
  readonly frame: Frame;
  readonly actions: readonly Action[];
  /** Where to find a person, in the language of the screen. */
  readonly counter: string;
};

/**
 * Where a long title may be broken into lines stands a `|` in the catalogue: a language without spaces has no other
 * sign of where its phrases end.
 */
export const PHRASE_END = '|';

/** A telling of which only the given parts are there. */
export const telling = (parts: Pick<Telling, 'title'> & Partial<Telling>): Telling => ({
  lead: [],
  notice: null,
  facts: [],
  points: [],
  four: null,
  choices: [],
  after: [],
  ...parts,
  title: { shown: parts.title.shown, said: parts.title.said.replaceAll(PHRASE_END, '') },
});
