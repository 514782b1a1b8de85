import type { Board } from '#contracts/branch/board.ts';

export type Call = Pick<Board['rows'][number], 'label' | 'counter'>;

/** One call of one number; the same number called again is another one. */
export const callKey = ({ label, counter, calls }: Board['rows'][number]): string =>
  `${label} ${counter} ${calls}`;

/**
 * What was called, or called again, between two pictures of the board, in the order of calling. A number that comes
 * into sight again because others above it went away is no call: it stands below one that was there before. The first
 * picture tells nothing new: what it shows was called before anybody looked.
 */
export function newCalls(before: Board | null, after: Board): Board['rows'] {
  if (!before) return [];
  const known = new Set(before.rows.map(callKey));
  const firstKnown = after.rows.findIndex((row) => known.has(callKey(row)));
  const above = firstKnown < 0 ? after.rows : after.rows.slice(0, firstKnown);
  return above.toReversed();
}
