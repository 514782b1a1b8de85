import { createHash } from 'node:crypto';
import type { Ticket, TicketRequest } from '#contracts/branch/ticket.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { forgetWithTicket } from '../drafts/ended.ts';
import type { BranchStore } from '../store/store.ts';
import { freeLabel } from './labels.ts';
import { type QueueWriting, writeQueue } from './queue-writing.ts';
import { type TicketRow, toTicket } from './records.ts';

export type TicketRefusal = CodedError<'notFound' | 'idConflict' | 'unknownService' | 'illegalMove'>;

/** Takes tickets out and lets them be given back. */
export class TicketOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Issues a ticket, or answers the one that this id already took; the same id for other services, or of another
   * terminal, is refused.
   */
  async issue(
    branch: string,
    terminal: string | null,
    request: TicketRequest,
  ): Promise<Result<{ ticket: Ticket; issued: boolean }, TicketRefusal>> {
    return writeQueue(this.#store, this.#clock, branch, (queue) => cutTicket(queue, terminal, request));
  }

  async find(branch: string, id: string): Promise<Ticket | undefined> {
    const row = await this.#store.db
      .selectFrom('tickets')
      .selectAll()
      .where('id', '=', id)
      .where('branch', '=', branch)
      .executeTakeFirst();
    return row && toTicket(row);
  }

  /** The ticket a phone follows. */
  async findByPhoneToken(
    token: string,
  ): Promise<{ branch: string; ticket: Ticket; calls: number } | undefined> {
    const row = await this.#store.db
      .selectFrom('tickets')
      .selectAll()
      .where('phone_token_hash', '=', hashOf(token))
      .executeTakeFirst();
    return row && { branch: row.branch, ticket: toTicket(row), calls: row.calls };
  }

  /** Its holder waits no longer. Giving up what is given up is a resend and succeeds. */
  async giveUp(branch: string, id: string): Promise<Result<Ticket, TicketRefusal>> {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const row = await findRow(queue, id);
      if (!row) return err({ code: 'notFound' as const });
      if (row.state === 'gaveUp') return ok(toTicket(row));
      if (row.state !== 'waiting' && row.state !== 'parked')
        return err({ code: 'illegalMove' as const, detail: `${row.state} to gaveUp` });
      const changed = { ...row, state: 'gaveUp', ended_at: queue.now, version: row.version + 1 };
      await saveRow(queue, changed);
      queue.note({ kind: 'ticketGivenUp', ticket: id });
      return ok(toTicket(changed));
    });
  }
}

/** Issues a ticket inside a change of the queue; with `appointment`, the one it is cut for. */
export async function cutTicket(
  queue: QueueWriting,
  terminal: string | null,
  request: TicketRequest,
  appointment: { readonly startsAt: number; readonly kept: string } | null = null,
): Promise<Result<{ ticket: Ticket; issued: boolean }, TicketRefusal>> {
  const standing = await findRow(queue, request.id);
  if (standing) {
    if (!isSameRequest(standing, terminal, request)) return err({ code: 'idConflict' as const });
    return ok({ ticket: toTicket(standing), issued: false });
  }
  const services = request.services.map((id) => queue.configuration.services.find((s) => s.id === id));
  const [first] = services;
  if (!first || services.includes(undefined))
    return err({ code: 'unknownService' as const, detail: request.services.join(', ') });
  const row: TicketRow = {
    ...newRow(queue, terminal, request, request.services, await freeLabel(queue, first.series)),
    appointment_at: appointment?.startsAt ?? null,
    appointment_kept: appointment?.kept ?? null,
  };
  await queue.db.insertInto('tickets').values(row).execute();
  queue.note({ kind: 'ticketIssued', ticket: row.id, detail: row.label });
  return ok({ ticket: toTicket(row), issued: true });
}

/**
 * What the address of a ticket's phone page carries. It follows from the ticket's own unguessable id, so that a resend
 * tells the same; the id does not follow from it.
 */
export const phoneTokenOf = (id: string): string =>
  createHash('sha256').update(`phone page of ${id}`).digest('base64url').slice(0, 32);

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A ticket as it begins: its holder waits from now on. `services`: those of the request the branch has; one at least. */
export function newRow(
  queue: QueueWriting,
  terminal: string | null,
  request: TicketRequest,
  services: readonly string[],
  label: string,
): TicketRow {
  const [first] = services;
  if (first === undefined) throw new Error('a ticket is for something');
  return {
    id: request.id,
    branch: queue.branch,
    sequence: queue.revision,
    business_date: queue.businessDate,
    label,
    services: JSON.stringify(services.map((id) => ({ id, outcome: 'open' }))),
    service: first,
    segment: request.segment,
    needs: JSON.stringify(request.needs),
    language: request.language,
    channel: request.channel,
    terminal,
    state: 'waiting',
    counter: null,
    overtaken: 0,
    calls: 0,
    issued_at: queue.now,
    called_at: null,
    began_at: null,
    ended_at: null,
    appointment_at: null,
    appointment_kept: null,
    phone_token_hash: hashOf(phoneTokenOf(request.id)),
    version: 1,
  };
}

export async function findRow(queue: QueueWriting, id: string): Promise<TicketRow | undefined> {
  return queue.db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .where('branch', '=', queue.branch)
    .executeTakeFirst();
}

/** Writes what may change of a ticket; with a number that is over goes what was entered for it. */
export async function saveRow(queue: QueueWriting, row: TicketRow): Promise<void> {
  await queue.db
    .updateTable('tickets')
    .set({
      services: row.services,
      service: row.service,
      state: row.state,
      counter: row.counter,
      overtaken: row.overtaken,
      calls: row.calls,
      called_at: row.called_at,
      began_at: row.began_at,
      ended_at: row.ended_at,
      version: row.version,
    })
    .where('id', '=', row.id)
    .execute();
  await forgetWithTicket(queue, row.id, row.state);
}

function isSameRequest(row: TicketRow, terminal: string | null, request: TicketRequest): boolean {
  const asked = JSON.parse(row.services) as { id: string }[];
  return (
    row.terminal === terminal &&
    row.segment === request.segment &&
    row.needs === JSON.stringify(request.needs) &&
    row.language === request.language &&
    row.channel === request.channel &&
    asked.map(({ id }) => id).join() === request.services.join()
  );
}
