import { describe, expect, it } from 'vitest';
import { adult, eventually, freshKey, listening, spawnBank, talkTo, temporaryFolder } from '../test-kit.ts';

/** A bank of its own process on a folder that outlives it. */
async function bankOn(folder: string) {
  const process = spawnBank(['--port', '0', '--data', folder]);
  return { ...talkTo(await listening(process)), process };
}

describe('a bank that is killed', { timeout: 30_000 }, () => {
  it('after the commit and before the reply: done once, and the key says so', async () => {
    const folder = temporaryFolder();
    const bank = await bankOn(folder);
    const { block, debit } = await adult(bank);
    const order = block(debit.cardRef, freshKey());
    await bank.fault('slow');
    const asked = bank.client().blockCard(order);
    await eventually(async () => expect(await bank.ledger()).toHaveLength(1));
    const [entry] = await bank.ledger();
    bank.process.child.kill('SIGKILL');
    expect(await asked).toEqual({ ok: false, error: { code: 'unknown', reason: 'cut' } });
    expect(await bank.process.ended).toBe('SIGKILL');

    const again = await bankOn(folder);
    const { customerRef, reason, idempotencyKey: key, cardRef } = order;
    const repeat = () => again.http(`v1/cards/${cardRef}/block`, { key, body: { customerRef, reason } });
    const first = await repeat();
    expect(first.status).toBe(200);
    expect(JSON.parse(first.text)).toMatchObject({
      state: 'done',
      operationRef: entry?.operationRef,
      at: entry?.at,
    });
    expect(await repeat()).toEqual(first);
    expect(await again.client().operation({ idempotencyKey: key })).toEqual({
      ok: true,
      value: JSON.parse(first.text),
    });
    expect(await again.ledger()).toEqual([entry]);
  });

  it('before the commit: nothing was done, and the same key does it', async () => {
    const folder = temporaryFolder();
    const bank = await bankOn(folder);
    const { block, debit } = await adult(bank);
    const order = block(debit.cardRef, freshKey());
    await bank.fault('silent', true, 1);
    const asked = bank.client().blockCard(order);
    await eventually(async () => expect(await bank.faults()).toEqual([]));
    bank.process.child.kill('SIGKILL');
    expect(await asked).toEqual({ ok: false, error: { code: 'unknown', reason: 'cut' } });
    await bank.process.ended;

    const again = await bankOn(folder);
    const client = again.client();
    expect(await client.operation({ idempotencyKey: order.idempotencyKey })).toMatchObject({
      error: { bankCode: 'operationUnknown' },
    });
    expect(await client.blockCard(order)).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(await again.ledger()).toHaveLength(1);
  });

  it('in a crowd of requests: what it said stays said, and every key is done once', async () => {
    const folder = temporaryFolder();
    const orders = Array.from({ length: 60 }, freshKey);
    const said = new Map<string, string>();
    const send = async (bank: Awaited<ReturnType<typeof bankOn>>, key: string) => {
      const { customerRef, cards } = person;
      const body = { customerRef, kind: 'changePhone', cardRef: cards[0]?.cardRef };
      const { status, text } = await bank.http('v1/cases', { key, body });
      expect(status).toBe(200);
      expect(said.get(key) ?? text).toBe(text);
      said.set(key, text);
    };
    let bank = await bankOn(folder);
    const person = await bank.person('adult');
    // Three times: killed as soon as some, but not all, of what is under way has been answered.
    for (const enough of [1, 8, 20]) {
      const { process } = bank;
      const before = said.size;
      const sending = orders
        .filter((key) => !said.has(key))
        .map((key) =>
          send(bank, key).then(() => {
            if (said.size >= before + enough) process.child.kill('SIGKILL');
          }),
        );
      for (const one of await Promise.allSettled(sending))
        if (one.status === 'rejected')
          expect(one.reason).toMatchObject({
            name: 'TypeError',
            message: expect.stringMatching(/fetch failed|terminated/),
          });
      expect(await process.ended).toBe('SIGKILL');
      bank = await bankOn(folder);
    }
    for (const key of orders) await send(bank, key);
    const ledger = await bank.ledger();
    expect(ledger.map((entry) => entry.idempotencyKey).sort()).toEqual([...orders].sort());
    expect(new Set(said.values()).size).toBe(orders.length);
  });
});
