import { RATING_LEVELS, RATING_REASONS } from '#contracts/branch/feedback.ts';
import { REASONS_AT_ONCE } from '#contracts/screen/feedback-bodies.ts';
import { choice, primary } from '../present/actions.ts';
import { more, windowOf } from '../present/list-window.ts';
import type { View } from '../present/view.ts';
import type { SessionSnapshot } from '../session/session.ts';

/** Goodbye, with the question how it was where it is asked, and the reasons where it was not good. */
export function farewellView(snapshot: SessionSnapshot): View {
  const { why, elder, reasons, ratingPage } = snapshot.context;
  const standing = snapshot.matches({ main: { ending: 'farewell' } });
  if (snapshot.matches({ main: { ending: { farewell: 'reasons' } } })) {
    const size = elder ? REASONS_AT_ONCE.elder : REASONS_AT_ONCE.normal;
    const { first, last, ...shown } = windowOf(RATING_REASONS.length, size, ratingPage);
    return {
      body: { kind: 'ratingReasons', chosen: [...reasons], ...shown },
      actions: [
        ...RATING_REASONS.slice(first, last + 1).map((_, place) => choice(first + place, 'reason', place)),
        ...more(shown),
        primary('next'),
      ],
      question: `ratingReasons ${first}`,
    };
  }
  const offered = snapshot.matches({ main: { ending: { farewell: 'offered' } } });
  const given =
    snapshot.matches({ main: { ending: { farewell: 'thanked' } } }) ||
    snapshot.matches({ main: { ending: { farewell: 'giving' } } });
  return {
    body: { kind: 'farewell', why, rating: offered ? 'offered' : given ? 'thanked' : 'none' },
    actions: [
      ...(offered ? RATING_LEVELS.map((level) => choice(level, 'rate', level - 1)) : []),
      ...(standing ? [primary('next')] : []),
    ],
    question: given ? 'farewell thanked' : 'farewell',
  };
}
