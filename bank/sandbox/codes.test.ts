import { describe, expect, it } from 'vitest';
import type { CodeVerdict } from '#contracts/bank/codes.ts';
import { freshKey, runningBank, type TestBank } from '../test-kit.ts';
import { CODE_RULES } from './codes.ts';

const NEW_PHONE = '14200990001';
const codeIn = (text: string) => text.match(/[0-9]{6}/g);

/** The adult at the bank's client, with a phone to read. */
async function customer(bank: TestBank) {
  const person = await bank.person('adult');
  const [card, otherCard] = person.cards;
  const phone = person.phone;
  if (!card || !otherCard || phone === null) throw new Error('the adult has cards and a phone');
  const client = bank.client();
  const base = { cardRef: card.cardRef, customerRef: person.customerRef };
  const send = async () => client.sendCode({ ...base, purpose: 'changePhone', idempotencyKey: freshKey() });
  return {
    client,
    phone,
    otherCard,
    base,
    send,
    /** Asks for a code and reads it from the phone. */
    code: async () => {
      const sent = await send();
      if (!sent.ok) throw new Error(sent.error.code);
      const [newest] = await bank.messages(phone);
      const [code = ''] = codeIn(newest?.text.zh ?? '') ?? [];
      return { codeRef: sent.value.codeRef, code };
    },
    verify: async (codeRef: string, code: string): Promise<CodeVerdict> => {
      const verdict = await client.verifyCode({ codeRef, code });
      if (!verdict.ok) throw new Error(verdict.error.code);
      return verdict.value;
    },
    change: async (proofRef: string, newPhone = NEW_PHONE, idempotencyKey = freshKey()) => {
      const changed = await client.changePhone({ ...base, newPhone, proofRef, idempotencyKey });
      if (!changed.ok) throw new Error(changed.error.code);
      return changed.value.state === 'refused' ? changed.value.code : changed.value.state;
    },
  };
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('one-time codes', () => {
  it('go to the reserved phone, masked in the answer, as the only six digits of a message', async () => {
    const bank = await runningBank();
    const { send, phone } = await customer(bank);
    const sent = await send();
    expect(sent).toMatchObject({
      ok: true,
      value: { sentTo: '142****0001', validSeconds: 300, resendAfterSeconds: 60 },
    });
    const [message, ...older] = await bank.messages(phone);
    expect(older).toEqual([]);
    expect(codeIn(message?.text.zh ?? '')).toHaveLength(1);
    expect(codeIn(message?.text.en ?? '')).toEqual(codeIn(message?.text.zh ?? ''));
    expect(await bank.messages('14200010002')).toEqual([]);
  });

  it('are right, give the same proof when asked again, and change the phone once', async () => {
    const bank = await runningBank();
    const { code, verify, change, base, client, phone } = await customer(bank);
    const { codeRef, code: digits } = await code();
    const first = await verify(codeRef, digits);
    expect(first).toMatchObject({ result: 'right' });
    expect(await verify(codeRef, digits)).toEqual(first);
    // Somebody who does not know it learns nothing and spends nothing.
    expect(await verify(codeRef, wrong(digits))).toEqual({ result: 'expired' });
    if (first.result !== 'right') return;
    expect(await change(first.proofRef)).toBe('done');
    expect(await change(first.proofRef, '14200990002')).toBe('proofInvalid');
    expect(await verify(codeRef, digits)).toEqual({ result: 'expired' });

    const told = [...(await bank.messages(phone)), ...(await bank.messages(NEW_PHONE))];
    expect(told).toHaveLength(3);
    expect((await bank.messages(phone))[0]?.text.zh).toContain('142****0001');
    expect((await bank.messages(NEW_PHONE))[0]?.text.zh).toContain('本号码已登记');
    const { document } = await bank.person('adult');
    const known = await client.lookupCustomer({
      documentType: document.type,
      documentNumber: document.number,
      name: document.name,
    });
    if (!known.ok) throw new Error(known.error.code);
    const phones = known.value.cards.map(({ cardRef, reservedPhone }) => [
      cardRef,
      reservedPhone?.last4 ?? null,
    ]);
    expect(phones.find(([cardRef]) => cardRef === base.cardRef)).toEqual([base.cardRef, '0001']);
  });

  it('count down and lock after three wrong tries, for the right code too', async () => {
    const bank = await runningBank();
    const { code, verify } = await customer(bank);
    const { codeRef, code: digits } = await code();
    expect(await verify(codeRef, wrong(digits))).toEqual({ result: 'wrong', triesLeft: 2 });
    expect(await verify(codeRef, wrong(digits))).toEqual({ result: 'wrong', triesLeft: 1 });
    expect(await verify(codeRef, wrong(digits))).toEqual({ result: 'locked' });
    expect(await verify(codeRef, digits)).toEqual({ result: 'locked' });
  });

  it('expire to the millisecond, and when the clock goes back', async () => {
    const bank = await runningBank();
    const { code, verify } = await customer(bank);
    const first = await code();
    bank.clock.jumpWall(CODE_RULES.validSeconds * 1000 - 1);
    expect(await verify(first.codeRef, wrong(first.code))).toEqual({ result: 'wrong', triesLeft: 2 });
    bank.clock.jumpWall(1);
    expect(await verify(first.codeRef, first.code)).toEqual({ result: 'expired' });
    const second = await code();
    bank.clock.jumpWall(-3_600_000);
    expect(await verify(second.codeRef, second.code)).toEqual({ result: 'expired' });
  });

  it('end when a newer one is sent, with what they proved', async () => {
    const bank = await runningBank();
    const { code, verify, change } = await customer(bank);
    const first = await code();
    const proof = await verify(first.codeRef, first.code);
    bank.clock.jumpWall(CODE_RULES.resendAfterSeconds * 1000);
    const second = await code();
    expect(await verify(first.codeRef, first.code)).toEqual({ result: 'expired' });
    expect(proof.result === 'right' && (await change(proof.proofRef))).toBe('proofInvalid');
    expect(await verify(second.codeRef, second.code)).toMatchObject({ result: 'right' });
  });

  it('are not sent more often than the rules say', async () => {
    const bank = await runningBank();
    const { send } = await customer(bank);
    const tooSoon = (retryAfterSeconds: number) => ({
      ok: false,
      error: { code: 'refused', bankCode: 'tooSoon', retryAfterSeconds },
    });
    const tooMany = { ok: false, error: { code: 'refused', bankCode: 'tooManyCodes' } };
    expect((await send()).ok).toBe(true);
    bank.clock.jumpWall(CODE_RULES.resendAfterSeconds * 1000 - 1);
    expect(await send()).toEqual(tooSoon(1));
    bank.clock.jumpWall(-30_000);
    expect(await send()).toEqual(tooSoon(31));
    bank.clock.jumpWall(30_001);
    for (let sent = 1; sent < CODE_RULES.perDay; sent++) {
      expect((await send()).ok).toBe(true);
      bank.clock.jumpWall(CODE_RULES.resendAfterSeconds * 1000);
    }
    expect(await send()).toEqual(tooMany);
    bank.clock.jumpWall(86_400_000);
    expect((await send()).ok).toBe(true);
  });

  it('are told apart by card: none without a phone, none for somebody else', async () => {
    const bank = await runningBank();
    const { client, base, otherCard } = await customer(bank);
    const elder = await bank.person('elder');
    const ask = (cardRef: string, customerRef: string) =>
      client.sendCode({ cardRef, customerRef, purpose: 'changePhone', idempotencyKey: freshKey() });
    expect(await ask(otherCard.cardRef, base.customerRef)).toEqual({
      ok: false,
      error: { code: 'refused', bankCode: 'noPhone' },
    });
    expect(await ask(base.cardRef, elder.customerRef)).toEqual({
      ok: false,
      error: { code: 'notFound', bankCode: 'cardUnknown' },
    });
    expect(await bank.messages()).toEqual([]);
  });
});

describe('a proof', () => {
  it('is not good for another card, nor when it is old, nor when made up', async () => {
    const bank = await runningBank();
    const { code, verify, change, client, base } = await customer(bank);
    const third = (await bank.person('adult')).cards[2];
    const { codeRef, code: digits } = await code();
    const proof = await verify(codeRef, digits);
    if (proof.result !== 'right' || !third) throw new Error('no proof');
    const other = await client.changePhone({
      ...base,
      cardRef: third.cardRef,
      newPhone: NEW_PHONE,
      proofRef: proof.proofRef,
      idempotencyKey: freshKey(),
    });
    expect(other).toMatchObject({ ok: true, value: { state: 'refused', code: 'proofInvalid' } });
    expect(await change('prf_made-up-000000')).toBe('proofInvalid');
    bank.clock.jumpWall(CODE_RULES.proofSeconds.changePhone * 1000);
    expect(await change(proof.proofRef)).toBe('proofInvalid');
    expect((await bank.ledger()).map(({ action }) => action)).toEqual(['sendCode']);
  });

  it('is kept when the number is the old one, which only its holder learns', async () => {
    const bank = await runningBank();
    const { code, verify, change, phone } = await customer(bank);
    const { codeRef, code: digits } = await code();
    const proof = await verify(codeRef, digits);
    if (proof.result !== 'right') throw new Error('no proof');
    expect(await change('prf_made-up-000000', phone)).toBe('proofInvalid');
    expect(await change(proof.proofRef, phone)).toBe('samePhone');
    expect(await change(proof.proofRef)).toBe('done');
  });
});
