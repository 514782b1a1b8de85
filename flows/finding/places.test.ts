import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_FOUND } from '#contracts/finding/answer.ts';
import { choiceOf, chosenBy, nameOf, type Places, placesAfter } from './places.ts';
import type { Findable } from './wayfinder.ts';

const things = Array.from(
  { length: 60 },
  (_, at): Findable => ({ kind: 'answer', id: `a${at}`, phrases: [], often: false }),
);
const lists = fc.array(fc.uniqueArray(fc.constantFrom(...things), { maxLength: MOST_FOUND }), {
  maxLength: 40,
});

it('gives each row a choice of its own that an act can name, and what is shown again the one it had', () => {
  fc.assert(
    fc.property(lists, (shown) => {
      let places: Places = [];
      let before: readonly Findable[] = [];
      for (const found of shown) {
        const had = new Map(before.map((one) => [nameOf(one), choiceOf(places, one)]));
        places = placesAfter(places, found);
        const choices = found.map((one) => choiceOf(places, one));
        expect(new Set(choices).size).toBe(found.length);
        expect(choices.every((choice) => choice >= 0 && choice < 32)).toBe(true);
        for (const one of found)
          expect(had.get(nameOf(one)) ?? choiceOf(places, one)).toBe(choiceOf(places, one));
        before = found;
      }
    }),
  );
});

it('lets a touch mean what was seen, or nothing, over the next four lists whatever they are', () => {
  fc.assert(
    fc.property(lists, fc.array(fc.nat({ max: 4 }), { maxLength: 40 }), (shown, late) => {
      let places: Places = [];
      const past: { places: Places; found: readonly Findable[] }[] = [];
      shown.forEach((found, at) => {
        places = placesAfter(places, found);
        past.push({ places, found });
        const seen = past[Math.max(0, past.length - 1 - (late[at] ?? 0))];
        for (const one of seen?.found ?? []) {
          const meant = chosenBy({ places, found }, choiceOf(seen?.places ?? [], one));
          expect(meant === undefined || nameOf(meant) === nameOf(one)).toBe(true);
        }
      });
    }),
  );
});
