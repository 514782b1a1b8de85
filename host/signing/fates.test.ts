import { describe, expect, it } from 'vitest';
import type { PaperVoid, VoidReason } from '#contracts/branch/paper.ts';
import type { Submission, SubmissionAnswer } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { Errands } from '../errands/errands.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { PaperFates } from './fates.ts';

const EVENT = 'event-of-one-signing';
const SHA256 = 'ab'.repeat(32);
const orderOn = (documentSha256: string): Submission => ({
  type: 'buyProduct',
  customerRef: 'customer-1',
  cardRef: 'card-1',
  productRef: 'product-1',
  amountFen: 100_000,
  assessmentId: 'assessment-1',
  confirmations: [],
  documentSha256,
});
const order = orderOn(SHA256);
const block: Submission = { type: 'blockCard', customerRef: 'customer-1', cardRef: 'card-1' };

function open() {
  const { clock, journal, database, entries } = memoryForTests();
  const told: PaperVoid[] = [];
  let isThere = true;
  const nothing = async () => ok({});
  const line = {
    openCustody: nothing,
    requestAssistance: nothing,
    withdraw: nothing,
    giveUpTicket: nothing,
    dropDraft: nothing,
    withdrawApproval: nothing,
    dropPicture: nothing,
    leaveCall: nothing,
    endArrival: nothing,
    rate: nothing,
    endRecording: nothing,
    fileComplaint: nothing,
    tellUse: nothing,
    voidPaper: async (request: PaperVoid) => {
      if (!isThere) return err({ code: 'unreachable' });
      told.push(request);
      return ok({});
    },
  };
  const started = () => {
    const errands = new Errands(journal, line, clock, { wrap: (clear) => clear, unwrap: (box) => box });
    return { errands, fates: new PaperFates(journal, errands) };
  };
  const { errands, fates } = started();
  return {
    clock,
    journal,
    errands,
    fates,
    restarted: started,
    told,
    away: (away: boolean) => {
      isThere = !away;
    },
    states: () =>
      database
        .prepare('SELECT state FROM signed_paper')
        .all()
        .map(({ state }) => String(state)),
    voids: () =>
      entries()
        .filter(({ kind }) => kind === 'paper.void')
        .map(({ facts }) => facts),
  };
}
type Stand = ReturnType<typeof open>;

const STATES = ['signing', 'sealed', 'submitted'] as const;
function reach({ journal, fates }: Stand, state: (typeof STATES)[number]): void {
  journal.transaction(() => fates.begin(EVENT, 'visit-a'));
  if (state === 'signing') return;
  journal.transaction(() => fates.sealed(EVENT, SHA256));
  if (state === 'submitted') journal.transaction(() => fates.intended(order));
}

const settle = (outcome: SubmissionAnswer['outcome']) => (stand: Stand) => {
  stand.journal.transaction(() => stand.fates.settled(order, outcome));
  stand.fates.see();
};
const ENDS = {
  done: settle('done'),
  refused: settle('refused'),
  notSent: settle('notSent'),
  /** The bank has not said yet: nothing is settled. */
  unknown: (stand: Stand) => stand.fates.see(),
  failed: (stand: Stand) => stand.fates.void(EVENT, 'saleNotMade'),
  visitEnded: (stand: Stand) => stand.fates.visitEnded('visit-a'),
  anotherVisitEnded: (stand: Stand) => stand.fates.visitEnded('visit-b'),
  hostStopped: (stand: Stand) => stand.restarted().fates.recover(),
} as const satisfies Readonly<Record<string, (stand: Stand) => void>>;

type End = keyof typeof ENDS;
/** What is told of it, and whether its fate is still open. The bank has no word on what it was never asked for. */
const EXPECTED: readonly [(typeof STATES)[number], End, VoidReason | null, 'open' | 'over'][] = [
  ['signing', 'failed', 'saleNotMade', 'over'],
  ['signing', 'visitEnded', 'visitEnded', 'over'],
  ['signing', 'anotherVisitEnded', null, 'open'],
  ['signing', 'hostStopped', 'hostStopped', 'over'],
  ['sealed', 'visitEnded', 'visitEnded', 'over'],
  ['sealed', 'anotherVisitEnded', null, 'open'],
  ['sealed', 'hostStopped', 'hostStopped', 'over'],
  ['submitted', 'done', null, 'over'],
  ['submitted', 'refused', 'saleNotMade', 'over'],
  ['submitted', 'notSent', 'saleNotMade', 'over'],
  ['submitted', 'unknown', null, 'open'],
  ['submitted', 'visitEnded', null, 'open'],
  ['submitted', 'anotherVisitEnded', null, 'open'],
  ['submitted', 'hostStopped', null, 'open'],
];

const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('what becomes of a signed paper', () => {
  it.each(EXPECTED)('that is %s when it comes to "%s": void %s, %s', async (state, end, reason, left) => {
    const stand = open();
    reach(stand, state);
    ENDS[end](stand);
    await turns();
    const void1 = reason === null ? [] : [{ event: EVENT, reason }];
    expect(stand.told).toEqual(void1);
    expect(stand.voids()).toEqual(void1);
    expect(stand.states()).toEqual(left === 'open' ? [state] : []);
  });

  it.each(EXPECTED.filter(([, , , left]) => left === 'over'))(
    'that is %s and had its end by "%s" is decided once, whatever comes after',
    async (state, end, reason) => {
      const stand = open();
      reach(stand, state);
      ENDS[end](stand);
      await turns();
      for (const later of ['done', 'refused', 'notSent', 'visitEnded', 'hostStopped'] as const)
        ENDS[later](stand);
      await turns();
      expect(stand.told.length).toBe(reason === null ? 0 : 1);
      expect(stand.voids().length).toBe(reason === null ? 0 : 1);
    },
  );

  it('is the bank’s to decide once it was asked, over the visit’s end and a stop of the host', async () => {
    const stand = open();
    reach(stand, 'submitted');
    ENDS.visitEnded(stand);
    ENDS.hostStopped(stand);
    ENDS.done(stand);
    await turns();
    expect([stand.told, stand.states()]).toEqual([[], []]);
  });

  it('is not touched by what is submitted without a paper, or on another one', async () => {
    const stand = open();
    reach(stand, 'sealed');
    stand.journal.transaction(() => {
      stand.fates.intended(block);
      stand.fates.intended(orderOn('cd'.repeat(32)));
      stand.fates.settled(block, 'refused');
      stand.fates.settled(orderOn('cd'.repeat(32)), 'refused');
    });
    expect([stand.states(), stand.voids()]).toEqual([['sealed'], []]);
  });

  it.each(['begin', 'sealed', 'submitted', 'refused'] as const)(
    'stands and falls with the transaction it belongs to: %s',
    (step) => {
      const stand = open();
      if (step !== 'begin')
        reach(stand, step === 'sealed' ? 'signing' : step === 'submitted' ? 'sealed' : 'submitted');
      const before = stand.states();
      expect(() =>
        stand.journal.transaction(() => {
          if (step === 'begin') stand.fates.begin(EVENT, 'visit-a');
          else if (step === 'sealed') stand.fates.sealed(EVENT, SHA256);
          else if (step === 'submitted') stand.fates.intended(order);
          else stand.fates.settled(order, 'refused');
          throw new Error('the disk is full');
        }),
      ).toThrow('the disk is full');
      expect([stand.states(), stand.voids(), stand.errands.open]).toEqual([before, [], 0]);
    },
  );

  it('is told to a branch that is away as soon as it is there, over a restart, as one thing', async () => {
    const stand = open();
    stand.away(true);
    reach(stand, 'sealed');
    ENDS.visitEnded(stand);
    await turns();
    expect([stand.told, stand.errands.open]).toEqual([[], 1]);
    stand.errands.stop();
    stand.away(false);
    const { errands, fates } = stand.restarted();
    fates.recover();
    errands.recover(false);
    await turns();
    expect([stand.told, errands.open]).toEqual([[{ event: EVENT, reason: 'visitEnded' }], 0]);
  });
});
