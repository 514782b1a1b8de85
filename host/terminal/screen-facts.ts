import type { Action } from '#contracts/screen/actions.ts';
import { digestFact, hashOf } from '../journal/entry.ts';

/** Enough of a digest to tell two screens apart; it is compared, never looked up. */
const DIGEST = 8;

/** What a screen offers, by the names of its actions alone: how many there are of one kind is somebody's own list. */
export const offersFact = (actions: readonly Action[]): string =>
  digestFact(hashOf([...new Set(actions.map(({ id }) => id))].sort().join(' ')).slice(0, DIGEST));
