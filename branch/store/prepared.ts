import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** Statements that get a name; beyond them (lists of every length) one is parsed anew each time. */
const MOST_NAMED = 400;

/** How the driver says that it has waited `query_timeout` in vain. */
const SILENT = 'Query read timeout';

/**
 * The pool with every statement prepared once a connection: the queue asks the same few hundred over and over, and
 * parsing and planning them is most of what they cost. A plan that a migration of another instance made stale (0A000)
 * ends its connection; the writing is begun again on a new one. So does a line on which no answer comes any more.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMED) return known;
    const name = `vestibule_${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => preparingClient(await pool.connect(), nameOf),
  };
}

function preparingClient(
  client: pg.PoolClient,
  nameOf: (text: string) => string | undefined,
): PostgresPoolClient {
  let stale = false;
  let silent = false;
  const query = async (text: string, values: readonly unknown[] = []) => {
    // A rollback on a line that has gone silent would wait as long once more.
    if (silent) throw new Error(SILENT);
    const name = values.length > 0 ? nameOf(text) : undefined;
    try {
      return await client.query({ text, values: [...values], ...(name !== undefined && { name }) });
    } catch (failure) {
      if (failure instanceof pg.DatabaseError && failure.code === '0A000') stale = true;
      if (failure instanceof Error && failure.message === SILENT) silent = true;
      throw failure;
    }
  };
  return {
    // Kysely asks a client for cursors as well; the store never streams, so none comes here.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy = false) => client.release(destroy || stale || silent),
  };
}
