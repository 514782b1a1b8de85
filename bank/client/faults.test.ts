import { describe, expect, it } from 'vitest';
import type { BankFault } from '#contracts/bank/sandbox.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { adult, eventually, freshKey, notFound, refused, runningBank } from '../test-kit.ts';
import { BANK_DEADLINES } from './deadlines.ts';

describe('each fault of the bank', () => {
  /** What a block under the fault ends as, whether it was done by then, and what the key says afterwards. */
  const TABLE: readonly [BankFault, object, boolean][] = [
    ['dropBeforeCommit', { code: 'unknown', reason: 'cut' }, false],
    ['dropAfterCommit', { code: 'unknown', reason: 'cut' }, true],
    ['html', { code: 'unknown', reason: 'notJson' }, false],
    ['error500', { code: 'unknown', reason: 'serverError' }, false],
    ['wrongSchema', { code: 'unknown', reason: 'wrongSchema' }, true],
  ];

  it.each(TABLE)(
    '%s is unknown, never declined, and settled under the same key',
    async (fault, error, done) => {
      const bank = await runningBank();
      const client = bank.client();
      const { block, debit } = await adult(bank);
      const key = freshKey();
      await bank.fault(fault, true, 1);
      expect(await client.blockCard(block(debit.cardRef, key))).toMatchObject({ ok: false, error });
      expect(await bank.ledger()).toHaveLength(done ? 1 : 0);
      const followed = await client.operation({ idempotencyKey: key });
      if (done) expect(followed).toMatchObject({ ok: true, value: { state: 'done' } });
      else expect(followed).toEqual(notFound('operationUnknown'));
      expect(await client.blockCard(block(debit.cardRef, key))).toMatchObject({
        ok: true,
        value: { state: 'done' },
      });
      expect(await bank.ledger()).toHaveLength(1);
    },
  );

  it('silent is unknown at the deadline and not before', async () => {
    const bank = await runningBank();
    const clock = new ManualClock();
    const client = bank.client(clock);
    const { block, debit } = await adult(bank);
    await bank.fault('silent', true, 1);
    let answer: unknown;
    const asked = client.blockCard(block(debit.cardRef, freshKey())).then((result) => {
      answer = result;
    });
    // The bank has it: the fault has used itself up.
    await eventually(async () => expect(await bank.faults()).toEqual([]));
    clock.advance(BANK_DEADLINES.blockCard - 1);
    await settle();
    expect(answer).toBeUndefined();
    clock.advance(1);
    await asked;
    expect(answer).toEqual({ ok: false, error: { code: 'unknown', reason: 'timeout' } });
    expect(clock.armed).toBe(0);
    expect(await bank.ledger()).toEqual([]);
  });

  it('slow is answered well, a moment later', async () => {
    const bank = await runningBank();
    const client = bank.client(new ManualClock());
    const { block, debit } = await adult(bank);
    await bank.fault('slow');
    const asked = client.blockCard(block(debit.cardRef, freshKey()));
    await eventually(() => expect(bank.clock.armed).toBe(1));
    expect(await bank.ledger()).toHaveLength(1);
    bank.clock.advance(60_000);
    expect(await asked).toMatchObject({ ok: true, value: { state: 'done' } });
  });

  it('duplicate has its effect once', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { block, debit, customerRef } = await adult(bank);
    await bank.fault('duplicate');
    expect(await client.blockCard(block(debit.cardRef, freshKey()))).toMatchObject({
      ok: true,
      value: { state: 'done' },
    });
    const opened = await client.openCase({
      customerRef,
      cardRef: debit.cardRef,
      kind: 'changePhone',
      idempotencyKey: freshKey(),
    });
    expect(opened).toMatchObject({ ok: true, value: { caseNumber: 'C000001' } });
    expect(await bank.ledger()).toHaveLength(2);
  });

  it('refuseAll refuses for good, and changes nothing', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { block, debit, customerRef } = await adult(bank);
    const key = freshKey();
    await bank.fault('refuseAll');
    const told = await client.blockCard(block(debit.cardRef, key));
    expect(told).toMatchObject({ ok: true, value: { state: 'refused', code: 'refusedByBank' } });
    const card = { customerRef, cardRef: debit.cardRef };
    expect(await client.sendCode({ ...card, purpose: 'changePhone', idempotencyKey: freshKey() })).toEqual(
      refused('refusedByBank'),
    );
    expect(await client.openCase({ ...card, kind: 'changePhone', idempotencyKey: freshKey() })).toEqual(
      refused('refusedByBank'),
    );
    await bank.fault('refuseAll', false);
    expect(await client.blockCard(block(debit.cardRef, key))).toEqual(told);
    expect(await bank.ledger()).toEqual([]);
  });

  it('a code tried while the answer is cut can be asked again', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { customerRef, debit } = await adult(bank);
    const sent = await client.sendCode({
      customerRef,
      cardRef: debit.cardRef,
      purpose: 'changePhone',
      idempotencyKey: freshKey(),
    });
    const [message] = await bank.messages();
    const code = message?.text.en.match(/[0-9]{6}/)?.[0];
    if (!sent.ok || code === undefined) throw new Error('no code');
    await bank.fault('dropAfterCommit', true, 1);
    const attempt = { codeRef: sent.value.codeRef, code };
    expect(await client.verifyCode(attempt)).toMatchObject({
      ok: false,
      error: { code: 'unknown', reason: 'cut' },
    });
    expect(await client.verifyCode(attempt)).toMatchObject({ ok: true, value: { result: 'right' } });
  });
});
