import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryForTests } from '../test-support/memory.ts';
import { faultsOf, type HeldAnchor, type Line, linesOf } from './independent.ts';
import { verifyRows } from './verify.ts';

function journalOf(entries: number) {
  const { journal, database } = memoryForTests();
  journal.transaction(() => {
    for (let n = 1; n < entries; n++)
      journal.append({ kind: 'input', facts: { event: 'act.choose', choice: n, part: n / 7, 'z-é': null } });
  });
  const lines = (): Line[] =>
    database
      .prepare('SELECT hash, body FROM entry ORDER BY seq')
      .all()
      .map(({ hash, body }) => ({ hash: String(hash), body: String(body) }));
  const anchor = (): HeldAnchor => ({ ...journal.head, terminal: 'T01' });
  return { journal, lines, anchor };
}

/** The whole chain made good again, by somebody who can hash: only what is held elsewhere tells. */
function rehashed(lines: readonly Line[]): Line[] {
  const { createHash } = process.getBuiltinModule('node:crypto');
  let previous = '0'.repeat(64);
  return lines.map(({ body }, seq) => {
    const entry = { ...JSON.parse(body), seq, previous };
    const sorted = Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
    const text = JSON.stringify(sorted);
    previous = createHash('sha256').update(text).digest('hex');
    return { hash: previous, body: text };
  });
}

describe('a reader that shares nothing with the writer', () => {
  it('finds nothing in a journal as it was written, from its export too', () => {
    const { lines, anchor } = journalOf(40);
    expect(faultsOf(lines(), [anchor()])).toEqual([]);
    const text = lines()
      .map(({ hash, body }) => `${hash} ${body}\n`)
      .join('');
    expect(faultsOf(linesOf(text), [anchor()])).toEqual([]);
  });

  it.each<[string, (lines: Line[]) => Line[], string]>([
    [
      'one edited',
      (all) => all.with(3, { ...at(all, 3), body: at(all, 3).body.replace('choose', 'cheese') }),
      'altered',
    ],
    ['one dropped', (all) => all.toSpliced(3, 1), 'missing'],
    ['two exchanged', (all) => all.with(3, at(all, 4)).with(4, at(all, 3)), 'notAfter'],
    ['the end cut off', (all) => all.slice(0, -1), 'cutOff'],
    [
      'hashed anew',
      (all) => rehashed(all.with(3, { ...at(all, 3), body: at(all, 3).body.replace('choose', 'cheese') })),
      'notAnchored',
    ],
    ['nothing left', () => [], 'noGenesis'],
  ])('%s', (_, change, what) => {
    const { lines, anchor } = journalOf(8);
    expect(faultsOf(change(lines()), [anchor()]).map((fault) => fault.what)).toContain(what);
  });

  it('finds an old copy, and the journal of another terminal', () => {
    const { journal, lines, anchor } = journalOf(8);
    const old = lines();
    journal.append({ kind: 'input', facts: { event: 'key' } });
    expect(faultsOf(old, [anchor()])).toEqual([{ sequence: 8, what: 'cutOff' }]);
    expect(faultsOf(lines(), [{ ...anchor(), terminal: 'T02' }])).toEqual([
      { sequence: 8, what: 'otherTerminal' },
    ]);
    const other = journalOf(20);
    expect(faultsOf(other.lines(), [anchor()]).map(({ what }) => what)).toContain('otherJournal');
  });

  it('finds whatever is done to it at random, and so does the other one', () => {
    const { lines, anchor } = journalOf(12);
    const whole = lines();
    const change = fc.oneof(
      fc.record({
        do: fc.constant('edit' as const),
        at: fc.nat(11),
        byte: fc.nat(400),
        to: fc.integer({ min: 32, max: 126 }),
      }),
      fc.record({ do: fc.constant('drop' as const), at: fc.nat(11) }),
      fc.record({ do: fc.constant('twice' as const), at: fc.nat(11) }),
      fc.record({ do: fc.constant('swap' as const), at: fc.nat(11), with: fc.nat(11) }),
      fc.record({ do: fc.constant('hash' as const), at: fc.nat(11), byte: fc.nat(63) }),
      fc.record({ do: fc.constant('cut' as const), at: fc.nat(11) }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, hashAgain) => {
        let now = [...whole];
        for (const one of changes) {
          const line = now[one.at];
          if (!line) continue;
          if (one.do === 'edit')
            now[one.at] = {
              ...line,
              body: spliced(line.body, one.byte % line.body.length, String.fromCharCode(one.to)),
            };
          if (one.do === 'hash')
            now[one.at] = {
              ...line,
              hash: spliced(line.hash, one.byte, line.hash[one.byte] === '0' ? '1' : '0'),
            };
          if (one.do === 'drop') now = now.toSpliced(one.at, 1);
          if (one.do === 'twice') now = now.toSpliced(one.at, 0, line);
          if (one.do === 'cut') now = now.slice(0, one.at);
          if (one.do === 'swap')
            now = now.with(one.at, now[one.with] ?? line).with(Math.min(one.with, now.length - 1), line);
        }
        if (hashAgain)
          try {
            now = rehashed(now);
          } catch {
            // What is no JSON any more cannot be made good.
          }
        const same = JSON.stringify(now) === JSON.stringify(whole);
        // What goes on after the anchor in good order is what a terminal does.
        fc.pre(same || JSON.stringify(now.slice(0, whole.length)) !== JSON.stringify(whole));
        expect(faultsOf(now, [anchor()]).length === 0).toBe(same);
        const rows = now.map(({ hash, body }, place) => ({ seq: seqOf(body, place), body, hash }));
        expect(verifyRows(rows, [anchor()]).faults.length === 0).toBe(same);
      }),
      { numRuns: 300 },
    );
  });
});

const at = (lines: readonly Line[], place: number): Line => {
  const line = lines[place];
  if (!line) throw new Error('no such line');
  return line;
};
const spliced = (text: string, at: number, with_: string): string =>
  text.slice(0, at) + with_ + text.slice(at + 1);
const seqOf = (body: string, place: number): number => {
  try {
    return Number(JSON.parse(body).seq);
  } catch {
    return place;
  }
};
