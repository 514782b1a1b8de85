import { describe, expect, it } from 'vitest';
import { freshKey, runningBank } from '../test-kit.ts';

describe('an idempotency key', () => {
  it('gives the same bytes again, whatever the order and spacing of the request', async () => {
    const bank = await runningBank();
    const { customerRef, cards } = await bank.person('adult');
    const path = `v1/cards/${cards[0]?.cardRef}/block`;
    const key = freshKey();
    const first = await bank.http(path, { key, body: { customerRef, reason: 'lost' } });
    bank.clock.jumpWall(3_600_000);
    const again = await bank.http(path, {
      key,
      body: `{ "reason" : "lost",\n "customerRef" : "${customerRef}" }`,
    });
    expect(first.status).toBe(200);
    expect(again).toEqual(first);
    expect(await bank.http(path, { key, body: { customerRef, reason: 'stolen' } })).toMatchObject({
      status: 422,
    });
  });

  it('belongs to one call, not only to one body', async () => {
    const bank = await runningBank();
    const { customerRef, cards } = await bank.person('elder');
    const key = freshKey();
    const body = { customerRef, reason: 'lost' };
    const [one, other] = cards;
    expect(await bank.http(`v1/cards/${one?.cardRef}/block`, { key, body })).toMatchObject({ status: 200 });
    expect(await bank.http(`v1/cards/${other?.cardRef}/block`, { key, body })).toMatchObject({ status: 422 });
    expect(
      await bank.http(`v1/cards/${one?.cardRef}/codes`, {
        key,
        body: { customerRef, purpose: 'changePhone' },
      }),
    ).toMatchObject({
      status: 422,
    });
    expect(await bank.ledger()).toHaveLength(1);
    expect(await bank.messages()).toEqual([]);
  });

  it('is done once when a hundred requests with it arrive together', async () => {
    const bank = await runningBank();
    const { customerRef, cards } = await bank.person('minor');
    const key = freshKey();
    const body = { customerRef, kind: 'changePhone', cardRef: cards[0]?.cardRef };
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => bank.http('v1/cases', { key, body })),
    );
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await bank.ledger()).toHaveLength(1);
  });
});

describe('the ledger', () => {
  it('has every state change once, in order, page by page, and no refusal', async () => {
    const bank = await runningBank();
    const { customerRef, cards } = await bank.person('adult');
    const [debit, credit] = cards;
    const block = (cardRef: string | undefined) =>
      bank.http(`v1/cards/${cardRef}/block`, { key: freshKey(), body: { customerRef, reason: 'stolen' } });
    for (const cardRef of [debit?.cardRef, debit?.cardRef, credit?.cardRef]) await block(cardRef);
    const entries = await bank.ledger();
    expect(entries.map(({ sequence, action, cardRef }) => [sequence, action, cardRef])).toEqual([
      [1, 'blockCard', debit?.cardRef],
      [2, 'blockCard', credit?.cardRef],
    ]);
    const after = await bank.http('sandbox/ledger?after=1');
    expect(JSON.parse(after.text)).toEqual({ entries: entries.slice(1), more: false });
    expect(await bank.http('sandbox/ledger?after=-1')).toMatchObject({ status: 400 });
  });
});
