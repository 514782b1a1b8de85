import type { HandedIn, HandIn } from '#contracts/branch/block.ts';
import type { Ticket } from '#contracts/branch/ticket.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import { type QueueWriting, writeQueue } from '../queue/queue-writing.ts';
import { type TicketRow, toTicket } from '../queue/records.ts';
import { findRow, newRow, saveRow } from '../queue/tickets.ts';
import type { BranchStore } from '../store/store.ts';

export type HandInRefusal = CodedError<'notYours' | 'idConflict'>;

/** A number that was handed in, without what is only known of the whole hall. */
export type Entered = Pick<HandedIn, 'entered' | 'clamped'> & {
  readonly ticket: Ticket;
  /** False: it had been handed in before. */
  readonly first: boolean;
};

/** Takes in what a terminal gave out of its block while it was cut off, each number once. */
export class HandInOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Whoever got the number waits since then, as far as that can be: never since before it was reserved. Handing in the
   * same again changes nothing but what was given back meanwhile.
   */
  handIn({ terminal, branch }: Caller, handIn: HandIn): Promise<Result<Entered, HandInRefusal>> {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const { db } = queue;
      const { ticket, label, businessDate, givenUp } = handIn;
      const standing = await findRow(queue, ticket.id);
      if (standing) {
        const same =
          standing.label === label &&
          standing.business_date === businessDate &&
          standing.terminal === terminal;
        if (!same) return err({ code: 'idConflict' as const });
        const row = givenUp ? await giveUp(queue, standing) : standing;
        return ok({ ticket: toTicket(row), entered: enteredAs(row), clamped: null, first: false });
      }
      const reserved = await db
        .selectFrom('reserved_numbers')
        .selectAll()
        .where('branch', '=', branch)
        .where('business_date', '=', businessDate)
        .where('label', '=', label)
        .executeTakeFirst();
      if (reserved?.terminal !== terminal) return err({ code: 'notYours' as const });
      if (reserved.state === 'cut') return err({ code: 'idConflict' as const });
      const { since, clamped } = waitsSince(handIn, Number(reserved.reserved_at), queue.now);
      const over = givenUp || businessDate !== queue.businessDate;
      const row: TicketRow = {
        ...newRow(queue, terminal, ticket, servicesOf(queue, handIn), label),
        business_date: businessDate,
        issued_at: since,
        ...(over ? { state: 'gaveUp', ended_at: queue.now } : {}),
      };
      await db.insertInto('tickets').values(row).execute();
      await db
        .updateTable('reserved_numbers')
        .set({ state: 'cut', ticket: row.id })
        .where('branch', '=', branch)
        .where('business_date', '=', businessDate)
        .where('label', '=', label)
        .execute();
      queue.note({
        kind: 'ticketHandedIn',
        ticket: row.id,
        detail: clamped ? `${label} ${clamped}` : label,
      });
      if (over) queue.note({ kind: 'ticketGivenUp', ticket: row.id });
      return ok({ ticket: toTicket(row), entered: enteredAs(row), clamped, first: true });
    });
  }
}

/** Given back, or of a day that was over: there for the books alone. */
const enteredAs = ({ state }: TicketRow): HandedIn['entered'] => (state === 'gaveUp' ? 'history' : 'queue');

/** By the terminal's clock only the time between two of its own moments is believed. Milliseconds. */
function waitsSince(
  { cutAt, toldAt }: Pick<HandIn, 'cutAt' | 'toldAt'>,
  reservedAt: number,
  now: number,
): { readonly since: number; readonly clamped: HandedIn['clamped'] } {
  const waited = Date.parse(toldAt) - Date.parse(cutAt);
  if (waited < 0) return { since: now, clamped: 'clockAhead' };
  if (now - waited < reservedAt) return { since: Math.min(now, reservedAt), clamped: 'beforeReserved' };
  return { since: now - waited, clamped: null };
}

/** What of it the branch still serves; where that is nothing, what else the number's letter is for: nobody is lost. */
function servicesOf({ configuration }: QueueWriting, { ticket, label }: HandIn): string[] {
  const known = ticket.services.filter((id) => configuration.services.some((service) => service.id === id));
  const [first] = configuration.services;
  const same = configuration.services.find(({ series }) => label.startsWith(series)) ?? first;
  return known.length > 0 || !same ? known : [same.id];
}

async function giveUp(queue: QueueWriting, row: TicketRow): Promise<TicketRow> {
  if (row.state !== 'waiting' && row.state !== 'parked') return row;
  const gone = { ...row, state: 'gaveUp', ended_at: queue.now, version: row.version + 1 };
  await saveRow(queue, gone);
  queue.note({ kind: 'ticketGivenUp', ticket: row.id });
  return gone;
}
