import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptThing } from '#contracts/branch/custody.ts';
import { DEFAULT_TERMINAL_POLICY } from '#contracts/branch/terminal-policy.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Asking } from '../supervisor/who.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { branchRooms, type OfficeLine } from './branch-rooms.ts';

const AT = '2026-11-23T01:00:00.000Z';
const thing: KeptThing = {
  id: 'kept-1',
  reference: 'T01-K7Q2F',
  terminal: 'T01',
  what: 'bankCard',
  reason: 'notTaken',
  state: 'inBin',
  createdAt: AT,
  due: AT,
  overdue: true,
  handedOut: null,
};
const HANDED = { to: 'owner', document: 'passport', slip: null } as const;
const YES = { decision: 'approved', reason: 'faceAndDocument' } as const;
const waiting = { revision: 1, serverTime: AT, total: 0, approvals: [] };

function openRooms() {
  const memory = memoryForTests();
  const asked: unknown[][] = [];
  const news: string[] = [];
  let refusal: AskRefusal | undefined;
  let businessDate = '2026-11-23';
  const answer = async <T>(value: T, ...call: unknown[]): Promise<Result<T, AskRefusal>> => {
    asked.push(call);
    return refusal ? err(refusal) : ok(value);
  };
  const line: OfficeLine = {
    keptHere: (token) =>
      answer({ serverTime: AT, total: 1, kept: [thing], handedOut: [] }, 'keptHere', token),
    handOut: (token, id, handed) => answer(thing, 'handOut', token, id, handed),
    promises: (token) => answer({ serverTime: AT, total: 0, promises: [] }, 'promises', token),
    todaysFigures: (token) => answer({ businessDate, here: [], branch: [] }, 'todaysFigures', token),
    approvalsWaiting: (token) => answer(waiting, 'approvalsWaiting', token),
    decideApproval: (token, id, decision) => answer(waiting, 'decideApproval', token, id, decision),
  };
  const { clock, journal } = memory;
  const rooms = branchRooms({
    ...{ clock, journal, line },
    news: (...of) => void news.push(...of),
    heard: () => ({ ...DEFAULT_TERMINAL_POLICY, targets: { finishedPercent: 70, medianMinutes: 3 } }),
  });
  const visit = (outcome: string, service: string | null, seconds: number) =>
    journal.append({ kind: 'visit.outcome', visit: null, facts: { outcome, service, seconds } });
  return {
    ...{ memory, rooms, asked, news, visit },
    refuse: (said: AskRefusal) => {
      refusal = said;
    },
    on: (date: string) => {
      businessDate = date;
    },
  };
}

const who = (token: string | null): Asking => ({
  number: '1007',
  name: '示例',
  roles: ['supervisor', 'approver'],
  token,
  second: null,
  signal: new AbortController().signal,
});

let o: ReturnType<typeof openRooms>;
beforeEach(() => {
  o = openRooms();
});
const everything = (asking: Asking) => [
  o.rooms['custody.list']({}, asking),
  o.rooms['custody.handOut']({ id: 'kept-1', handed: HANDED }, asking),
  o.rooms['promises.list']({}, asking),
  o.rooms['approvals.list']({}, asking),
  o.rooms['approvals.decide']({ id: 'p-1', decision: YES }, asking),
  o.rooms['today.read']({}, asking),
];

describe('rooms whose books are the branch’s', () => {
  it('ask under the session of whoever is in', async () => {
    expect((await Promise.all(everything(who('his-token')))).map(({ ok }) => ok)).toEqual(
      Array(6).fill(true),
    );
    expect(o.asked).toEqual([
      ['keptHere', 'his-token'],
      ['handOut', 'his-token', 'kept-1', HANDED],
      ['promises', 'his-token'],
      ['approvalsWaiting', 'his-token'],
      ['decideApproval', 'his-token', 'p-1', YES],
      ['todaysFigures', 'his-token'],
    ]);
  });

  it('say that the branch is away to whoever has no session of it, and ask nothing', async () => {
    for (const answer of await Promise.all(everything(who(null))))
      expect(answer).toEqual({ ok: false, error: { code: 'away' } });
    expect(o.asked).toEqual([]);
  });

  it('pass on what the branch refuses, and a page looks again all the same', async () => {
    o.refuse({ code: 'stale' });
    for (const answer of await Promise.all(everything(who('his-token'))))
      expect(answer).toEqual({ ok: false, error: { code: 'stale' } });
    expect(new Set(o.news)).toEqual(new Set(['custody.list', 'promises.list', 'approvals.list']));
  });
});

describe('today at this terminal', () => {
  const here = async () => {
    const answer = await o.rooms['today.read']({}, who('his-token'));
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  const today = () => new Date(o.memory.clock.wall() + 8 * 3_600_000).toISOString().slice(0, 10);

  it('is counted from the journal: what was finished and how long that took, and what was not', async () => {
    o.on(today());
    for (const seconds of [60, 600, 90, 120, 100]) o.visit('done', 'reportLostCard', seconds);
    o.visit('left', 'buyWealth', 30);
    o.visit('handedOver', 'buyWealth', 30);
    o.visit('left', 'issueCard', 30);
    // Nobody counts as having failed at a service who never began one.
    o.visit('left', null, 5);
    expect((await here()).here).toEqual({
      began: 8,
      finished: 5,
      medianSeconds: 100,
      ninthSeconds: 600,
      notFinished: [
        { service: 'buyWealth', visits: 2 },
        { service: 'issueCard', visits: 1 },
      ],
    });
  });

  it('has nothing of another day, and no time of nothing', async () => {
    o.on(today());
    o.visit('done', 'reportLostCard', 60);
    o.memory.clock.advance(24 * 3_600_000);
    o.on(today());
    expect((await here()).here).toMatchObject({ began: 0, finished: 0, medianSeconds: null });
  });

  it('stands beside what the bank wants', async () => {
    expect((await here()).targets).toEqual({ finishedPercent: 70, medianMinutes: 3 });
  });
});
