import { describe, expect, it } from 'vitest';
import type { FlowPorts } from '../../ports.ts';
import { catalogue, product, salePorts } from '../../sale-ports.test-data.ts';
import { document, recovered, world } from '../../terminal/world.test-data.ts';
import { exampleFen } from './context.ts';

const BUY = 3;

/** A customer who has come to the products, in a world where all is well but for what is named. */
async function buyer(over: Partial<FlowPorts> = {}, who: Partial<typeof document> = {}) {
  const consents: string[] = [];
  const pages: number[] = [];
  const calls: string[] = [];
  const w = world({
    recordConsent: async ({ rule, answer }) => {
      consents.push(`${rule} ${answer}`);
      return {};
    },
    turnTo: async ({ page }) => {
      pages.push(page);
      return {};
    },
    signPaper: async (input) => {
      calls.push('signPaper');
      return salePorts.signPaper(input);
    },
    discardPaper: async () => {
      calls.push('discardPaper');
      return {};
    },
    ...over,
  });
  await w.tell(recovered);
  await w.lay({ ...document, ...who });
  if (w.kind() === 'elderOffer') await w.act('decline');
  await w.act('choose', BUY);
  const type = async (digits: string) => {
    for (const digit of digits) await w.act('digit', Number(digit));
  };
  /** From the product to the paper. */
  const order = async (place = 0, amount = '1000') => {
    await w.act('choose', place);
    await type(amount);
    await w.act('confirm');
    await w.act('confirm');
  };
  const painted = (page: number) => w.tell({ type: 'paper.shown', page });
  const read = async () => {
    await painted(1);
    await w.act('nextPage');
    await painted(2);
    await w.act('next');
  };
  const agree = async () => {
    while (w.kind() === 'consent') await w.act('agree');
  };
  const sign = async () => {
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
  };
  return { ...w, consents, pages, calls, type, order, painted, read, agree, sign };
}

describe('somebody who buys a wealth product', () => {
  it('reads, answers, agrees, signs, and orders once what he signed', async () => {
    const w = await buyer();
    expect(w.screen().body).toMatchObject({
      kind: 'chooseProduct',
      products: [
        { risk: 'R2', fits: true, place: 0 },
        { risk: 'R4', fits: false, place: 1 },
      ],
    });
    await w.order();
    expect(w.screen().body).toMatchObject({ kind: 'readPaper', page: 1, unseen: 2, text: ['first page'] });
    await w.read();
    await w.act('choose', 2);
    expect(w.screen().body).toMatchObject({ kind: 'consent', rule: 'riskDisclosure' });
    await w.agree();
    expect(w.kind()).toBe('sign');
    await w.sign();
    expect(w.screen().body).toMatchObject({ kind: 'orderResult', outcome: 'done', seal: 'stamped' });
    expect(w.pages).toEqual([1, 2]);
    expect(w.consents).toEqual(['riskDisclosure agreed', 'suitability agreed', 'electronicSigning agreed']);
    expect(w.submissions).toEqual([
      expect.objectContaining({
        type: 'buyProduct',
        productRef: 'product-2',
        amountFen: 100_000,
        cardRef: 'card-1',
        assessmentId: 'assessment-1',
        documentSha256: 'ab'.repeat(32),
        confirmations: ['wealth.riskDisclosure', 'wealth.riskMatch', 'wealth.ownDecision'],
      }),
    ]);
  });

  it('is told why one beyond his class is not sold to him, and has ways on', async () => {
    const w = await buyer();
    await w.act('choose', 1);
    expect(w.screen().body).toMatchObject({ kind: 'notSuitable', why: 'risk' });
    await w.act('back');
    expect(w.kind()).toBe('chooseProduct');
  });

  it('is not sold here what asks for more than a terminal can do', async () => {
    const one = product({ confirmations: ['somethingNew'] });
    const w = await buyer({
      wealthProducts: async () => ({ ok: true, value: { ...catalogue, products: [one] } }),
    });
    await w.act('choose', 0);
    expect(w.screen().body).toMatchObject({ kind: 'notSuitable', why: 'counterOnly' });
  });

  it('at 65 is warned point by point of a product of higher risk, the day before not', async () => {
    const risky = async () => ({
      ok: true as const,
      value: { ...catalogue, products: [product({ risk: 'R3', teachBack: [] })] },
    });
    const old = await buyer({ wealthProducts: risky }, { birthDate: '1961-11-22' });
    await old.order();
    await old.read();
    for (const part of [1, 2, 3]) {
      expect(old.screen().body).toMatchObject({ kind: 'consent', rule: 'elderRisk', part, parts: 3 });
      await old.act('agree');
    }
    await old.agree();
    await old.sign();
    expect(old.submissions[0]).toMatchObject({
      confirmations: expect.arrayContaining(['wealth.elderHighRisk']),
    });
    const younger = await buyer({ wealthProducts: risky }, { birthDate: '1961-11-23' });
    await younger.order();
    await younger.read();
    expect(younger.screen().body).toMatchObject({ kind: 'consent', rule: 'riskDisclosure' });
  });

  it.each([
    ['999', 'belowMinimum'],
    ['1050', 'notInSteps'],
    ['1000100', 'tooMuch'],
  ])('is told what is wrong with %s yuan', async (amount, problem) => {
    const w = await buyer();
    await w.act('choose', 0);
    await w.type(amount);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'enterAmount', problem });
  });

  it('without a debit card that works cannot pay, and is told so', async () => {
    const w = await buyer({
      lookupCustomer: async () => ({
        ok: true,
        value: {
          customerRef: 'customer-1',
          cards: [
            {
              cardRef: 'card-1',
              last4: '0019',
              product: { zh: '信用卡', en: 'Credit card' },
              kind: 'credit',
              status: 'active',
              reservedPhone: null,
            },
          ],
        },
      }),
    });
    await w.act('choose', 0);
    expect(w.screen().body).toMatchObject({ kind: 'notSuitable', why: 'noCard' });
    await w.act('back');
    expect(w.kind()).toBe('chooseProduct');
  });

  it('who says no signs nothing, buys nothing, and the paper is gone', async () => {
    const w = await buyer();
    await w.order();
    await w.read();
    await w.act('choose', 2);
    await w.act('decline');
    expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'declined' });
    expect(w.calls).toEqual(['discardPaper']);
    await w.act('next');
    expect(w.kind()).toBe('menu');
    expect(w.submissions).toEqual([]);
  });

  it('who answers wrongly is asked again, and how often is told with the signature', async () => {
    const answers: unknown[] = [];
    const w = await buyer({
      signPaper: async (input) => {
        answers.push(input.teachBack);
        return salePorts.signPaper(input);
      },
    });
    await w.order();
    await w.read();
    await w.act('choose', 0);
    expect(w.screen().body).toMatchObject({ kind: 'teachBack', wrong: true });
    await w.act('choose', 2);
    await w.agree();
    await w.sign();
    expect(answers).toEqual([[{ question: 'mayLose', answer: 2, wrong: 1 }]]);
  });

  it('cannot go on from a page he has not seen', async () => {
    const w = await buyer();
    await w.order();
    const offered = () => w.screen().actions.map(({ id }) => id);
    await w.painted(1);
    expect(offered()).not.toContain('next');
    await w.act('nextPage');
    expect(offered()).not.toContain('next');
    await w.painted(2);
    expect(offered()).toContain('next');
  });

  it('has not seen a page that he turned before it was drawn', async () => {
    const w = await buyer();
    await w.order();
    const offered = () => w.screen().actions.map(({ id }) => id);
    await w.act('nextPage');
    await w.painted(1);
    expect(w.screen().body).toMatchObject({ kind: 'readPaper', page: 2, unseen: 2 });
    await w.painted(2);
    await w.painted(2);
    expect(w.screen().body).toMatchObject({ kind: 'readPaper', page: 2, unseen: 1 });
    expect(offered()).not.toContain('next');
    await w.act('previousPage');
    await w.painted(1);
    expect(offered()).toContain('next');
  });

  it('whose page draws nothing can sign nothing, and can leave or call somebody', async () => {
    const w = await buyer();
    await w.order();
    await w.act('nextPage');
    const offered = w.screen().actions.map(({ id }): string => id);
    expect(offered).toEqual(expect.arrayContaining(['back', 'help']));
    expect(offered).not.toContain('next');
    await w.act('back');
    expect(w.kind()).toBe('reviewOrder');
    expect(w.calls).toEqual(['discardPaper']);
  });

  it('whose paper cannot be sealed now has signed nothing, and may sign again', async () => {
    let away = true;
    const w = await buyer({
      signPaper: async (input) => {
        const now = away;
        away = false;
        return now ? { outcome: 'notSigned', why: 'sealAway' } : salePorts.signPaper(input);
      },
    });
    await w.order();
    await w.read();
    await w.act('choose', 2);
    await w.agree();
    await w.sign();
    expect(w.screen().body).toMatchObject({ kind: 'sign', strokes: 0, problem: 'sealAway' });
    expect(w.submissions).toEqual([]);
    await w.sign();
    expect(w.kind()).toBe('orderResult');
  });

  it('without an assessment that holds answers the questions first, signs them, and goes on to the products', async () => {
    let assessed = false;
    const w = await buyer({
      riskStanding: async (input) =>
        assessed ? salePorts.riskStanding(input) : { ok: true, value: { assessment: null } },
      submit: async () => {
        assessed = true;
        return { submission: 's-1', reference: 'T01-0001-1', outcome: 'done' };
      },
    });
    expect(w.screen().body).toMatchObject({ kind: 'assessmentStanding', state: 'none' });
    await w.act('confirm');
    await w.act('choose', 1);
    await w.act('back');
    expect(w.screen().body).toMatchObject({ kind: 'assessmentQuestion', number: 1, chosen: 1 });
    await w.act('choose', 1);
    await w.act('choose', 1);
    await w.read();
    await w.agree();
    await w.sign();
    expect(w.screen().body).toMatchObject({ kind: 'assessmentResult', riskClass: 'C3', onward: true });
    await w.act('next');
    expect(w.kind()).toBe('chooseProduct');
  });

  it('is told when the bank cannot be asked, and may ask again', async () => {
    let there = false;
    const w = await buyer({
      wealthProducts: async () =>
        there ? { ok: true, value: catalogue } : { ok: false, error: { code: 'unreachable' } },
    });
    expect(w.kind()).toBe('saleAway');
    there = true;
    await w.act('tryAgain');
    expect(w.kind()).toBe('chooseProduct');
  });
});

describe('the example', () => {
  it.each([
    [-120, 5_982_246],
    [0, 6_000_000],
    [340, 6_050_301],
    [-10_000, 4_520_547],
  ])('at %i basis points a year for 90 days never says too much', (basisPoints, fen) => {
    expect(exampleFen(product({ termDays: 90 }), 6_000_000, basisPoints)).toBe(fen);
  });
});
