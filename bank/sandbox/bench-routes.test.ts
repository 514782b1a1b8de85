import { describe, expect, it } from 'vitest';
import {
  BANK_FAULTS,
  dayStart,
  faultState,
  ledgerPage,
  messageList,
  peopleList,
} from '#contracts/bank/sandbox.ts';
import { adult, freshKey, runningBank } from '../test-kit.ts';
import { Faults } from './faults.ts';

describe('what only the sandbox has', () => {
  it('answers as its own schemas say', async () => {
    const bank = await runningBank();
    const json = async (path: string, body?: object) =>
      JSON.parse((await bank.http(path, body ? { body } : {})).text);
    expect(peopleList.parse(await json('sandbox/people')).day).toBe('2026-11-22');
    expect(messageList.parse(await json('sandbox/messages'))).toEqual({ messages: [] });
    expect(ledgerPage.parse(await json('sandbox/ledger'))).toEqual({ entries: [], more: false });
    expect(faultState.parse(await json('sandbox/faults', { fault: 'slow', on: true, count: 2 }))).toEqual({
      faults: [{ fault: 'slow', remaining: 2 }],
    });
    expect(dayStart.parse(await json('sandbox/reset', {}))).toEqual({ day: '2026-11-22' });
  });

  it.each([
    ['sandbox/faults', { fault: 'rain', on: true }],
    ['sandbox/faults', { fault: 'slow' }],
    ['sandbox/faults', { fault: 'slow', on: true, count: 0 }],
    ['sandbox/faults', { fault: 'slow', on: true, note: '' }],
    ['sandbox/reset', { day: '2026-01-01' }],
  ])('refuses at %s %j', async (path, body) => {
    expect(await (await runningBank()).http(path, { body })).toMatchObject({ status: 400 });
  });

  it.each(['people', 'messages', 'ledger', 'faults'])('asks a token for %s', async (name) => {
    const bank = await runningBank();
    expect(await bank.http(`sandbox/${name}`, { token: null })).toMatchObject({ status: 401 });
  });

  it('asks a number for messages that could be one', async () => {
    expect(await (await runningBank()).http('sandbox/messages?phone=110')).toMatchObject({ status: 400 });
  });

  it('starts the day again: cards, phones, messages, ledger, keys and faults', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { block, debit, lookup, customerRef } = await adult(bank);
    const before = await client.lookupCustomer(lookup);
    const key = freshKey();
    await client.sendCode({
      customerRef,
      cardRef: debit.cardRef,
      purpose: 'changePhone',
      idempotencyKey: freshKey(),
    });
    await client.blockCard(block(debit.cardRef, key));
    await bank.fault('html');
    await bank.reset();
    expect(await client.lookupCustomer(lookup)).toEqual(before);
    expect(await bank.messages()).toEqual([]);
    expect(await bank.ledger()).toEqual([]);
    expect(await client.operation({ idempotencyKey: key })).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    });
    expect(await bank.faults()).toEqual([]);
  });
});

describe('faults', () => {
  it('strike as often as they were told to, stack, and are turned off', () => {
    const faults = new Faults();
    faults.set({ fault: 'slow', on: true, count: 2 });
    faults.set({ fault: 'html', on: true });
    expect([faults.strikes('slow'), faults.strikes('slow'), faults.strikes('slow')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([faults.strikes('html'), faults.strikes('html')]).toEqual([true, true]);
    faults.set({ fault: 'html', on: false });
    expect(BANK_FAULTS.filter((fault) => faults.strikes(fault))).toEqual([]);
  });

  it('are not used up by a terminal that asks for health', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { lookup } = await adult(bank);
    await bank.fault('error500', true, 1);
    for (let times = 0; times < 3; times++)
      expect(await client.health({})).toMatchObject({ ok: false, error: { code: 'unknown' } });
    expect(await client.lookupCustomer(lookup)).toMatchObject({ ok: false, error: { code: 'unknown' } });
    expect(await client.lookupCustomer(lookup)).toMatchObject({ ok: true });
  });

  it('of state changes let questions through', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { lookup } = await adult(bank);
    for (const fault of ['dropBeforeCommit', 'dropAfterCommit', 'refuseAll', 'duplicate'] as const)
      await bank.fault(fault);
    expect(await client.lookupCustomer(lookup)).toMatchObject({ ok: true });
    expect(await bank.faults()).toHaveLength(4);
  });
});
