import type { Findable } from './wayfinder.ts';

/** As many choices as an act can name (`contracts/screen/intent.ts`). */
const CHOICES = 32;

/** What each choice means, the longest unseen first. */
export type Places = readonly { readonly name: string; readonly choice: number }[];

export const nameOf = ({ kind, id }: Findable): string => `${kind} ${id}`;

/**
 * What was found keeps the choice it was shown under, wherever in the list it comes to stand: a touch that arrives
 * after the list has changed means the row that was touched, or nothing. A choice is given to something else only
 * once it has been out of sight the longest of all.
 */
export function placesAfter(places: Places, found: readonly Findable[]): Places {
  const shown = new Set(found.map(nameOf));
  const known = new Map(places.map((place) => [place.name, place.choice]));
  const gone = places.filter(({ name }) => !shown.has(name));
  const taken = new Set(places.map(({ choice }) => choice));
  const free = Array.from({ length: CHOICES }, (_, choice) => choice).filter((choice) => !taken.has(choice));
  const stay = found.map((one) => {
    const name = nameOf(one);
    const choice = known.get(name) ?? free.shift() ?? gone.shift()?.choice ?? 0;
    return { name, choice };
  });
  return [...gone, ...stay];
}

/** The choice something on the list is shown under. */
export const choiceOf = (places: Places, one: Findable): number =>
  places.find(({ name }) => name === nameOf(one))?.choice ?? 0;

/** What a choice means now; undefined: it is on the list no more. */
export const chosenBy = (
  { places, found }: { readonly places: Places; readonly found: readonly Findable[] },
  choice: number,
): Findable | undefined => found.find((one) => choiceOf(places, one) === choice);
