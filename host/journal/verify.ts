import { canonicalBody, entrySchema, GENESIS_PREVIOUS, hashOf } from './entry.ts';

export type JournalFault = {
  readonly sequence: number;
  readonly code:
    | 'unreadable'
    | 'gap'
    | 'altered'
    | 'brokenChain'
    | 'badGenesis'
    | 'shortened'
    | 'otherJournal'
    | 'anchorMismatch';
};

export type Anchor_ = { readonly journal: string; readonly sequence: number; readonly hash: string };

export type Verdict = {
  readonly entries: number;
  readonly journal: string | null;
  readonly head: string | null;
  readonly faults: readonly JournalFault[];
  /** Anchors that were compared; none means that a shortened end cannot be seen. */
  readonly anchors: number;
};

/**
 * Checks a journal from its rows alone: every hash recomputed, no gap, every entry naming its predecessor, and every
 * anchor found where it says. `after`: the entry before the first row, when the rows are only a journal's end.
 */
export function verifyRows(
  rows: Iterable<{ readonly seq: number; readonly body: string; readonly hash: string }>,
  anchors: readonly Anchor_[] = [],
  after?: { readonly seq: number; readonly hash: string },
): Verdict {
  const faults: JournalFault[] = [];
  const wanted = new Map(anchors.map((anchor) => [anchor.sequence, anchor]));
  let expected = after ? after.seq + 1 : 0;
  let previous = after?.hash ?? GENESIS_PREVIOUS;
  let journal: string | null = null;
  for (const row of rows) {
    if (row.seq !== expected) {
      faults.push({ sequence: expected, code: 'gap' });
      expected = row.seq;
    }
    const parsed = entrySchema.safeParse(parse(row.body));
    if (!parsed.success) faults.push({ sequence: row.seq, code: 'unreadable' });
    else {
      const entry = parsed.data;
      if (hashOf(row.body) !== row.hash || canonicalBody(entry) !== row.body || entry.seq !== row.seq)
        faults.push({ sequence: row.seq, code: 'altered' });
      if (entry.previous !== previous) faults.push({ sequence: row.seq, code: 'brokenChain' });
      if (row.seq === 0 && entry.kind !== 'genesis') faults.push({ sequence: 0, code: 'badGenesis' });
    }
    if (row.seq === 0) journal = row.hash;
    const anchor = wanted.get(row.seq);
    if (anchor && anchor.hash !== row.hash) faults.push({ sequence: row.seq, code: 'anchorMismatch' });
    previous = row.hash;
    expected++;
  }
  // Every journal has its genesis: one without any entry has lost it.
  if (expected === 0) faults.push({ sequence: 0, code: 'gap' });
  for (const anchor of anchors) {
    if (journal !== null && anchor.journal !== journal)
      faults.push({ sequence: anchor.sequence, code: 'otherJournal' });
    else if (anchor.sequence >= expected) faults.push({ sequence: anchor.sequence, code: 'shortened' });
  }
  return {
    entries: expected,
    journal,
    head: expected > 0 ? previous : null,
    faults,
    anchors: anchors.length,
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
