import { expect, it } from 'vitest';
import { accountBooks } from '#contracts/bank/sandbox.ts';
import { freshKey, listening, spawnBank, talkTo, temporaryFolder } from '../../test-kit.ts';
import { assessed, freshDocument } from './wealth.test-data.ts';

/** A bank of its own process on a folder that outlives it. */
async function bankOn(folder: string) {
  const process = spawnBank(['--port', '0', '--data', folder]);
  return { ...talkTo(await listening(process)), process };
}

it('a bank killed among orders and withdrawals moves the money of each once', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder();
  let bank = await bankOn(folder);
  const { order, customerRef, cardRef } = await assessed(bank);
  const orders = Array.from({ length: 40 }, () =>
    order({ productRef: 'wpr_pebble-90', documentSha256: freshDocument() }),
  );
  const said = new Map<string, string>();
  const numbers = new Map<string, string>();
  const send = async (from: typeof bank, path: string, key: string, body: object) => {
    const { status, text } = await from.http(path, { key, body });
    expect(status).toBe(200);
    expect(said.get(key) ?? text).toBe(text);
    said.set(key, text);
    return JSON.parse(text);
  };
  const place = async (from: typeof bank, { idempotencyKey, ...body }: (typeof orders)[number]) => {
    const { result } = await send(from, 'v1/wealth/orders', idempotencyKey, body);
    numbers.set(idempotencyKey, result.orderNumber);
  };
  // Killed as soon as some, but not all, of what is under way has been answered.
  const among = async (sends: readonly (() => Promise<unknown>)[], enough: number) => {
    const { process } = bank;
    let answered = 0;
    const all = sends.map((one) =>
      one().then(() => {
        if (++answered >= enough) process.child.kill('SIGKILL');
      }),
    );
    for (const one of await Promise.allSettled(all))
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'TypeError' });
    expect(await process.ended).toBe('SIGKILL');
    bank = await bankOn(folder);
  };
  for (const enough of [1, 9, 15])
    await among(
      orders.map((one) => () => place(bank, one)),
      enough,
    );
  for (const one of orders) await place(bank, one);

  const backs = orders.slice(0, 20).map(({ idempotencyKey }) => ({
    key: freshKey(),
    path: `v1/wealth/orders/${numbers.get(idempotencyKey)}/withdraw`,
  }));
  const back = ({ key, path }: (typeof backs)[number]) => send(bank, path, key, { customerRef });
  await among(
    backs.map((one) => () => back(one)),
    5,
  );
  for (const one of backs) expect(await back(one)).toMatchObject({ state: 'done' });

  const books = accountBooks.parse(JSON.parse((await bank.http('sandbox/accounts')).text));
  const own = books.postings.filter((one) => one.cardRef === cardRef);
  expect(own.filter(({ kind }) => kind === 'order')).toHaveLength(40);
  expect(own.filter(({ kind }) => kind === 'refund')).toHaveLength(20);
  expect(new Set(numbers.values()).size).toBe(40);
  const opening = own[0]?.amountFen ?? 0;
  expect(books.accounts.find((one) => one.cardRef === cardRef)?.balanceFen).toBe(opening - 20 * 100_000);
});
