import { describe, expect, it } from 'vitest';
import { delays } from '../../delays.ts';
import type { FlowPorts, SubmissionAnswer } from '../../ports.ts';
import { document, recovered, world } from '../../terminal/world.test-data.ts';

const ISSUE = 6;
const APPLIED = {
  submission: 's-1',
  reference: 'T01-0001-1',
  outcome: 'done',
  application: { applicationRef: 'application-1' },
} as const;
const bindAnswer = (outcome: 'done' | 'unknown' | 'refused'): SubmissionAnswer =>
  outcome === 'refused'
    ? { submission: 's-2', reference: 'T01-0001-2', outcome, refusal: 'other' }
    : { submission: 's-2', reference: 'T01-0001-2', outcome };

/** A customer who wants a card, in a world where all is well but for what is named. */
async function applicant(
  over: Partial<FlowPorts> = {},
  { binds = 'done' as 'done' | 'unknown' | 'refused', who = {} as Partial<typeof document> } = {},
) {
  const moved: string[] = [];
  const counted =
    <Name extends 'dispenseCard' | 'presentCard' | 'retainNewCard'>(name: Name, answer: () => object) =>
    async () => {
      moved.push(name);
      return answer();
    };
  const w = world({
    approvalState: async () => ({
      state: 'approved',
      approvalId: 'approval-1',
      staff: '1004',
      reason: 'faceAndDocument',
      at: '2026-11-22T02:00:00.000Z',
    }),
    submit: async (submission) => {
      moved.push(submission.type);
      return submission.type === 'openCard' ? APPLIED : bindAnswer(binds);
    },
    dispenseCard: counted('dispenseCard', () => ({ outcome: 'fed' })) as FlowPorts['dispenseCard'],
    presentCard: counted('presentCard', () => ({ outcome: 'presented' })) as FlowPorts['presentCard'],
    retainNewCard: counted('retainNewCard', () => ({
      fate: 'retained',
      reference: 'T01-KAAAA',
      staffTold: true,
    })) as FlowPorts['retainNewCard'],
    ...over,
  });
  await w.tell(recovered);
  await w.tell({ type: 'health', of: 'cardDispenser', health: 'ok' });
  await w.lay({ ...document, ...who });
  if (w.kind() === 'elderOffer') await w.act('decline');
  await w.act('choose', ISSUE);
  const answer = async () => {
    await w.act('choose', 0);
    await w.act('choose', 0);
    await w.act('choose', 1);
  };
  const agree = async () => {
    while (w.kind() === 'consent') await w.act('agree');
  };
  const sign = async () => {
    await w.tell({ type: 'paper.shown', page: 1 });
    await w.act('nextPage');
    await w.tell({ type: 'paper.shown', page: 2 });
    await w.act('next');
    await agree();
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
  };
  const all = async () => {
    await answer();
    await agree();
    await sign();
  };
  const body = () => w.screen().body;
  return { ...w, moved, answer, agree, sign, all, body };
}

describe('somebody who gets a new card', () => {
  it('chooses what is here, agrees, is made sure of, signs, and takes it', async () => {
    const w = await applicant();
    expect(w.body()).toMatchObject({
      kind: 'chooseCardKind',
      kinds: [{ reason: null }, { reason: 'notHere' }],
    });
    expect(w.screen().actions.filter(({ id }) => id === 'choose')).toHaveLength(1);
    await w.all();
    expect(w.body()).toMatchObject({ kind: 'takeNewCard', last4: '4321', urgency: 'calm' });
    expect(w.screen().frame).toMatchObject({ slot: 'cardDispenser', card: { where: 'newGate' } });
    await w.tell({ type: 'newCard.removed' });
    expect(w.body()).toMatchObject({ kind: 'newCardResult', outcome: 'issued', active: true, last4: '4321' });
    expect(w.moved).toEqual(['openCard', 'dispenseCard', 'bindCard', 'presentCard']);
  });

  it('sends nothing and moves nothing without a consent', async () => {
    const w = await applicant();
    await w.answer();
    await w.act('decline');
    expect(w.body()).toMatchObject({ kind: 'notSigned', why: 'declined' });
    await w.act('next');
    expect(w.kind()).toBe('menu');
    expect(w.moved).toEqual([]);
  });

  it('is compared by a person wherever no camera matched', async () => {
    for (const outcome of ['notMatched', 'notAvailable'] as const) {
      const asked: string[] = [];
      const w = await applicant({
        cardKinds: async () => ({
          ok: true,
          value: {
            kinds: [
              {
                productRef: 'cpr_plain-debit',
                name: { zh: '借记卡', en: 'Debit card' },
                issueFeeFen: 0,
                yearlyFeeFen: 0,
                dailyLimitFen: 1,
                minimumAge: 16,
                here: true,
              },
            ],
            faceCheck: true,
          },
        }),
        verifyPerson: async () => ({ outcome }),
        requestApproval: async ({ service }) => {
          asked.push(service);
          return { reached: true, approvalId: 'approval-1', reference: 'P-0001' };
        },
      });
      await w.answer();
      await w.agree();
      expect(asked, outcome).toEqual(['issueCard']);
      expect(w.kind()).toBe('readPaper');
    }
  });

  it('who is too young for a kind of card sees why, and cannot choose it', async () => {
    const w = await applicant({}, { who: { birthDate: '2011-01-01' } });
    expect(w.kind()).not.toBe('chooseCardKind');
    expect(w.moved).toEqual([]);
  });
});

describe('what goes wrong with the card', () => {
  it('not taken: it is drawn in, and said to be void', async () => {
    const w = await applicant();
    await w.all();
    await w.clock.advanceAsync(delays.cardCalm);
    expect(w.body()).toMatchObject({ urgency: 'insistent' });
    await w.clock.advanceAsync(delays.cardInsistent);
    expect(w.body()).toMatchObject({
      kind: 'newCardResult',
      outcome: 'kept',
      reference: 'T01-KAAAA',
      last4: null,
    });
    expect(w.moved.at(-1)).toBe('retainNewCard');
  });

  it.each([
    ['retained', 'unsettled'],
    ['unknown', 'unclear'],
    ['failed', 'unsettled'],
  ] as const)(
    'the bank does not say whose it is, and it is %s: %s, never presented',
    async (fate, outcome) => {
      const w = await applicant(
        { retainNewCard: async () => ({ fate, reference: 'T01-KAAAA', staffTold: true }) },
        { binds: 'unknown' },
      );
      await w.all();
      expect(w.body()).toMatchObject({ kind: 'awaitBinding' });
      // As the terminal tells it: who waits for the bank has not left.
      await w.tell({ type: 'step.shown', patience: 'asked' });
      await w.clock.advanceAsync(delays.bindingWait);
      expect(w.body()).toMatchObject({ kind: 'newCardResult', outcome });
      expect(w.moved).not.toContain('presentCard');
    },
  );

  it('the bank says it after all, and the card comes out', async () => {
    const w = await applicant({}, { binds: 'unknown' });
    await w.all();
    await w.tell({ type: 'submission.settled', answer: { ...bindAnswer('done'), submission: 'another' } });
    expect(w.kind()).toBe('awaitBinding');
    await w.tell({ type: 'submission.settled', answer: bindAnswer('done') });
    expect(w.kind()).toBe('takeNewCard');
    expect(w.moved.filter((one) => one === 'bindCard')).toHaveLength(1);
  });

  it('a blank that cannot be read: one more is tried, and no third', async () => {
    const w = await applicant({ readBlank: async () => ({ ok: false, error: { code: 'unreadable' } }) });
    await w.all();
    expect(w.body()).toMatchObject({ kind: 'newCardResult', outcome: 'noCard', staffTold: null });
    expect(w.moved).toEqual(['openCard', 'dispenseCard', 'retainNewCard', 'dispenseCard', 'retainNewCard']);
  });

  it('a dispenser that cannot read, or a bank that cannot be asked: the blank goes in, and no other is tried', async () => {
    for (const code of ['dispenserFault', 'bankUnreachable'] as const) {
      const w = await applicant({ readBlank: async () => ({ ok: false, error: { code } }) });
      await w.all();
      expect(w.body()).toMatchObject({ outcome: 'noCard' });
      expect(w.moved).toEqual(['openCard', 'dispenseCard', 'retainNewCard']);
    }
  });

  it('the bank refuses to bind it: it is nobody’s, and goes in', async () => {
    const w = await applicant({}, { binds: 'refused' });
    await w.all();
    expect(w.body()).toMatchObject({ outcome: 'noCard' });
    expect(w.moved).toEqual(['openCard', 'dispenseCard', 'bindCard', 'retainNewCard']);
  });

  it('it will not come out: it is kept, and staff know', async () => {
    const w = await applicant({
      presentCard: async () => ({ outcome: 'notPresented' }),
      retainNewCard: async () => ({ fate: 'failed', reference: 'T01-KAAAA', staffTold: false }),
    });
    await w.all();
    expect(w.body()).toMatchObject({ outcome: 'kept', staffTold: false });
  });

  it('the customer is quicker than the bin: it is his', async () => {
    const w = await applicant({
      retainNewCard: async () => ({ fate: 'taken', reference: '', staffTold: false }),
    });
    await w.all();
    await w.clock.advanceAsync(delays.cardCalm);
    await w.clock.advanceAsync(delays.cardInsistent);
    expect(w.body()).toMatchObject({ outcome: 'issued', last4: '4321' });
  });

  it.each(['unknown', 'notSent'] as const)(
    'an application whose fate is %s: no card moves',
    async (outcome) => {
      const moved: string[] = [];
      const w = await applicant({
        submit: async ({ type }) => {
          moved.push(type);
          return { submission: 's-1', reference: 'r', outcome };
        },
      });
      await w.all();
      expect(w.body()).toMatchObject({ kind: 'newCardResult', outcome });
      expect([...moved, ...w.moved]).toEqual(['openCard']);
    },
  );
});
