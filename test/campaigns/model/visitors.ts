import { people } from '#bank/sandbox/people.ts';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { Customer } from '#flows/ports.ts';
import { masked } from '../support/personal.ts';

/** The day of every walk; `ManualClock` starts on it. */
export const TODAY = '2026-11-22';

/** Somebody who comes to the terminal of a walk, and the bank's list of his cards. */
export type Visitor = ReadyPerson & { readonly customer: Customer };

const known = (person: ReadyPerson): Visitor => ({
  ...person,
  customer: {
    customerRef: person.customerRef,
    cards: person.cards.map(({ cardRef, pan, product, kind, status, reservedPhone }) => ({
      cardRef,
      last4: pan.slice(-4),
      product,
      kind,
      status,
      reservedPhone: reservedPhone ? { masked: masked(reservedPhone), last4: reservedPhone.slice(-4) } : null,
    })),
  },
});

/** More cards than a screen shows at once. */
function withManyCards(person: ReadyPerson): Visitor {
  const [card] = person.cards;
  if (!card) throw new Error('a person has a card');
  const cards = Array.from({ length: 9 }, (_, place) => ({
    ...card,
    cardRef: `${card.cardRef}-${place}`,
    pan: `${card.pan.slice(0, -4)}57${place}3`,
  }));
  return known({ ...person, key: 'manyCards', cards });
}

const ready = people(TODAY);
const [first] = ready;
if (!first) throw new Error('there are ready people');

/** The ready people of the sandbox bank, one of them with many cards, and one without any. */
export const VISITORS: readonly Visitor[] = [
  ...ready.map(known),
  withManyCards(first),
  { ...known(first), key: 'noCards', customer: { customerRef: first.customerRef, cards: [] } },
];
