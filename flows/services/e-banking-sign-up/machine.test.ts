import { describe, expect, it } from 'vitest';
import type { FlowPorts, SubmissionAnswer } from '../../ports.ts';
import { salePorts } from '../../sale-ports.test-data.ts';
import { card, customer, holding, OPEN, of, offering } from './customer.test-data.ts';

describe('somebody who signs up for e-banking', () => {
  it('proves his phone, chooses, reads, agrees, signs, and it is opened once as he signed it', async () => {
    const w = await customer();
    expect(w.screen().body).toMatchObject({
      kind: 'provePhone',
      phone: '142****0001',
      card: { last4: '0019' },
    });
    await w.code();
    expect(w.codes).toEqual([{ customerRef: 'customer-1', cardRef: 'card-1', purpose: 'signUpEBanking' }]);
    expect(w.screen().body).toMatchObject({ choices: [['mobile'], ['web'], ['mobile', 'web']] });
    await w.choose(2, 1);
    expect(w.screen().body).toMatchObject({
      kind: 'reviewEBanking',
      channels: ['mobile', 'web'],
      perPaymentFen: 500_000,
      perDayFen: 2_000_000,
      proof: 'code',
    });
    expect([w.wishes, w.consents]).toEqual([[], []]);
    await w.act('confirm');
    await w.read();
    expect(w.screen().body).toMatchObject({ kind: 'consent', rule: 'eBankingTerms' });
    await w.agree();
    await w.sign();
    expect(w.screen().body).toMatchObject({ kind: 'eBankingResult', outcome: 'done', seal: 'stamped' });
    expect(w.consents).toEqual(['eBankingTerms agreed', 'electronicSigning agreed']);
    expect(w.wishes).toEqual([
      {
        template: 'eBankingAgreement',
        cardLast4: '0019',
        phone: '142****0001',
        channels: ['mobile', 'web'],
        perPaymentFen: 500_000,
        perDayFen: 2_000_000,
      },
    ]);
    expect(w.submissions).toEqual([
      {
        type: 'signUpEBanking',
        customerRef: 'customer-1',
        cardRef: 'card-1',
        channels: ['mobile', 'web'],
        perPaymentFen: 500_000,
        perDayFen: 2_000_000,
        documentSha256: 'ab'.repeat(32),
        proofRef: 'p',
      },
    ]);
  });

  it('with several cards chooses one, and another one is proven anew', async () => {
    const w = await customer(
      holding(card('a', '0001', true), card('b', '0002', true), card('c', '0003', true, 'blocked')),
    );
    expect(
      w
        .screen()
        .actions.filter(({ id }) => id === 'choose')
        .map(({ choice }) => choice),
    ).toEqual([0, 1]);
    await w.act('choose', 0);
    await w.code();
    await w.act('back');
    await w.act('choose', 1);
    expect(w.screen().body).toMatchObject({ kind: 'provePhone', card: { last4: '0002' } });
    await w.act('back');
    expect(w.kind()).toBe('chooseCard');
    // The code of the first card says nothing of the second.
    await w.act('choose', 1);
    await w.act('noOldNumber');
    await w.choose();
    expect(w.screen().body).toMatchObject({
      kind: 'reviewEBanking',
      card: { last4: '0002' },
      proof: 'person',
    });
    expect(w.ids()).not.toContain('confirm');
  });

  it('with one card and nothing to choose comes from the code straight to what is opened', async () => {
    const w = await customer(
      offering({ channels: ['web'], perPaymentMaximumFen: 50_000, perDayMaximumFen: 80_000 }),
    );
    await w.code();
    expect(w.screen().body).toMatchObject({
      kind: 'reviewEBanking',
      channels: ['web'],
      perPaymentFen: 50_000,
      perDayFen: 80_000,
    });
    await w.act('back');
    expect(w.kind()).toBe('menu');
  });

  it('goes back from what he chose to choose again', async () => {
    const w = await customer();
    await w.code();
    await w.choose();
    await w.act('back');
    expect(w.kind()).toBe('chooseLimits');
    await w.act('back');
    expect(w.kind()).toBe('chooseChannels');
    await w.act('choose', 1);
    await w.act('choose', 0);
    expect(w.screen().body).toMatchObject({ channels: ['web'], perPaymentFen: 100_000, proof: 'code' });
  });

  it('who enters a wrong code signs nothing', async () => {
    let result: Awaited<ReturnType<FlowPorts['checkCode']>> = { result: 'wrong', triesLeft: 2 };
    const w = await customer({ checkCode: async () => result });
    await w.code();
    expect(w.screen().body).toMatchObject({ kind: 'enterCode', problem: 'wrong', triesLeft: 2 });
    result = { result: 'locked' };
    await w.type('123456');
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'provePhone', problem: 'expired' });
    expect(w.ids()).not.toContain('digit');
    expect(w.ids()).toContain('noOldNumber');
  });

  it.each([
    ['alreadyOpen', offering({}, OPEN), {}],
    ['tooYoung', offering({ minimumAge: 99 }), {}],
    ['notOffered', offering({ channels: [] }), {}],
    ['noCard', holding(card('c', '0003', true, 'blocked')), {}],
  ] as const)('is told at once: %s', async (why, over, who) => {
    const w = await customer(over, who);
    expect(w.screen().body).toMatchObject({ kind: 'eBankingClosed', why });
    await w.act('next');
    expect([w.kind(), w.codes, w.submissions]).toEqual(['menu', [], []]);
  });

  it('is told when the bank cannot be asked, and may ask again', async () => {
    let there = false;
    const w = await customer({
      eBankingOffer: async (input) =>
        there ? salePorts.eBankingOffer(input) : { ok: false, error: { code: 'unreachable' } },
    });
    expect(w.kind()).toBe('saleAway');
    there = true;
    await w.act('tryAgain');
    expect(w.kind()).toBe('provePhone');
  });

  it('who says no signs nothing, opens nothing, and has a way on', async () => {
    const w = await customer();
    await w.code();
    await w.choose();
    await w.act('confirm');
    await w.read();
    await w.act('decline');
    expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'declined' });
    await w.act('back');
    expect(w.kind()).toBe('reviewEBanking');
    await w.act('confirm');
    await w.act('back');
    expect([w.kind(), w.calls, w.submissions]).toEqual(['reviewEBanking', [], []]);
  });

  it.each([
    'proofExpired',
    'alreadySignedUp',
    'limitOutOfRange',
    'cardUnusable',
    'tooYoung',
    'notAllowed',
  ] as const)('is told that the bank refused: %s', async (refusal) => {
    const answer: SubmissionAnswer = { ...of, outcome: 'refused', refusal };
    const w = await customer({ submit: async () => answer });
    await w.whole();
    expect(w.screen().body).toMatchObject({ kind: 'eBankingResult', outcome: 'refused', refusal });
    expect(w.ids()).toEqual(expect.arrayContaining(['next', 'anotherService']));
  });

  it('hears later what the bank said, where it did not answer at once', async () => {
    const w = await customer({ submit: async () => ({ ...of, outcome: 'unknown' }) });
    await w.whole();
    expect(w.screen().body).toMatchObject({ outcome: 'unknown', contractNumber: null });
    await w.tell({
      type: 'submission.settled',
      answer: { ...of, outcome: 'done', contract: { contractNumber: 'E000007' } },
    });
    expect(w.screen().body).toMatchObject({ outcome: 'done', contractNumber: 'E000007' });
  });
});
