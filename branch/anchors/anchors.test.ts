import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANCHOR_PAGE } from '#contracts/branch/anchor.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { type BranchHouse, enrolled, openBranch, withStore } from '../test-support/house.ts';

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const JOURNAL = hex('genesis');

let house: BranchHouse<ManualClock>;
let client: BranchClient;
beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house);
});
afterEach(() => house.close());

const anchor = async (sequence: number, hash = hex(`entry ${sequence}`), journal = JOURNAL) => {
  const answer = await client.anchor({ journal, sequence, hash });
  return answer.ok ? 'ok' : answer.error.reason;
};
async function listed(of = client, journal = JOURNAL, after?: number) {
  const answer = await of.anchors(journal, after);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

describe('anchors', () => {
  it('of nothing', async () => {
    expect(await listed()).toEqual({ newest: null, anchors: [], conflicts: [], next: null });
  });

  it('are kept in order, with gaps, and when', async () => {
    expect([await anchor(0), await anchor(7), await anchor(8)]).toEqual(['ok', 'ok', 'ok']);
    const list = await listed();
    expect(list.anchors.map((entry) => entry.sequence)).toEqual([0, 7, 8]);
    expect(list.newest).toEqual({
      terminal: 'T01',
      journal: JOURNAL,
      sequence: 8,
      hash: hex('entry 8'),
      recordedAt: new Date(house.clock.wall()).toISOString(),
    });
    expect((await listed(client, JOURNAL, 0)).anchors.map((entry) => entry.sequence)).toEqual([7, 8]);
  });

  it('sent again, also after a later one, change nothing', async () => {
    expect([await anchor(3), await anchor(5), await anchor(5), await anchor(3)]).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
    ]);
    const list = await listed();
    expect(list.anchors.map((entry) => entry.sequence)).toEqual([3, 5]);
    expect(list.conflicts).toEqual([]);
  });

  it.each([
    ['another hash for the newest', 5, 5],
    ['another hash for an older one', 3, 3],
    ['a head between', 4, 5],
    ['a head before all', 0, 5],
  ])('%s is a conflict, and both are kept', async (_, sequence, standing) => {
    await anchor(3);
    await anchor(5);
    expect(await anchor(sequence, hex('rewritten'))).toBe('anchorConflict');
    const list = await listed();
    expect(list.anchors.map((entry) => [entry.sequence, entry.hash])).toEqual([
      [3, hex('entry 3')],
      [5, hex('entry 5')],
    ]);
    expect(list.conflicts).toEqual([
      {
        terminal: 'T01',
        journal: JOURNAL,
        sequence,
        hash: hex('rewritten'),
        recordedAt: new Date(house.clock.wall()).toISOString(),
        standing: { sequence: standing, hash: hex(`entry ${standing}`) },
      },
    ]);
  });

  it('a conflict sent again and again is kept once, and many are bounded', async () => {
    await anchor(5);
    await anchor(5, hex('x'));
    await anchor(5, hex('x'));
    expect((await listed()).conflicts).toHaveLength(1);
    const row = {
      terminal: 'T01',
      journal: JOURNAL,
      sequence: 5,
      standing_sequence: 5,
      standing_hash: hex('entry 5'),
      recorded_at: '2026-11-22T02:00:00.000Z',
    };
    const rows = Array.from({ length: 98 }, (_, index) => ({ ...row, hash: hex(`y ${index}`) }));
    await withStore(house, ({ db }) => db.insertInto('anchor_conflicts').values(rows).execute());
    expect(await anchor(5, hex('the hundredth'))).toBe('anchorConflict');
    expect(await anchor(5, hex('one more'))).toBe('anchorConflict');
    const kept = await withStore(house, ({ db }) =>
      db.selectFrom('anchor_conflicts').select('hash').execute(),
    );
    expect(kept).toHaveLength(100);
    const hashes = (await listed()).conflicts.map((conflict) => conflict.hash);
    expect([hashes.length, hashes.includes(hex('the hundredth'))]).toEqual([100, true]);
  });

  it('of journals and of terminals do not touch each other', async () => {
    const other = await enrolled(house, 'T02');
    await anchor(5);
    expect(await anchor(2, hex('y'), hex('another genesis'))).toBe('ok');
    expect((await other.anchor({ journal: JOURNAL, sequence: 1, hash: hex('z') })).ok).toBe(true);
    expect((await listed()).anchors.map((entry) => entry.sequence)).toEqual([5]);
    expect((await listed(other)).anchors.map((entry) => entry.sequence)).toEqual([1]);
  });

  it.each([
    ['an upper-case hash', { journal: JOURNAL, sequence: 1, hash: 'A'.repeat(64) }],
    ['a negative sequence', { journal: JOURNAL, sequence: -1, hash: hex('a') }],
    ['a fraction', { journal: JOURNAL, sequence: 1.5, hash: hex('a') }],
    ['a sequence beyond exact numbers', { journal: JOURNAL, sequence: 2 ** 53, hash: hex('a') }],
  ])('%s is refused', async (_, request) => {
    const answer = await client.anchor(request);
    expect(answer.ok ? 'ok' : answer.error.reason).toBe('badRequest');
  });
});

describe('a long list of anchors', () => {
  it('comes in pages', async () => {
    const row = { terminal: 'T01', journal: JOURNAL, recorded_at: '2026-11-22T02:00:00.000Z' };
    const rows = Array.from({ length: ANCHOR_PAGE + 1 }, (_, sequence) => ({
      ...row,
      sequence,
      hash: hex(`entry ${sequence}`),
    }));
    await withStore(house, ({ db }) => db.insertInto('anchors').values(rows).execute());
    const first = await listed();
    expect([first.anchors.length, first.next, first.newest?.sequence]).toEqual([
      ANCHOR_PAGE,
      ANCHOR_PAGE - 1,
      ANCHOR_PAGE,
    ]);
    const second = await listed(client, JOURNAL, first.next ?? 0);
    expect([second.anchors.map((entry) => entry.sequence), second.next]).toEqual([[ANCHOR_PAGE], null]);
  });
});
