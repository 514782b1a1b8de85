import type {
  AppointmentQuestion,
  CheckIn,
  ExpectedAppointments,
  FoundAppointment,
  Verdict,
} from '#contracts/branch/appointment.ts';
import { APPOINTMENT_LIST_LIMIT, keptSchema } from '#contracts/branch/appointment.ts';
import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { writeQueue } from '../queue/queue-writing.ts';
import { toConfiguration } from '../queue/records.ts';
import { cutTicket, type TicketRefusal } from '../queue/tickets.ts';
import { sharedSecret } from '../store/secrets.ts';
import { type BranchStore, branchRevision } from '../store/store.ts';
import { digestOf, isAppointmentCode } from './code.ts';
import { type AppointmentRow, type ItsNumber, stateNow, toFound } from './records.ts';
import { expectedUntil, isKept } from './rules.ts';
import { openReference } from './seal.ts';
import { dayAfter, instantOf, timeAt } from './slots.ts';

export type CheckInRefusal = CodedError<'notFound'> | TicketRefusal;

/** An appointment is forgotten so long after its time. */
const KEPT_FOR = 7 * 24 * 3_600_000;

/** Of several appointments of a customer today the one that matters now. */
const MATTERS: readonly Verdict[] = ['onTime', 'late', 'early', 'checkedIn', 'tooEarly', 'tooLate'];

/** Appointments when their day has come: found, checked in once, or missed. */
export class CheckInDesk {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** By its code, in whatever branch; or today's of a customer in this branch, if he has one that still matters. */
  async find(branch: string, question: AppointmentQuestion): Promise<FoundAppointment | undefined> {
    const { db } = this.#store;
    const secret = await sharedSecret(this.#store, 'appointments');
    const rows = db.selectFrom('appointments').selectAll();
    if ('code' in question) {
      if (!isAppointmentCode(question.code)) return undefined;
      const row = await rows
        .where('code_hash', '=', digestOf(secret, 'code', question.code))
        .executeTakeFirst();
      return row && (await this.#found(row, branch)).found;
    }
    const { timeZone } = await this.#configuration(branch);
    const today = businessDate(this.#clock.wall(), timeZone);
    const his = await rows
      .where('customer_digest', '=', digestOf(secret, 'customer', question.customerRef))
      .where('branch', '=', branch)
      .orderBy('starts_at')
      .limit(APPOINTMENT_LIST_LIMIT)
      .execute();
    const found = await Promise.all(
      his
        .filter(({ starts_at }) => businessDate(Number(starts_at), timeZone) === today)
        .map((row) => this.#found(row, branch)),
    );
    return found
      .filter(({ found: { verdict }, number }) => verdict !== 'checkedIn' || isHeld(number))
      .map(({ found: one }) => one)
      .toSorted((a, b) => MATTERS.indexOf(a.verdict) - MATTERS.indexOf(b.verdict))[0];
  }

  /**
   * Cuts the appointment's number, once: whoever asks again, from wherever and with whatever id, is answered with the
   * same. Where it cannot be checked in now, it is answered as it stands, and there is no number.
   */
  async checkIn(
    { branch, terminal }: Caller,
    id: string,
    { ticket, segment, needs, language }: CheckIn,
  ): Promise<
    Result<
      { readonly appointment: FoundAppointment; readonly ticket: string | null; readonly cut: boolean },
      CheckInRefusal
    >
  > {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const { db, now, configuration } = queue;
      const row = await db.selectFrom('appointments').selectAll().where('id', '=', id).executeTakeFirst();
      if (row?.branch !== branch) return err({ code: 'notFound' as const });
      const number = await numberOf(db, row.ticket);
      const found = toFound(row, number, configuration, branch, now);
      if (row.ticket !== null && (row.ticket === ticket || found.verdict === 'checkedIn'))
        return ok({ appointment: found, ticket: row.ticket, cut: false });
      const { verdict } = found;
      if (!isKept(verdict)) return ok({ appointment: found, ticket: null, cut: false });
      const cut = await cutTicket(
        queue,
        terminal,
        { id: ticket, services: [row.service], segment, needs, language, channel: 'appointment' },
        { startsAt: Number(row.starts_at), kept: verdict },
      );
      if (!cut.ok) return cut;
      // A number that was taken before, for something else, is not this appointment's.
      if (!cut.value.issued) return err({ code: 'idConflict' as const });
      await db
        .updateTable('appointments')
        .set({ state: 'checkedIn', ticket, kept: verdict, version: row.version + 1 })
        .where('id', '=', id)
        .execute();
      queue.note({ kind: 'appointmentKept', ticket, detail: verdict });
      return ok({
        appointment: { ...found, label: cut.value.ticket.label },
        ticket,
        cut: true,
      });
    });
  }

  /** Whose it is, for whoever shows its code; undefined where nobody said at the booking. */
  async customerOf(id: string, code: string): Promise<string | undefined> {
    const secret = await sharedSecret(this.#store, 'appointments');
    const row = await this.#store.db
      .selectFrom('appointments')
      .select(['sealed_ref', 'code_hash'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row?.sealed_ref || row.code_hash !== digestOf(secret, 'code', code)) return undefined;
    return openReference(secret, code, row.sealed_ref);
  }

  /** Today's appointments of a branch, by time, at most `APPOINTMENT_LIST_LIMIT`; those that are missed are so by now. */
  async expected(branch: string): Promise<ExpectedAppointments> {
    await this.settleMissed(branch);
    const revision = await branchRevision(this.#store.db, branch);
    const { timeZone, services, appointments: rules } = await this.#configuration(branch);
    const wall = this.#clock.wall();
    const lateAt = missedBefore(wall, rules);
    const day = businessDate(wall, timeZone);
    const todays = this.#store.db
      .selectFrom('appointments')
      .where('branch', '=', branch)
      .where('state', '!=', 'cancelled')
      .where('starts_at', '>=', instantOf(day, '00:00', timeZone) ?? wall)
      .where('starts_at', '<', instantOf(dayAfter(day, 1), '00:00', timeZone) ?? wall);
    const { count } = await todays.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
    const rows = await todays.selectAll().orderBy('starts_at').limit(APPOINTMENT_LIST_LIMIT).execute();
    const numbers = await this.#numbers(rows);
    return {
      revision,
      serverTime: new Date(wall).toISOString(),
      day,
      total: Number(count),
      appointments: rows.map((row) => {
        const number = row.ticket === null ? undefined : numbers.get(row.ticket);
        const open = stateNow(row, number);
        // A number that was given back leaves nobody expected once the time is over.
        const state = open === 'booked' && Number(row.starts_at) <= lateAt ? 'noShow' : open;
        return {
          service: row.service,
          name: services.find(({ id }) => id === row.service)?.name ?? {
            zh: '柜台业务',
            en: 'Counter service',
          },
          time: timeAt(Number(row.starts_at), timeZone),
          state: state === 'checkedIn' || state === 'noShow' ? state : 'booked',
          label: state === 'checkedIn' ? (number?.label ?? null) : null,
          kept: state === 'checkedIn' ? keptSchema.nullable().parse(row.kept) : null,
        };
      }),
    };
  }

  /**
   * Marks whoever did not come, each once whichever instance is first, and forgets what is long over. Answers how many
   * were marked.
   */
  async settleMissed(branch: string): Promise<number> {
    const { appointments: rules } = await this.#configuration(branch);
    const wall = this.#clock.wall();
    const lateAt = missedBefore(wall, rules);
    const due = await this.#store.db
      .selectFrom('appointments')
      .select('id')
      .where('branch', '=', branch)
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'booked'), eb('starts_at', '<=', lateAt)]),
          eb('starts_at', '<', wall - KEPT_FOR),
        ]),
      )
      .limit(1)
      .executeTakeFirst();
    if (!due) return 0;
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const missed = await queue.db
        .updateTable('appointments')
        .set((eb) => ({
          state: 'noShow',
          sealed_ref: null,
          version: eb('version', '+', 1),
        }))
        .where('branch', '=', branch)
        .where('state', '=', 'booked')
        .where('starts_at', '<=', lateAt)
        .returning('service')
        .execute();
      for (const { service } of missed) queue.note({ kind: 'appointmentNoShow', detail: service });
      await queue.db
        .deleteFrom('appointments')
        .where('branch', '=', branch)
        .where('starts_at', '<', wall - KEPT_FOR)
        .execute();
      return missed.length;
    });
  }

  async #found(row: AppointmentRow, branch: string) {
    const configuration = await this.#configuration(row.branch);
    const number = await numberOf(this.#store.db, row.ticket);
    const { last_at } = await this.#store.db
      .selectFrom('branches')
      .select('last_at')
      .where('id', '=', row.branch)
      .executeTakeFirstOrThrow();
    // The queue's own time, as the check-in will go by.
    const now = Math.max(this.#clock.wall(), Number(last_at));
    return { found: toFound(row, number, configuration, branch, now), number };
  }

  async #numbers(rows: readonly AppointmentRow[]): Promise<ReadonlyMap<string, NonNullable<ItsNumber>>> {
    const ids = rows.flatMap(({ ticket }) => ticket ?? []);
    if (ids.length === 0) return new Map();
    const tickets = await this.#store.db
      .selectFrom('tickets')
      .select(['id', 'state', 'label'])
      .where('id', 'in', ids)
      .execute();
    return new Map(tickets.map((ticket) => [ticket.id, ticket]));
  }

  async #configuration(branch: string): Promise<BranchConfiguration> {
    const row = await this.#store.db
      .selectFrom('branches')
      .select('configuration')
      .where('id', '=', branch)
      .executeTakeFirst();
    return toConfiguration(row?.configuration ?? null);
  }
}

/** Whose time is not after this is expected no more: the last millisecond of the span still belongs to it. */
const missedBefore = (wall: number, rules: BranchConfiguration['appointments']): number =>
  wall - expectedUntil(0, rules) - 1;

const isHeld = (number: ItsNumber): boolean =>
  number !== undefined && ['waiting', 'called', 'serving', 'parked'].includes(number.state);

async function numberOf(db: BranchStore['db'], ticket: string | null): Promise<ItsNumber> {
  if (ticket === null) return undefined;
  return db.selectFrom('tickets').select(['state', 'label']).where('id', '=', ticket).executeTakeFirst();
}
