import { describe, expect, it } from 'vitest';
import type { Approval, ApprovalRequest } from '#contracts/branch/approval.ts';
import type { ApprovalNews, ApprovalProof } from '#flows/ports.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { Errands } from '../errands/errands.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { openBytes, sealBytes, Vault } from '../journal/vault.ts';
import { Visits } from '../visits.ts';
import { approvalPorts, MOST_REFUSALS } from './approvals.ts';
import type { BranchPort } from './world.ts';

const KEY = new Uint8Array(32).fill(7);
const WRAPPER = {
  wrap: (clear: Uint8Array) => sealBytes(KEY, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(KEY, 'visit-key', wrapped),
};
const AT = '2026-11-22T02:00:00.000Z';
const QUESTION = {
  service: 'changeReservedPhone',
  customerRef: 'customer-1',
  cardRef: 'card-1',
  cardLast4: '0019',
  oldPhone: '142****0001',
  newPhone: '14200009999',
} as const;
const CHANGE = {
  type: 'changePhone',
  customerRef: 'customer-1',
  cardRef: 'card-1',
  newPhone: '14200009999',
} as const;
const STAY = new AbortController().signal;

type News = Partial<Approval> | 'unheard';

function terminal() {
  const asked: ApprovalRequest[] = [];
  const withdrawn: string[] = [];
  const feeds = new Map<string, (news: News) => void>();
  /** Holds the answer to a question back until it is called. */
  let hold: Promise<void> | undefined;
  let cut = 0;
  const line = {
    async requestApproval(request: ApprovalRequest) {
      asked.push(request);
      await hold;
      if (cut > 0) {
        cut--;
        return err({ code: 'unreachable' as const });
      }
      return ok(approvalOf(request, {}));
    },
    async *watchApproval(id: string): AsyncGenerator<Result<Approval, { code: 'unreachable' }>, void, void> {
      const request = asked.find((one) => one.id === id);
      const queue: News[] = [];
      let wake = () => {};
      feeds.set(id, (news) => {
        queue.push(news);
        wake();
      });
      while (request) {
        const news = queue.shift();
        if (news === undefined)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        else yield news === 'unheard' ? err({ code: 'unreachable' }) : ok(approvalOf(request, news));
      }
    },
    async withdrawApproval(id: string) {
      withdrawn.push(id);
      return ok({});
    },
  };
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const vault = new Vault(database, WRAPPER);
  const journal = new Journal(database, vault, clock, 'T01');
  const visits = new Visits(journal, vault, clock, 'T01', 0);
  const branch = line as unknown as BranchPort;
  const errands = new Errands(journal, branch, clock, WRAPPER);
  const { ports, covers } = approvalPorts({ branch, errands, visits, journal, language: () => 'zh-CN' });
  const tell = async (news: News) => {
    feeds.get(asked.at(-1)?.id ?? '')?.(news);
    await settle();
  };
  const news = () => ports.approvalState({}, STAY);
  return {
    ports,
    covers,
    visits,
    errands,
    asked,
    withdrawn,
    tell,
    news,
    cutOnce: (times: number) => {
      cut = times;
    },
    holdBack: () => {
      let go = () => {};
      hold = new Promise((resolve) => {
        go = resolve;
      });
      return () => {
        hold = undefined;
        go();
      };
    },
    rows: () =>
      database
        .prepare('SELECT body FROM entry ORDER BY seq')
        .all()
        .map(({ body }) => String(body))
        .join('\n'),
    async approved(said: Partial<Approval> = {}): Promise<ApprovalNews> {
      await ports.requestApproval(QUESTION, STAY);
      await tell({ state: 'approved', staff: '1004', reason: 'faceAndDocument', decidedAt: AT, ...said });
      return news();
    },
  };
}

const approvalOf = ({ id, digest }: ApprovalRequest, news: Partial<Approval>): Approval => ({
  id,
  reference: 'P-0001',
  terminal: 'T01',
  digest,
  state: 'waiting',
  escalated: false,
  staff: null,
  reason: null,
  version: 1,
  askedAt: AT,
  expiresAt: AT,
  decidedAt: null,
  ...news,
});

const proofOf = (news: ApprovalNews): ApprovalProof => {
  if (news.state !== 'approved') throw new Error(`not approved: ${news.state}`);
  return { approvalId: news.approvalId, staff: news.staff, at: news.at };
};

describe('what a member of staff approved', () => {
  it('covers exactly what was asked, for one use', async () => {
    const t = terminal();
    const approval = proofOf(await t.approved());
    expect(t.covers({ ...CHANGE, newPhone: '14200009998', approval })).toBe(false);
    expect(t.covers({ ...CHANGE, cardRef: 'card-2', approval })).toBe(false);
    expect(t.covers({ ...CHANGE, customerRef: 'customer-2', approval })).toBe(false);
    expect(t.covers({ ...CHANGE, approval: { ...approval, staff: '1001' } })).toBe(false);
    expect(t.covers({ ...CHANGE, approval: { ...approval, approvalId: 'another-approval' } })).toBe(false);
    expect(t.covers({ ...CHANGE, approval })).toBe(true);
    expect(t.covers({ ...CHANGE, approval })).toBe(false);
  });

  it.each<[string, Partial<Approval>]>([
    ['of another digest', { digest: 'b'.repeat(64) }],
    ['without a name under it', { staff: null }],
    ['without a reason', { reason: null }],
    ['without an instant', { decidedAt: null }],
  ])('%s is no approval', async (_, said) => {
    expect((await terminal().approved(said)).state).toBe('over');
  });

  it('ends with the visit', async () => {
    const t = terminal();
    const approval = proofOf(await t.approved());
    t.visits.end('left');
    t.visits.ensure();
    expect(t.covers({ ...CHANGE, approval })).toBe(false);
  });

  it('is written down without what is personal', async () => {
    const t = terminal();
    await t.approved();
    expect(t.rows()).toContain('approval.intent');
    expect(t.rows()).not.toContain('14200009999');
    expect(t.rows()).not.toContain(t.asked[0]?.digest);
  });
});

describe('a question to a member of staff', () => {
  it('is durably withdrawn from the start, and no more once it is decided', async () => {
    const t = terminal();
    await t.ports.requestApproval(QUESTION, STAY);
    expect(t.errands.open).toBe(1);
    await t.tell({ state: 'refused', staff: '1004', reason: 'counterOnly', decidedAt: AT });
    expect(t.errands.open).toBe(0);
  });

  it('is asked once more under the same id when no answer comes, and withdrawn when none comes at all', async () => {
    const t = terminal();
    t.cutOnce(1);
    expect(await t.ports.requestApproval(QUESTION, STAY)).toMatchObject({ reached: true });
    expect(new Set(t.asked.map(({ id }) => id)).size).toBe(1);
    t.cutOnce(2);
    expect(await t.ports.requestApproval(QUESTION, STAY)).toEqual({ reached: false });
    await settle();
    // The former one, and the one that may have arrived unheard.
    expect(t.withdrawn).toEqual([t.asked[0]?.id, t.asked.at(-1)?.id]);
    expect(t.errands.open).toBe(0);
  });

  it('is withdrawn on arrival when the customer has given up while it was on its way', async () => {
    const t = terminal();
    const gone = new AbortController();
    const arrive = t.holdBack();
    const asking = t.ports.requestApproval(QUESTION, gone.signal);
    gone.abort();
    await t.ports.withdrawApproval({});
    arrive();
    expect(await asking).toEqual({ reached: false });
    await settle();
    expect(t.withdrawn).toEqual([t.asked[0]?.id]);
    expect(await t.news()).toEqual({ state: 'over' });
  });

  it('is withdrawn on arrival when its visit has ended meanwhile', async () => {
    const t = terminal();
    const arrive = t.holdBack();
    const asking = t.ports.requestApproval(QUESTION, STAY);
    t.visits.end('left');
    arrive();
    expect(await asking).toEqual({ reached: false });
    await settle();
    expect(t.withdrawn).toEqual([t.asked[0]?.id]);
  });

  it('is told as away after three answers missed, and as it stands afterwards', async () => {
    const t = terminal();
    await t.ports.requestApproval(QUESTION, STAY);
    const told = t.news();
    for (let missed = 0; missed < 3; missed++) await t.tell('unheard');
    expect(await told).toEqual({ state: 'unreachable' });
    const back = t.news();
    await t.tell({ state: 'waiting' });
    expect(await back).toEqual({ state: 'asked' });
  });

  it(`may be refused ${MOST_REFUSALS} times in a visit; then nobody is asked from here`, async () => {
    const t = terminal();
    for (let time = 1; time <= MOST_REFUSALS; time++) {
      expect(await t.ports.requestApproval(QUESTION, STAY)).toMatchObject({ reached: true });
      await t.tell({ state: 'refused', staff: '1004', reason: 'documentNotShown', decidedAt: AT });
      expect(await t.news()).toMatchObject({ state: 'refused', again: time < MOST_REFUSALS });
    }
    expect(await t.ports.requestApproval(QUESTION, STAY)).toEqual({ reached: false, spent: true });
    expect(t.asked).toHaveLength(MOST_REFUSALS);
    t.visits.end('left');
    expect(await t.ports.requestApproval(QUESTION, STAY)).toMatchObject({ reached: true });
  });
});
