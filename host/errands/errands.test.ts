import { describe, expect, it } from 'vitest';
import type { CustodyRequest } from '#contracts/branch/custody.ts';
import { ManualClock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { type KeyWrapper, Vault } from '../journal/vault.ts';
import { ERRAND_DELAYS, type Errand, type ErrandLine, Errands } from './errands.ts';
import { unreadableComplaint } from './unreadable.ts';

const CARD: CustodyRequest = {
  id: 'custody-a',
  reference: 'T01-KABCD',
  visit: 'visit-a',
  what: 'bankCard',
  reason: 'notTaken',
};
const custody = { type: 'custody', id: CARD.id, request: CARD } as const;
const complaint = {
  type: 'complaint',
  id: '5b0c9a52-3d53-4a5b-8f0e-0b6a3c1d2e4f',
  request: {
    id: '5b0c9a52-3d53-4a5b-8f0e-0b6a3c1d2e4f',
    subject: 'waiting',
    wish: 'callBack',
    contact: '14200010001',
    language: 'en',
  },
} as const;
const rating = {
  type: 'rating',
  id: '6b0c9a52-3d53-4a5b-8f0e-0b6a3c1d2e4f',
  request: {
    id: '6b0c9a52-3d53-4a5b-8f0e-0b6a3c1d2e4f',
    level: 1,
    reasons: ['waitedLong'],
    service: 'reportLostCard',
    flow: '0.1.0',
  },
} satisfies Errand;
const withdraw = { type: 'withdraw', id: 'call-a' } as const;

type Said = 'ok' | 'unreachable' | 'storeUnavailable' | 'idConflict' | 'illegalMove' | 'notFound';

/** A branch that answers as its script says, then well; what it was told, in order. */
function branchWith(script: Said[]) {
  const told: string[] = [];
  const answer = async (what: string) => {
    told.push(what);
    const said = script.shift() ?? 'ok';
    if (said === 'ok') return ok({});
    return err(said === 'unreachable' ? { code: 'unreachable' } : { code: 'refused', reason: said });
  };
  const line: ErrandLine = {
    openCustody: (request) => answer(`custody ${JSON.stringify(request)}`),
    requestAssistance: (request) => answer(`quiet ${JSON.stringify(request)}`),
    withdraw: (id) => answer(`withdraw ${id}`),
    giveUpTicket: (id) => answer(`give up ${id}`),
    dropDraft: (id) => answer(`drop ${id}`),
    withdrawApproval: (id) => answer(`no approval ${id}`),
    leaveCall: (id, { outcome }) => answer(`leave ${id} ${outcome}`),
    dropPicture: (id) => answer(`no picture ${id}`),
    endArrival: (id, { ticket }) => answer(`gone ${id} ${ticket}`),
    endRecording: (id, { end }) => answer(`recording ${id} ${end}`),
    rate: (request) => answer(`rate ${JSON.stringify(request)}`),
    fileComplaint: (request) => answer(`complaint ${JSON.stringify(request)}`),
    tellUse: (batch) => answer(`use ${JSON.stringify(batch)}`),
    voidPaper: ({ event, reason }) => answer(`void ${event} ${reason}`),
  };
  return { line, told };
}

function terminal(script: Said[]) {
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const wrapper: KeyWrapper = {
    wrap: (clear) => clear.map((byte) => byte ^ 0x5a),
    unwrap: (wrapped) => wrapped.map((byte) => byte ^ 0x5a),
  };
  const vault = new Vault(database, wrapper);
  const journal = new Journal(database, vault, clock, 'T01');
  const { line, told } = branchWith(script);
  const started = (key = wrapper) => new Errands(journal, line, clock, key);
  const ends = () =>
    database
      .prepare(`SELECT body FROM entry WHERE json_extract(body, '$.kind') = 'errand.ended' ORDER BY seq`)
      .all()
      .map(({ body }) => JSON.parse(String(body)).facts.end);
  return { clock, database, errands: started(), restarted: started, told, ends };
}

const DAY = 24 * 3_600_000;
const same = (told: string[]) => new Set(told).size;

describe('an errand to the branch', () => {
  it('told at once is known at once, and leaves nothing behind', async () => {
    const { errands, told, ends } = terminal([]);
    errands.intend(custody);
    expect(await errands.run(CARD.id)).toBe(true);
    expect([told.length, errands.open, ends()]).toEqual([1, 0, ['done']]);
  });

  it('keeps the customer waiting for two tries, and is followed to its end', async () => {
    const { clock, errands, told, ends } = terminal([
      'unreachable',
      'unreachable',
      'storeUnavailable',
      'unreachable',
    ]);
    errands.intend(custody);
    const run = errands.run(CARD.id);
    await clock.advanceAsync(0);
    expect(await run).toBe(false);
    expect([told.length, errands.open]).toEqual([2, 1]);
    await clock.advanceAsync(ERRAND_DELAYS.firstPause * 7);
    expect([told.length, same(told), errands.open, ends()]).toEqual([5, 1, 0, ['done']]);
    await clock.advanceAsync(DAY);
    expect(told).toHaveLength(5);
  });

  it('a call to a teller that was open when the run ended is told as lapsed, and as it was left where it had been', async () => {
    const { clock, errands, restarted, told } = terminal(['unreachable', 'unreachable']);
    const leave = (id: string, outcome: 'lapsed' | 'counter') =>
      ({ type: 'leaveCall', id, request: { outcome } }) as const;
    for (const id of ['call-open', 'call-left', 'call-over']) errands.intend(leave(id, 'lapsed'));
    errands.drop('call-over');
    errands.amend(leave('call-left', 'counter'));
    const left = errands.run('call-left');
    await clock.advanceAsync(0);
    await left;
    errands.stop();
    const next = restarted();
    expect(next.recover(false)).toBe(2);
    await clock.advanceAsync(DAY);
    expect([...new Set(told)]).toEqual(['leave call-left counter', 'leave call-open lapsed']);
    expect(next.open).toBe(0);
  });

  it('a call the branch never heard of is not told for ever', async () => {
    const { clock, errands, told, ends } = terminal(['notFound', 'notFound']);
    errands.intend({ type: 'leaveCall', id: 'call-a', request: { outcome: 'lapsed' } });
    void errands.run('call-a');
    await clock.advanceAsync(DAY);
    expect([told.length, ends()]).toEqual([2, ['done']]);
  });

  it('of a former run is run by the next, under the same id', async () => {
    const { clock, errands, restarted, told } = terminal(['unreachable', 'unreachable', 'unreachable']);
    errands.intend(custody);
    const run = errands.run(CARD.id);
    await clock.advanceAsync(0);
    await run;
    errands.stop();
    const next = restarted();
    expect(next.recover(true)).toBe(1);
    await clock.advanceAsync(DAY);
    expect([told.length, same(told), next.open]).toEqual([4, 1, 0]);
    expect(restarted().recover(false)).toBe(0);
  });

  it('asked for twice while it is under way is told once', async () => {
    const { clock, errands, told } = terminal([]);
    errands.intend(withdraw);
    const both = Promise.all([errands.run(withdraw.id), errands.run(withdraw.id)]);
    await clock.advanceAsync(0);
    expect(await both).toEqual([true, true]);
    expect(told).toEqual(['withdraw call-a']);
  });

  it('is not run when its act did not happen', async () => {
    const { clock, errands, restarted, told } = terminal([]);
    errands.intend(custody);
    errands.drop(CARD.id);
    expect(await errands.run(CARD.id)).toBe(false);
    expect(restarted().recover(false)).toBe(0);
    await clock.advanceAsync(DAY);
    expect(told).toEqual([]);
  });

  it.each(['idConflict', 'illegalMove'] as const)(
    'ends with a refusal that will not change: %s',
    async (reason) => {
      const { clock, errands, told, ends } = terminal([reason]);
      errands.intend(withdraw);
      expect(await errands.run(withdraw.id)).toBe(false);
      await clock.advanceAsync(DAY);
      expect([told.length, errands.open, ends()]).toEqual([1, 0, ['refused']]);
    },
  );

  it('a call that is not there may still arrive: it is asked for once more, later', async () => {
    const { clock, errands, told, ends } = terminal(['notFound', 'ok']);
    errands.intend(withdraw);
    const run = errands.run(withdraw.id);
    await clock.advanceAsync(0);
    await run;
    expect([told.length, errands.open]).toEqual([1, 1]);
    await clock.advanceAsync(ERRAND_DELAYS.firstPause);
    expect([told.length, errands.open, ends()]).toEqual([2, 0, ['done']]);
  });
});

describe('what a customer said of us', () => {
  it.each([complaint, rating] as const)(
    'is told after a restart as it was said, once ($type)',
    async (errand) => {
      const { clock, errands, restarted, told } = terminal(['unreachable', 'storeUnavailable', 'ok']);
      errands.intend(errand);
      const run = errands.run(errand.id);
      await clock.advanceAsync(0);
      expect(await run).toBe(false);
      errands.stop();
      const next = restarted();
      expect(next.recover(false)).toBe(1);
      await clock.advanceAsync(DAY);
      expect([told.length, same(told), next.open]).toEqual([3, 1, 0]);
      expect(told[0]).toContain(JSON.stringify(errand.request));
    },
  );

  it('lies on the disk sealed where it holds a telephone number, and is left alone by another key', async () => {
    const { clock, database, errands, restarted, told } = terminal([]);
    errands.intend(complaint);
    const [row] = database.prepare('SELECT request FROM errand').all();
    expect(String(row?.request)).not.toContain(complaint.request.contact);
    const next = restarted({ wrap: (clear) => clear, unwrap: () => undefined });
    expect(() => next.recover(false)).not.toThrow();
    await clock.advanceAsync(DAY);
    expect(told).toEqual([]);
    // It is not passed over in silence, and names nobody.
    const unreadable = next.unreadable();
    expect(unreadable).toMatchObject([{ id: complaint.id }]);
    expect(unreadable.map(unreadableComplaint).join()).not.toContain(complaint.request.contact);
    // The key that sealed it opens it.
    expect(errands.unreadable()).toEqual([]);
  });

  it('is not done with by a branch that does not know what it is told', async () => {
    const { clock, errands, told, ends } = terminal(['notFound', 'notFound', 'notFound', 'ok']);
    errands.intend(complaint);
    void errands.run(complaint.id);
    await clock.advanceAsync(DAY);
    expect([told.length, errands.open, ends()]).toEqual([4, 0, ['done']]);
  });
});

describe('after a death in the middle of an act', () => {
  it('a card that is seen in the reader is not said to be in the bin', async () => {
    const { clock, errands, restarted, told } = terminal([]);
    errands.intend(custody);
    const next = restarted();
    next.recover(true);
    await clock.advanceAsync(DAY);
    expect([told, next.open]).toEqual([[], 0]);
  });

  it('a card that is seen nowhere is told: somebody must look', async () => {
    const { clock, errands, restarted, told } = terminal([]);
    errands.intend(custody);
    const next = restarted();
    next.recover(false);
    await clock.advanceAsync(0);
    expect([told.length, next.open]).toEqual([1, 0]);
  });

  it('a call whose visit is over is taken back', async () => {
    const { clock, errands, restarted, told } = terminal([]);
    errands.intend(withdraw);
    const next = restarted();
    next.recover(false);
    await clock.advanceAsync(0);
    expect(told).toEqual(['withdraw call-a']);
  });
});
