import { once } from 'node:events';
import { createServer } from 'node:http';
import { ManualClock } from '#foundation/clock.ts';
import { LENDER_VARIABLE, PrivatePostgres } from './postgres.ts';

/**
 * For a whole run of tests: one PostgreSQL, started when a file first asks for it, with a database that holds the
 * store's tables and of which each test gets a copy. To start a server and to make the tables takes far longer than
 * most tests on them.
 */
export default async function lendPostgres(): Promise<() => Promise<void>> {
  let lent: Promise<{ postgres: PrivatePostgres; model: string }> | undefined;
  const server = createServer((_, response) => {
    lent ??= withTables();
    lent.then(
      ({ postgres: { port }, model }) => response.end(JSON.stringify({ port, model })),
      (failure: unknown) => response.writeHead(500).end(String(failure)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env[LENDER_VARIABLE] = `http://127.0.0.1:${address.port}`;
  return async () => {
    delete process.env[LENDER_VARIABLE];
    server.close();
    server.closeAllConnections();
    await lent?.then(
      ({ postgres }) => postgres.stop(),
      () => undefined,
    );
  };
}

async function withTables(): Promise<{ postgres: PrivatePostgres; model: string }> {
  const { openPostgresStore } = await import('../store/postgres.ts');
  const postgres = await PrivatePostgres.start();
  const url = await postgres.newDatabase();
  const store = await openPostgresStore(url, new ManualClock());
  if (!store.ok) throw new Error(`${store.error.code} ${store.error.detail}`);
  await store.value.close();
  return { postgres, model: new URL(url).pathname.slice(1) };
}
