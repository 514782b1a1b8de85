import type { SessionSnapshot } from '../session/session.ts';

/**
 * Whether the busy screen stands before the visit. Its end is ordinary and goes on by itself: a card at the gate, an ID card
 * on the reader are asked for as ever.
 */
export const mayCover = (session: Pick<SessionSnapshot, 'matches'> | undefined): boolean =>
  session !== undefined && !session.matches({ main: 'ending' }) && !session.matches({ main: 'closed' });
