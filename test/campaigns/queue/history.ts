import type { BranchStore } from '#branch/store/store.ts';
import type { Promises } from '../support/campaign-run.ts';

type Event = {
  readonly sequence: number;
  readonly kind: string;
  readonly ticket: string | null;
  readonly counter: string | null;
};

/** What ends a ticket's stay at a counter. */
const LEAVES = new Set(['ticketParked', 'ticketTransferred', 'ticketNoShow', 'ticketDone']);
const ENDS = new Set(['ticketNoShow', 'ticketDone', 'ticketGivenUp']);

/**
 * Reads a branch's day from what was kept, knowing nothing of how it came about, and holds it against what a queue
 * promises: nobody called twice at once, nobody lost, no number twice, one customer a counter, the cap of overtaking.
 */
export async function holdsItsPromises(
  store: BranchStore,
  branch: string,
  most: number,
  promises: Promises,
): Promise<void> {
  const events: Event[] = (
    await store.db
      .selectFrom('queue_events')
      .select(['sequence', 'kind', 'ticket', 'counter'])
      .where('branch', '=', branch)
      .orderBy('sequence')
      .orderBy('part')
      .execute()
  ).map((event) => ({ ...event, sequence: Number(event.sequence) }));
  const tickets = await store.db.selectFrom('tickets').selectAll().where('branch', '=', branch).execute();
  const holds = promises.holds.bind(promises);

  holds(new Set(tickets.map(({ label }) => label)).size === tickets.length, 'no number is given twice');
  holds(
    tickets.every(({ state }) => ['done', 'noShow', 'gaveUp'].includes(state)),
    'everybody who took a number was served, did not come, or gave it back',
  );
  const at = new Map<string, string>();
  const counters = new Map<string, string>();
  const ended = new Map<string, string>();
  const overtaken = new Map<string, number>();
  for (const { kind, ticket, counter } of events) {
    if (!ticket) continue;
    if (kind === 'ticketCalled') {
      holds(!at.has(ticket), 'nobody is called to a second counter while he stands at one');
      holds(!counter || !counters.has(counter), 'a counter calls nobody while somebody stands there');
      const end = ended.get(ticket);
      holds(end === undefined || end === 'ticketNoShow', 'nobody is called after he has left');
      ended.delete(ticket);
      if (!counter) continue;
      at.set(ticket, counter);
      counters.set(counter, ticket);
    }
    if (LEAVES.has(kind)) {
      const stood = at.get(ticket);
      holds(stood !== undefined && stood === counter, 'only the counter where he stands lets a customer go');
      at.delete(ticket);
      if (counter) counters.delete(counter);
    }
    if (ENDS.has(kind)) {
      holds(!ended.has(ticket), 'everybody leaves once');
      ended.set(ticket, kind);
    }
    if (kind === 'ticketOvertaken') overtaken.set(ticket, (overtaken.get(ticket) ?? 0) + 1);
  }
  for (const { id, overtaken: counted } of tickets) {
    holds(counted === (overtaken.get(id) ?? 0), 'whoever was overtaken was told so as often');
    holds(counted <= most, 'nobody is overtaken more often than the branch’s rule allows');
  }
}
