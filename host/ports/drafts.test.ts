import { describe, expect, it } from 'vitest';
import type { DraftRequest } from '#contracts/branch/draft.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { ERRAND_DELAYS, Errands } from '../errands/errands.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { openBytes, sealBytes, Vault } from '../journal/vault.ts';
import { Visits } from '../visits.ts';
import { draftPorts } from './drafts.ts';
import type { BranchPort } from './world.ts';

const KEY = new Uint8Array(32).fill(7);
const WRAPPER = {
  wrap: (clear: Uint8Array) => sealBytes(KEY, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(KEY, 'visit-key', wrapped),
};
const NAME = '示例甲';
const NUMBER = '799999198001010013';
const DRAFT = {
  service: 'changeReservedPhone',
  label: 'A001',
  values: { newPhone: { kind: 'mobilePhone', value: '14200000002' } },
  holder: { documentType: 'residentIdCard', documentNumber: NUMBER, name: NAME },
} as const;

function terminal() {
  const sent: DraftRequest[] = [];
  const dropped: string[] = [];
  const moods: string[] = [];
  const answer = <T extends object>(value: T) => {
    const mood = moods.shift() ?? 'well';
    if (mood === 'cut') return err({ code: 'unreachable' as const });
    return mood === 'well' ? ok(value) : err({ code: 'refused' as const, reason: mood });
  };
  const line = {
    async keepDraft(request: DraftRequest) {
      sent.push(request);
      return answer({ id: request.id, keptUntil: '2026-11-22T10:00:00.000Z' });
    },
    async dropDraft(id: string) {
      dropped.push(id);
      return answer({ id });
    },
  };
  const branch = line as unknown as BranchPort;
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const vault = new Vault(database, WRAPPER);
  const journal = new Journal(database, vault, clock, 'T01');
  const visits = new Visits(journal, vault, clock, 'T01', 0);
  const errands = new Errands(journal, branch, clock, WRAPPER);
  const ports = draftPorts({ branch, errands, visits, journal, language: () => 'zh-CN' });
  return {
    ...ports,
    visits,
    errands,
    sent,
    dropped,
    moods,
    clock,
    /** The same data folder after the process was killed: nothing of memory is left. */
    restarted: () => new Errands(journal, branch, clock, WRAPPER),
    rows: () =>
      database
        .prepare('SELECT body FROM entry ORDER BY seq')
        .all()
        .map(({ body }) => String(body))
        .join('\n'),
    errandRows: () => JSON.stringify(database.prepare('SELECT * FROM errand').all()),
  };
}

describe('what a customer has entered, at the branch', () => {
  it('is one draft of a service in a visit, each time under a higher sequence', async () => {
    const t = terminal();
    t.visits.ensure();
    for (let time = 0; time < 3; time++) expect(await t.keepDraft(DRAFT)).toEqual({ outcome: 'kept' });
    expect(t.sent.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(new Set(t.sent.map(({ id }) => id)).size).toBe(1);
    t.visits.end('left');
    t.visits.ensure();
    await t.keepDraft(DRAFT);
    expect(t.sent.at(-1)?.sequence).toBe(1);
    expect(t.sent.at(-1)?.id).not.toBe(t.sent[0]?.id);
  });

  it('goes under a higher sequence also after an answer that was lost, since it may have arrived', async () => {
    const t = terminal();
    t.moods.push('cut');
    expect(await t.keepDraft(DRAFT)).toEqual({ outcome: 'unknown' });
    expect(await t.keepDraft(DRAFT)).toEqual({ outcome: 'kept' });
    expect(t.sent.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(t.sent[0]?.id).toBe(t.sent[1]?.id);
  });

  it('is told as not kept where the branch refuses, as it does a number that it does not know yet', async () => {
    const t = terminal();
    t.moods.push('notFound');
    expect(await t.keepDraft({ ...DRAFT, label: 'A801' })).toEqual({ outcome: 'notKept' });
    expect(t.rows()).not.toContain('draft.kept');
  });

  it('is dropped once, and what is entered afterwards is another draft', async () => {
    const t = terminal();
    await t.keepDraft(DRAFT);
    await t.dropDraft({ service: 'changeReservedPhone' });
    await t.dropDraft({ service: 'changeReservedPhone' });
    await settle();
    expect(t.dropped).toEqual([t.sent[0]?.id]);
    expect(t.errands.open).toBe(0);
    await t.keepDraft(DRAFT);
    expect(t.sent.at(-1)).toMatchObject({ sequence: 1 });
    expect(t.sent.at(-1)?.id).not.toBe(t.sent[0]?.id);
  });

  it('of which nothing was ever sent is not dropped', async () => {
    const t = terminal();
    await t.dropDraft({ service: 'changeReservedPhone' });
    expect([t.dropped, t.errands.open]).toEqual([[], 0]);
  });

  it('is dropped by the next run where this one died before the branch had heard', async () => {
    const t = terminal();
    await t.keepDraft(DRAFT);
    t.moods.push(...Array<string>(50).fill('cut'));
    await t.dropDraft({ service: 'changeReservedPhone' });
    await settle();
    t.errands.stop();
    expect(t.errands.open).toBe(1);
    t.moods.length = 0;
    const next = t.restarted();
    expect(next.recover(false)).toBe(1);
    await settle();
    for (let turn = 0; turn < 5 && next.open > 0; turn++) {
      t.clock.advance(ERRAND_DELAYS.lastPause);
      await settle();
    }
    expect(next.open).toBe(0);
    expect(new Set(t.dropped)).toEqual(new Set([t.sent[0]?.id]));
  });

  it('says nothing personal in the journal or in an errand', async () => {
    const t = terminal();
    t.visits.ensure();
    await t.keepDraft(DRAFT);
    t.moods.push('cut');
    await t.dropDraft({ service: 'changeReservedPhone' });
    expect(t.rows()).toContain('draft.kept');
    for (const one of [NAME, NUMBER, '14200000002']) {
      expect(t.rows()).not.toContain(one);
      expect(t.errandRows()).not.toContain(one);
    }
  });
});
