import type { Entry, Facts } from '../journal/entry.ts';

/** The same facts, in whichever order they stand. */
export function same(one: Facts, other: Facts): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
  );
}

/** An entry in one line: its kind, and its facts by name. */
export const tellFacts = ({ kind, facts }: Pick<Entry, 'kind' | 'facts'>): string =>
  [
    kind,
    ...Object.entries(facts)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`),
  ].join(' ');
