import type { Entry } from '../journal/entry.ts';

/** A piece of one run of the host that begins where all that the flow knew stands in the journal. */
export type Stretch = {
  readonly boot: string;
  /** The first is its `standing`. */
  readonly entries: readonly Entry[];
  /** Tokens of the visits in it. */
  readonly visits: readonly string[];
  /** It ends because the host did, or the extract: what the flow did last need not stand there. */
  readonly open: boolean;
};

/** What is played, or compared; everything else in a journal is what the world wrote beside it. */
const OF_THE_FLOW: ReadonlySet<string> = new Set([
  'standing',
  'input',
  'port.asked',
  'port.answered',
  'screen.shown',
]);

/** What of a recording cannot be played, and why. */
export type Unplayable = { readonly visit: string; readonly why: 'noStanding' };

/**
 * Cuts an extract, in the journal's order, into stretches. What comes before the first `standing` of a run, or of the
 * extract, cannot be played: nobody knows how the terminal stood.
 */
export function stretchesOf(entries: Iterable<Entry>): {
  readonly stretches: readonly Stretch[];
  readonly unplayable: readonly Unplayable[];
} {
  const stretches: Stretch[] = [];
  const lost = new Set<string>();
  let now: Entry[] = [];
  const finish = (open: boolean) => {
    const [first] = now;
    if (first) stretches.push({ boot: first.boot, entries: now, visits: visitsOf(now), open });
    now = [];
  };
  for (const entry of entries) {
    const [first] = now;
    if (first && first.boot !== entry.boot) finish(true);
    if (entry.kind === 'stopped') finish(true);
    if (entry.kind === 'visit.begun' && now.length === 0 && entry.visit !== null) lost.add(entry.visit);
    if (!OF_THE_FLOW.has(entry.kind)) continue;
    if (entry.kind === 'standing') {
      // The next stretch begins with it, and this one must come to it.
      if (now.length > 0) now.push(entry);
      finish(false);
      now = [entry];
    } else if (now.length > 0) now.push(entry);
  }
  finish(true);
  return {
    stretches,
    unplayable: [...lost].map((visit) => ({ visit, why: 'noStanding' })),
  };
}

const visitsOf = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.flatMap(({ visit }) => visit ?? [])),
];
