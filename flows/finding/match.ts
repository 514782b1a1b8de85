/**
 * How well a row of letters or figures abbreviates the pieces of a phrase, 0 to 1: it must be made of beginnings of
 * pieces that follow each other, each at least one letter: `gs`, `guashi`, `guas` and `gshi` all stand for gua-shi.
 */
export function abbreviates(typed: string, pieces: readonly string[]): number {
  let best = 0;
  for (let start = 0; start < pieces.length; start++) {
    const covered = mostCovered(typed, pieces, start);
    if (covered === 0) continue;
    const share = covered / pieces.length;
    best = Math.max(best, 0.5 + 0.4 * share + (start === 0 ? 0.1 : 0));
  }
  return best;
}

/** How many pieces from `start` on the whole of what was typed reaches; 0 = it is not made of them. */
function mostCovered(typed: string, pieces: readonly string[], start: number): number {
  // reach[n]: typed up to n is made of the pieces so far.
  let reach = new Set([0]);
  let most = 0;
  for (let at = start; at < pieces.length && reach.size > 0; at++) {
    const piece = pieces[at] ?? '';
    const next = new Set<number>();
    for (const from of reach)
      for (let length = 1; length <= piece.length && typed[from + length - 1] === piece[length - 1]; length++)
        next.add(from + length);
    if (next.has(typed.length)) most = at - start + 1;
    reach = next;
  }
  return most;
}

/**
 * Letters that differ, are missing, too many or swapped with their neighbour (Damerau-Levenshtein, restricted); counted
 * up to `most`, one more than that means "more".
 */
export function typos(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      now.push(cost);
    }
    if (Math.min(...now) > most) return most + 1;
    [before, last] = [last, now];
  }
  return last[b.length] ?? most + 1;
}

/** How many typos are forgiven in a word of this length. */
export const forgiven = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0);
