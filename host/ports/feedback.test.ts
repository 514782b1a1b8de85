import { describe, expect, it } from 'vitest';
import type { ComplaintReceipt, TerminalComplaint } from '#contracts/branch/complaint.ts';
import type { RatingRequest } from '#contracts/branch/feedback.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { ERRAND_DELAYS, Errands } from '../errands/errands.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { openBytes, sealBytes, Vault } from '../journal/vault.ts';
import { Visits } from '../visits.ts';
import { feedbackPorts } from './feedback.ts';
import type { BranchPort } from './world.ts';

const KEY = new Uint8Array(32).fill(7);
const WRAPPER = {
  wrap: (clear: Uint8Array) => sealBytes(KEY, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(KEY, 'visit-key', wrapped),
};
const CALL = { subject: 'waiting', wish: 'callBack', contact: '14200010001' } as const;

/** `cut`: it does not arrive; `unheard`: it arrives and its answer is lost; anything else is a refusal of that name. */
type Mood = 'well' | 'cut' | 'unheard' | 'badRequest' | 'idConflict' | 'storeUnavailable';

/** A branch that files each id once. */
function branchOf() {
  const filed = new Map<string, ComplaintReceipt>();
  const rated = new Map<string, RatingRequest>();
  const moods: Mood[] = [];
  const answer = <T extends object>(keep: () => T) => {
    const mood = moods.shift() ?? 'well';
    if (mood === 'cut') return err({ code: 'unreachable' as const });
    if (mood !== 'well' && mood !== 'unheard') return err({ code: 'refused' as const, reason: mood });
    const made = keep();
    return mood === 'unheard' ? err({ code: 'unreachable' as const }) : ok(made);
  };
  const line: Pick<BranchPort, 'fileComplaint' | 'rate'> = {
    fileComplaint: async ({ id }: TerminalComplaint) =>
      answer(() => {
        const receipt = filed.get(id) ?? {
          number: `C-261122-000${filed.size + 1}-K7QXM`,
          filedAt: '2026-11-22T02:00:00.000Z',
          due: '2026-11-23T02:00:00.000Z',
          owner: 'lobby' as const,
          url: null,
        };
        filed.set(id, receipt);
        return receipt;
      }),
    rate: async (request) =>
      answer(() => {
        const counted = !rated.has(request.id);
        if (counted) rated.set(request.id, request);
        return { counted };
      }),
  };
  return { line: line as BranchPort, filed, rated, moods };
}

function terminal() {
  const branch = branchOf();
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const vault = new Vault(database, WRAPPER);
  const journal = new Journal(database, vault, clock, 'T01');
  const run = () => {
    const visits = new Visits(journal, vault, clock, 'T01', 0);
    const errands = new Errands(journal, branch.line, clock, WRAPPER);
    const ports = feedbackPorts({
      branch: branch.line,
      errands,
      visits,
      journal,
      language: () => 'en',
      version: '0.1.0',
    });
    return {
      visits,
      errands,
      file: (wish: Parameters<typeof ports.fileComplaint>[0] = CALL) => ports.fileComplaint(wish),
      look: () => ports.complaintState({}),
      rate: (level: number) => ports.giveRating({ level, reasons: ['notDone'], service: 'reportLostCard' }),
    };
  };
  const journalled = () =>
    database
      .prepare('SELECT body FROM entry ORDER BY seq')
      .all()
      .map(({ body }) => JSON.parse(String(body)) as { kind: string; visit: string | null; facts: object });
  return { ...branch, clock, database, run, journalled };
}

describe('a complaint at the terminal', () => {
  it('is filed once and at once, and leaves nothing to be told', async () => {
    const t = terminal();
    const now = t.run();
    expect(await now.file()).toMatchObject({ outcome: 'filed', receipt: { number: 'C-261122-0001-K7QXM' } });
    expect([t.filed.size, now.errands.open]).toEqual([1, 0]);
    now.visits.end('finished');
    await t.clock.advanceAsync(ERRAND_DELAYS.lastPause);
    expect(t.filed.size).toBe(1);
    // What the journal has of it neither calls anybody nor opens the complaint.
    const written = JSON.stringify(t.journalled());
    expect(written).toContain('C-261122-0001');
    expect(written).not.toMatch(/14200010001|K7QXM/);
  });

  it.each(['cut', 'unheard'] as const)(
    'asked and not answered (%s): not known, asked again, and one complaint',
    async (mood) => {
      const t = terminal();
      const now = t.run();
      t.moods.push(mood, mood);
      expect((await now.file()).outcome).toBe('unknown');
      expect((await now.look()).outcome).toBe('unknown');
      expect(await now.look()).toMatchObject({ outcome: 'filed' });
      expect([t.filed.size, now.errands.open]).toEqual([1, 0]);
    },
  );

  it.each(['cut', 'unheard', 'storeUnavailable'] as const)(
    'left before the number is known (%s): it is sent on until it has arrived, once',
    async (mood) => {
      const t = terminal();
      const now = t.run();
      t.moods.push(mood, mood, mood);
      await now.file();
      now.visits.end('noActivity');
      await t.clock.advanceAsync(ERRAND_DELAYS.lastPause);
      expect([t.filed.size, now.errands.open]).toEqual([1, 0]);
      expect((await now.look()).outcome).toBe('notFiled');
    },
  );

  it('whose terminal dies is filed by the next run, under the same id', async () => {
    const t = terminal();
    const before = t.run();
    t.moods.push('unheard');
    expect((await before.file()).outcome).toBe('unknown');
    before.errands.stop();
    const [id] = t.filed.keys();
    const next = t.run();
    expect(next.errands.recover(false)).toBe(1);
    await settle();
    await t.clock.advanceAsync(ERRAND_DELAYS.lastPause);
    expect([[...t.filed.keys()], next.errands.open]).toEqual([[id], 0]);
    // The next customer knows nothing of it.
    expect(await next.look()).toEqual({ outcome: 'notFiled', why: 'notSent' });
  });

  it.each(['badRequest', 'idConflict'] as const)(
    'refused for good (%s) is said, and not sent on',
    async (mood) => {
      const t = terminal();
      const now = t.run();
      t.moods.push(mood);
      expect(await now.file()).toEqual({ outcome: 'notFiled', why: 'refused' });
      expect([t.filed.size, now.errands.open]).toEqual([0, 0]);
    },
  );
});

describe('a rating at the terminal', () => {
  it('waits for nobody, is told later, once, and the journal says neither how it was nor who said it', async () => {
    const t = terminal();
    const now = t.run();
    t.moods.push('unheard', 'cut', 'cut');
    now.visits.ensure();
    expect(await now.rate(1)).toEqual({});
    await t.clock.advanceAsync(ERRAND_DELAYS.lastPause);
    expect([...t.rated.values()]).toMatchObject([
      { level: 1, reasons: ['notDone'], service: 'reportLostCard', flow: '0.1.0' },
    ]);
    expect(now.errands.open).toBe(0);
    const given = t.journalled().filter(({ kind }) => kind === 'rating.given');
    expect(given).toMatchObject([{ visit: null, facts: {} }]);
  });

  it('outlives the run it was given in', async () => {
    const t = terminal();
    const before = t.run();
    t.moods.push('cut', 'cut');
    await before.rate(2);
    await settle();
    before.errands.stop();
    const next = t.run();
    next.errands.recover(false);
    await t.clock.advanceAsync(ERRAND_DELAYS.lastPause);
    expect([t.rated.size, next.errands.open]).toEqual([1, 0]);
  });
});
