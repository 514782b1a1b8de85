import type { Answer } from '#contracts/finding/answer.ts';
import { MOST_QUERY } from '#contracts/finding/answer.ts';
import { ANSWERS } from '#contracts/finding/answers/all.ts';
import type { Bilingual } from '#contracts/language.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import { type ServiceId, serviceIdSchema } from '#contracts/services/service.ts';
import type { Paper, Way } from '../ports.ts';
import { answersOf, findablesOf } from './findables.ts';
import { type Places, placesAfter } from './places.ts';
import { type Findable, Wayfinder } from './wayfinder.ts';

export type FindingInput = {
  /** What this terminal can do now, for this person if he is known. */
  readonly here: readonly ServiceId[];
  /** The customer is known: whatever the menu lists may be chosen, and says why not. */
  readonly identified: boolean;
};

export type FindingOutput = {
  readonly next: 'menu' | 'service' | 'number';
  readonly service: ServiceId | null;
  /** What a number is wanted for. */
  readonly business: string | null;
};

export type FindingContext = FindingInput & {
  /** Null: the branch has not answered, or does not. */
  readonly way: Way | null;
  readonly finder: Wayfinder;
  readonly query: string;
  readonly found: readonly Findable[];
  /** What each choice on the screen means. */
  readonly places: Places;
  /** The keys choose: what stands there stays, whatever the branch says meanwhile. */
  readonly settled: boolean;
  /** What was chosen. */
  readonly chosen: Findable | null;
  /** Page of a list on the screen, counted on and on. */
  readonly page: number;
  readonly next: FindingOutput['next'];
};

/** Made once: the words of the product do not change while it runs. */
const product = new Wayfinder(findablesOf(null));

export const startOf = (input: FindingInput): FindingContext => ({
  ...input,
  way: null,
  finder: product,
  query: '',
  found: product.suggested,
  places: placesAfter([], product.suggested),
  settled: false,
  chosen: null,
  page: 0,
  next: 'menu',
});

/** The same words, searched again in what is known now. */
export const withQuery = (context: FindingContext, query: string, finder = context.finder) => {
  const kept = query.slice(0, MOST_QUERY);
  const found = kept.trim() === '' ? finder.suggested : finder.find(kept);
  return { query: kept, finder, page: 0, found, places: placesAfter(context.places, found) };
};

/** An index is made once for what a branch said, and gone with it. */
const indexed = new WeakMap<Way, Wayfinder>();
const finderOf = (way: Way): Wayfinder => {
  const known = indexed.get(way) ?? new Wayfinder(findablesOf(way));
  indexed.set(way, known);
  return known;
};

export const withWay = (context: FindingContext, way: Way) =>
  context.settled
    ? { way, finder: finderOf(way) }
    : { ...withQuery(context, context.query, finderOf(way)), way };

export const letterOf = (choice: number): string => LETTERS[choice] ?? '';

/** How something that was found goes on here and now. */
export type Ending = {
  readonly title: Bilingual | null;
  readonly words: Bilingual | null;
  readonly end: 'start' | 'papers' | 'person';
  /** What can be started here for it; also beside the way to a counter. */
  readonly service: ServiceId | null;
  /** What one queues for. */
  readonly business: string | null;
  readonly papers: readonly Paper[];
  readonly shows: Answer['shows'];
};

const PERSON = { end: 'person', service: null, business: null, papers: [], shows: null } as const;

export function endingOf({ kind, id }: Findable, { way, here, identified }: FindingContext): Ending {
  if (kind === 'service') {
    const service = serviceIdSchema.parse(id);
    // Somebody who is known is told by the visit why not; nobody else can be.
    return here.includes(service) || identified
      ? { ...PERSON, title: null, words: null, end: 'start', service }
      : { ...PERSON, title: null, words: null };
  }
  if (kind === 'business') return counterEnd(id, null, null, way, here);
  const answer = [...answersOf(way?.own ?? { answers: [], without: [] }), ...ANSWERS].find(
    (one) => one.id === id,
  );
  if (!answer) return { ...PERSON, title: null, words: null };
  const { question: title, answer: words, end, shows } = answer;
  switch (end.to) {
    case 'start':
      return here.includes(end.service)
        ? { ...PERSON, title, words, end: 'start', service: end.service, shows }
        : { ...PERSON, title, words, shows };
    case 'papers':
      return { ...counterEnd(end.business, title, words, way, here), shows };
    case 'person':
      return { ...PERSON, title, words, shows };
  }
}

/** At a counter of this branch; where it has no such business, or does not answer, a person says. */
function counterEnd(
  id: string,
  title: Bilingual | null,
  words: Bilingual | null,
  way: Way | null,
  here: readonly ServiceId[],
): Ending {
  const business = way?.services.find((service) => service.id === id);
  if (!business) return { ...PERSON, title, words };
  const { atTerminal, papers } = business;
  return {
    title: title ?? business.name,
    words,
    end: 'papers',
    // An answer that is not the business itself may be about something the terminal does not do.
    service: title === null && atTerminal && here.includes(atTerminal) ? atTerminal : null,
    business: id,
    papers,
    shows: null,
  };
}
