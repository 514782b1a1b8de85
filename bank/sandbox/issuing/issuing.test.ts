import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { BankCallInput } from '#contracts/bank/calls.ts';
import { type blankCard, blankList } from '#contracts/bank/sandbox.ts';
import { freshKey, notFound, runningBank } from '../../test-kit.ts';
import { luhnCheck } from '../check-digits.ts';
import { freshDocument } from '../wealth/wealth.test-data.ts';
import { blankCards } from './catalogue.ts';

const [ONE, TWO] = blankCards as readonly [z.infer<typeof blankCard>, z.infer<typeof blankCard>];
const OTHER = blankCards.find(({ productRef }) => productRef !== ONE.productRef);
let made = 0;

async function counter(who = 'adult') {
  const bank = await runningBank();
  const client = bank.client();
  const { customerRef, cards, document } = await bank.person(who);
  const cardRef = cards[0]?.cardRef ?? '';
  const approval = () => ({
    approvalId: `approval-issuing-${++made}`,
    staff: '1004',
    at: new Date(bank.clock.wall()).toISOString(),
  });
  const word = (
    answer:
      | { ok: true; value: { state: 'done' } | { state: 'refused'; code: string } }
      | { ok: false; error: { code: string } },
  ) => (!answer.ok ? answer.error.code : answer.value.state === 'done' ? 'done' : answer.value.code);
  const signUp = async (more: Partial<BankCallInput<'signUpEBanking'>> = {}) =>
    word(
      await client.signUpEBanking({
        customerRef,
        cardRef,
        channels: ['mobile'],
        perPaymentFen: 100_000,
        perDayFen: 500_000,
        documentSha256: freshDocument(),
        ...('proofRef' in more ? {} : { approval: approval() }),
        idempotencyKey: freshKey(),
        ...more,
      }),
    );
  const apply = async (more: Partial<BankCallInput<'openCardApplication'>> = {}) => {
    const answer = await client.openCardApplication({
      customerRef,
      productRef: ONE.productRef,
      documentSha256: freshDocument(),
      ...('faceCheckRef' in more ? {} : { approval: approval() }),
      idempotencyKey: freshKey(),
      ...more,
    });
    return answer.ok && answer.value.state === 'done' ? answer.value.result.applicationRef : word(answer);
  };
  const about = (applicationRef: string, { blankRef }: { blankRef: string } = ONE) => ({
    customerRef,
    applicationRef,
    blankRef,
    idempotencyKey: freshKey(),
  });
  const bind = async (applicationRef: string, blank = ONE) =>
    word(await client.bindCard(about(applicationRef, blank)));
  const taken = async (applicationRef: string, blank = ONE) =>
    word(await client.reportCardTaken(about(applicationRef, blank)));
  const retained = async (applicationRef: string, blank = ONE) =>
    word(await client.reportCardRetained({ ...about(applicationRef, blank), reason: 'notTaken' }));
  const cardsNow = async () => {
    const found = await client.lookupCustomer({
      documentType: document.type,
      documentNumber: document.number,
      name: document.name,
    });
    if (!found.ok) throw new Error(found.error.code);
    return found.value.cards;
  };
  const stateOf = async ({ blankRef }: { blankRef: string }) =>
    blankList
      .parse(JSON.parse((await bank.http('sandbox/blanks')).text))
      .blanks.find((one) => one.blankRef === blankRef)?.state;
  return {
    bank,
    client,
    customerRef,
    cardRef,
    signUp,
    apply,
    about,
    bind,
    taken,
    retained,
    cardsNow,
    stateOf,
    word,
  };
}

describe('e-banking', () => {
  it('is signed up for once, the phone is told, and the answer is had again', async () => {
    const { signUp, bank, cardRef, customerRef, client } = await counter();
    const idempotencyKey = freshKey();
    expect(await signUp({ idempotencyKey })).toBe('done');
    expect(await client.operation({ idempotencyKey })).toMatchObject({
      value: { state: 'done', result: { contractNumber: 'E000001', perPaymentFen: 100_000 } },
    });
    expect(await client.eBankingOf({ customerRef })).toEqual({
      ok: true,
      value: {
        customerRef,
        contract: { contractNumber: 'E000001', perPaymentFen: 100_000, perDayFen: 500_000 },
      },
    });
    expect(await signUp()).toBe('alreadySignedUp');
    expect(await bank.messages()).toHaveLength(1);
    expect(await bank.ledger()).toMatchObject([{ action: 'signUpEBanking', cardRef, customerRef }]);
  });

  it.each([
    [
      'above the terms for one payment',
      { perPaymentFen: 5_000_001, perDayFen: 6_000_000 },
      'limitOutOfRange',
    ],
    ['above the terms for a day', { perDayFen: 20_000_001 }, 'limitOutOfRange'],
    ['for one payment above the day', { perPaymentFen: 500_001 }, 'limitOutOfRange'],
    ['on a blocked card', { cardRef: 'crd_w6Xe4HsJ93ac' }, 'cardUnusable'],
    ['with a proof of nothing', { proofRef: 'prf_made-up-000' }, 'proofInvalid'],
  ])('%s is refused, and can then be had', async (_, more, code) => {
    const { signUp } = await counter();
    expect(await signUp(more)).toBe(code);
    expect(await signUp()).toBe('done');
  });

  it('is not for the very young, and a paper signs up once', async () => {
    const young = await counter('minor');
    expect(await young.signUp()).toBe('tooYoung');
    const { signUp } = await counter();
    const documentSha256 = freshDocument();
    expect(await signUp({ documentSha256 })).toBe('done');
    expect(await signUp({ documentSha256 })).toBe('duplicate');
  });

  it('takes the proof of a code that was sent for it, and of no other', async () => {
    const { signUp, client, bank, customerRef, cardRef } = await counter();
    const prove = async (purpose: 'changePhone' | 'signUpEBanking') => {
      const sent = await client.sendCode({ customerRef, cardRef, purpose, idempotencyKey: freshKey() });
      const code = (await bank.messages())[0]?.text.en.match(/[0-9]{6}/)?.[0];
      if (!sent.ok || code === undefined) throw new Error('no code');
      const verdict = await client.verifyCode({ codeRef: sent.value.codeRef, code });
      if (!verdict.ok || verdict.value.result !== 'right') throw new Error('not right');
      bank.clock.jumpWall(60_000);
      return verdict.value.proofRef;
    };
    const phone = await prove('changePhone');
    expect(await signUp({ proofRef: phone })).toBe('proofInvalid');
    const proofRef = await prove('signUpEBanking');
    const change = { customerRef, cardRef, newPhone: '14200990001', proofRef, idempotencyKey: freshKey() };
    expect(await client.changePhone(change)).toMatchObject({ value: { code: 'proofInvalid' } });
    expect((await bank.messages())[0]?.text.en).toContain('e-banking');
    expect(await signUp({ proofRef })).toBe('done');
  });
});

describe('blank cards', () => {
  it('are of an unassigned issuer, each its own, with right check digits', () => {
    for (const { pan } of blankCards) {
      expect(pan).toMatch(/^999999[0-9]{13}$/);
      expect(pan.at(-1)).toBe(luhnCheck(pan.slice(0, -1)));
    }
    expect(new Set(blankCards.map(({ pan }) => pan)).size).toBe(blankCards.length);
  });

  it('are nobody’s card: the reader of a customer does not know them', async () => {
    const { client } = await counter();
    expect(await client.identifyCard({ pan: ONE.pan })).toEqual(notFound('cardUnknown'));
    expect(await client.identifyBlank({ pan: ONE.pan })).toEqual({
      ok: true,
      value: { blankRef: ONE.blankRef, last4: ONE.pan.slice(-4), productRef: ONE.productRef },
    });
  });
});

describe('a card', () => {
  it('is applied for, bound, and active only when it is taken, with an account of nothing', async () => {
    const { apply, bind, taken, cardsNow, client, stateOf, about } = await counter();
    const application = await apply();
    expect(application).toMatch(/^cap_/);
    const binding = about(application);
    const bound = await client.bindCard(binding);
    expect(bound).toMatchObject({ value: { state: 'done', result: { last4: ONE.pan.slice(-4) } } });
    expect(await client.bindCard(binding)).toEqual(bound);
    expect(await client.operation({ idempotencyKey: binding.idempotencyKey })).toEqual(bound);
    expect(await cardsNow()).toHaveLength(3);
    expect(await client.identifyCard({ pan: ONE.pan })).toEqual(notFound('cardUnknown'));
    expect(await bind(application, TWO)).toBe('alreadyBound');
    expect(await taken(application)).toBe('done');
    expect((await cardsNow()).at(-1)).toMatchObject({
      last4: ONE.pan.slice(-4),
      status: 'active',
      kind: 'debit',
    });
    expect((await client.identifyCard({ pan: ONE.pan })).ok).toBe(true);
    expect(await stateOf(ONE)).toBe('taken');
  });

  it('ends once: taken and retained exclude one another, whichever comes first', async () => {
    const { apply, bind, taken, retained, cardsNow, stateOf } = await counter();
    const first = await apply();
    await bind(first);
    expect([await taken(first), await taken(first), await retained(first)]).toEqual([
      'done',
      'alreadyEnded',
      'alreadyEnded',
    ]);
    const second = await apply();
    await bind(second, TWO);
    expect([await retained(second, TWO), await taken(second, TWO), await retained(second, TWO)]).toEqual([
      'done',
      'alreadyEnded',
      'alreadyEnded',
    ]);
    expect([await stateOf(ONE), await stateOf(TWO)]).toEqual(['taken', 'retained']);
    expect(await cardsNow()).toHaveLength(4);
    expect(await bind(second)).toBe('applicationVoid');
  });

  it('that could not be read goes to the bin and leaves the application for another', async () => {
    const { apply, bind, client, about, taken } = await counter();
    const application = await apply();
    expect(await client.reportCardRetained({ ...about(application), reason: 'unreadable' })).toMatchObject({
      value: { result: { application: 'open' } },
    });
    expect(await bind(application)).toBe('blankUsed');
    expect(await bind(application, TWO)).toBe('done');
    expect(await taken(application)).toBe('alreadyEnded');
    expect(await taken(application, TWO)).toBe('done');
  });

  it('is of the product that was applied for, in time, and not bound or taken for somebody else', async () => {
    const { apply, bind, taken, retained, bank, client, about } = await counter();
    const application = await apply();
    if (!OTHER) throw new Error('one product only');
    expect(await bind(application, OTHER)).toBe('wrongProduct');
    expect(await taken(application)).toBe('notBound');
    const { customerRef } = await bank.person('elder');
    expect(await client.bindCard({ ...about(application), customerRef })).toEqual(
      notFound('applicationUnknown'),
    );
    expect(await client.bindCard(about(application, { blankRef: 'blk_nothing00' }))).toEqual(
      notFound('blankUnknown'),
    );
    const next = await apply();
    expect(await bind(next)).toBe('done');
    expect(await retained(application)).toBe('notBound');
    expect(await taken(application)).toBe('notBound');
    bank.clock.jumpWall(24 * 3_600_000);
    expect(await bind(application, TWO)).toBe('applicationVoid');
  });

  it('is refused to the very young, to who has four, and to a check or paper used before', async () => {
    expect(await (await counter('minor')).apply()).toBe('tooYoung');
    const { apply } = await counter();
    const faceCheckRef = 'fac_0123456789';
    const documentSha256 = freshDocument();
    expect(await apply({ faceCheckRef, documentSha256 })).toMatch(/^cap_/);
    expect(await apply({ faceCheckRef })).toBe('proofInvalid');
    expect(await apply({ documentSha256 })).toBe('duplicate');
    expect(await apply()).toMatch(/^cap_/);
    expect(await apply()).toBe('tooManyCards');
  });

  it('is bound once however the answer was lost', async () => {
    const { apply, client, about, bank, stateOf } = await counter();
    const application = await apply();
    const binding = about(application);
    await bank.fault('dropAfterCommit', true, 1);
    expect(await client.bindCard(binding)).toMatchObject({ error: { code: 'unknown' } });
    const followed = await client.operation({ idempotencyKey: binding.idempotencyKey });
    expect(followed).toMatchObject({ value: { action: 'bindCard', state: 'done' } });
    expect(await client.bindCard(binding)).toEqual(followed);
    expect(await stateOf(ONE)).toBe('bound');
    await bank.reset();
    expect(await stateOf(ONE)).toBe('stock');
  });
});
