import { join } from 'node:path';
import { openPostgresStore } from '#branch/store/postgres.ts';
import { openSqliteStore } from '#branch/store/sqlite.ts';
import type { Clock } from '#foundation/clock.ts';
import type { CutOffTerminal } from '../../support/cut-off-terminal.ts';
import type { Promises } from '../support/campaign-run.ts';

export type BranchBooks = {
  readonly folder: string;
  readonly database: string | undefined;
  readonly clock: Clock;
  readonly branch: string;
};

/**
 * Holds the journals of the terminals against the branch's store, knowing nothing of how they came about: what stood
 * on a screen is one ticket, what was given back is nobody's, and nobody waits who was never shown a number.
 */
export async function booksAgree(
  { folder, database, clock, branch }: BranchBooks,
  terminals: readonly CutOffTerminal[],
  promises: Promises,
): Promise<void> {
  const opened = database
    ? await openPostgresStore(database, clock)
    : await openSqliteStore(join(folder, 'branch.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  const { db } = opened.value;
  const tickets = await db.selectFrom('tickets').selectAll().where('branch', '=', branch).execute();
  const handedIn = await db
    .selectFrom('queue_events')
    .select(['ticket', 'business_date'])
    .where('branch', '=', branch)
    .where('kind', '=', 'ticketHandedIn')
    .execute();
  await opened.value.close();

  const holds = promises.holds.bind(promises);
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const days = new Map(handedIn.map(({ ticket, business_date }) => [ticket, business_date]));
  holds(
    new Set(tickets.map(({ business_date, label }) => `${business_date} ${label}`)).size === tickets.length,
    'no number is given twice in a business day',
  );
  const waiting = tickets.filter(({ state }) => state === 'waiting');
  holds(
    new Set(waiting.map(({ label }) => label)).size === waiting.length,
    'no number is in two hands, whatever day it is of',
  );
  holds(days.size === handedIn.length, 'a number is handed in once');

  const shown = new Map<string, string>();
  const givenBack = new Set<string>();
  for (const terminal of terminals)
    for (const { kind, facts } of terminal.journalled()) {
      const [id, label] = [String(facts.id), String(facts.label)];
      if (kind === 'ticket.shown') {
        holds(!shown.has(id), 'one request is shown one number');
        shown.set(id, label);
      }
      if (kind === 'ticket.giveUp') givenBack.add(id);
    }
  for (const [id, label] of shown) {
    const ticket = byId.get(id);
    holds(ticket?.label === label, `whoever was shown ${label} is in the books under it`);
    if (!ticket) continue;
    const day = days.get(id);
    const late = day !== undefined && day !== ticket.business_date;
    const expected = givenBack.has(id) || late ? 'gaveUp' : 'waiting';
    holds(
      ticket.state === expected,
      `${label} of ${ticket.business_date} is ${expected}, not ${ticket.state}`,
    );
  }
  for (const { id, label, state } of tickets)
    holds(shown.has(id) || state === 'gaveUp', `nobody is called for ${label}, which nobody was shown`);
}
