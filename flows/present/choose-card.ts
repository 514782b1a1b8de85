import { CARDS_AT_ONCE } from '#contracts/screen/bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { back, choice, secondary } from './actions.ts';
import type { View } from './view.ts';

type Cards = BodyOf<'chooseCard'>['cards'];

/** A list of cards, as many as are read at a glance; `more` goes round through the rest. */
export function chooseCardView(service: ServiceId, cards: Cards, page: number, elder: boolean): View {
  const size = elder ? CARDS_AT_ONCE.elder : CARDS_AT_ONCE.normal;
  const pages = Math.max(1, Math.ceil(cards.length / size));
  const first = (page % pages) * size;
  const last = Math.min(cards.length, first + size) - 1;
  const shown = cards.slice(first, last + 1);
  return {
    body: { kind: 'chooseCard', service, cards, ...(pages > 1 ? { window: { first, last } } : {}) },
    actions: [
      ...shown.flatMap((card, place) => (card.selectable ? [choice(first + place, 'choose', place)] : [])),
      ...(pages > 1 ? [secondary('more', 'zero')] : []),
      back(),
    ],
    question: `chooseCard ${first}`,
    progress: { service, step: 'chooseCard' },
  };
}
