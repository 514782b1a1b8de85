import type { Booked, Booking, SlotList } from '#contracts/branch/appointment.ts';
import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { type QueueWriting, writeQueue } from '../queue/queue-writing.ts';
import { toConfiguration } from '../queue/records.ts';
import { sharedSecret } from '../store/secrets.ts';
import type { BranchStore } from '../store/store.ts';
import { codeOf, digestOf } from './code.ts';
import { type AppointmentRow, toAppointment } from './records.ts';
import { sealReference } from './seal.ts';
import { bookableDays, placesOf, slotsOf } from './slots.ts';

export type BookingRefusal = CodedError<
  'notFound' | 'idConflict' | 'unknownService' | 'noSuchSlot' | 'slotFull' | 'illegalMove'
>;

/** States that take a place: nobody else can have it any more, even where nobody came. */
const TAKES_PLACE = ['booked', 'checkedIn', 'noShow'];

/** Gives appointments, moves them and takes them back, for whoever the bank lets book. */
export class BookingOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The times of a day that are not past, with the places left in each. */
  async slots(branch: string, service: string, day: string): Promise<Result<SlotList, BookingRefusal>> {
    const configuration = await this.configuration(branch);
    if (!configuration) return err({ code: 'notFound' });
    const places = placesOf(configuration, service);
    if (places === 0) return err({ code: 'unknownService', detail: service });
    const now = this.#clock.wall();
    const coming = bookableDays(configuration, now).includes(day)
      ? slotsOf(configuration, day).filter(({ start }) => start > now)
      : [];
    const taken = await this.#store.db
      .selectFrom('appointments')
      .select((eb) => ['starts_at', eb.fn.countAll().as('count')])
      .where('branch', '=', branch)
      .where('service', '=', service)
      .where('state', 'in', TAKES_PLACE)
      .where('starts_at', '>=', coming[0]?.start ?? 0)
      .where('starts_at', '<=', coming.at(-1)?.start ?? 0)
      .groupBy('starts_at')
      .execute();
    const counts = new Map(taken.map(({ starts_at, count }) => [Number(starts_at), Number(count)]));
    return ok({
      branch,
      service,
      day,
      slots: coming.map(({ start, time }) => ({
        startsAt: new Date(start).toISOString(),
        time,
        free: Math.max(0, places - (counts.get(start) ?? 0)),
      })),
    });
  }

  /** Books a place, or answers the one this id already has; the same id for anything else is refused. */
  async book(
    branch: string,
    booking: Booking,
  ): Promise<Result<{ booked: Booked; made: boolean }, BookingRefusal>> {
    if (!(await this.configuration(branch))) return err({ code: 'notFound' });
    const secret = await sharedSecret(this.#store, 'appointments');
    const startsAt = Date.parse(booking.startsAt);
    const customer = booking.customerRef && digestOf(secret, 'customer', booking.customerRef);
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const standing = await rowOf(queue, booking.id);
      if (standing) {
        const same =
          standing.branch === branch &&
          standing.service === booking.service &&
          Number(standing.booked_for) === startsAt &&
          standing.language === booking.language &&
          // The digest goes with a cancellation.
          (standing.customer_digest === null || standing.customer_digest === customer);
        if (!same) return err({ code: 'idConflict' as const });
        return ok({ booked: bookedOf(standing, queue.configuration, secret), made: false });
      }
      const place = await freePlace(queue, booking.service, startsAt);
      if (!place.ok) return place;
      const { attempt, code } = await freeCode(queue, secret, booking.id);
      const row: AppointmentRow = {
        id: booking.id,
        branch,
        service: booking.service,
        starts_at: startsAt,
        booked_for: startsAt,
        language: booking.language,
        state: 'booked',
        code_hash: digestOf(secret, 'code', code),
        attempt,
        customer_digest: customer,
        sealed_ref: booking.customerRef && sealReference(secret, code, booking.customerRef),
        ticket: null,
        kept: null,
        version: 1,
        created_at: queue.now,
      };
      await queue.db.insertInto('appointments').values(row).execute();
      queue.note({ kind: 'appointmentBooked', detail: booking.service });
      return ok({ booked: bookedOf(row, queue.configuration, secret), made: true });
    });
  }

  /** The appointment as it stands, with its code. */
  async find(branch: string, id: string): Promise<Result<Booked, BookingRefusal>> {
    const configuration = await this.configuration(branch);
    const row = await this.#store.db
      .selectFrom('appointments')
      .selectAll()
      .where('id', '=', id)
      .where('branch', '=', branch)
      .executeTakeFirst();
    if (!configuration || !row) return err({ code: 'notFound' });
    return ok(bookedOf(row, configuration, await sharedSecret(this.#store, 'appointments')));
  }

  /** Another time, with the same code; the old place is free then. To where it is already is a resend. */
  move(branch: string, id: string, to: string): Promise<Result<Booked, BookingRefusal>> {
    const startsAt = Date.parse(to);
    return this.#change(branch, id, async (queue, row) => {
      if (row.state !== 'booked') return err({ code: 'illegalMove', detail: `${row.state} to booked` });
      if (Number(row.starts_at) === startsAt) return ok(row);
      const place = await freePlace(queue, row.service, startsAt);
      if (!place.ok) return place;
      queue.note({ kind: 'appointmentMoved', detail: row.service });
      return ok({ ...row, starts_at: startsAt, version: row.version + 1 });
    });
  }

  /** The place is free again. Cancelling what is cancelled is a resend and succeeds. */
  cancel(branch: string, id: string): Promise<Result<Booked, BookingRefusal>> {
    return this.#change(branch, id, async (queue, row) => {
      if (row.state === 'cancelled') return ok(row);
      if (row.state !== 'booked') return err({ code: 'illegalMove', detail: `${row.state} to cancelled` });
      queue.note({ kind: 'appointmentCancelled', detail: row.service });
      return ok({
        ...row,
        state: 'cancelled',
        customer_digest: null,
        sealed_ref: null,
        version: row.version + 1,
      });
    });
  }

  /** Undefined where there is no such branch. */
  async configuration(branch: string): Promise<BranchConfiguration | undefined> {
    const row = await this.#store.db
      .selectFrom('branches')
      .select('configuration')
      .where('id', '=', branch)
      .executeTakeFirst();
    return row && toConfiguration(row.configuration);
  }

  async #change(
    branch: string,
    id: string,
    work: (queue: QueueWriting, row: AppointmentRow) => Promise<Result<AppointmentRow, BookingRefusal>>,
  ): Promise<Result<Booked, BookingRefusal>> {
    if (!(await this.configuration(branch))) return err({ code: 'notFound' });
    const secret = await sharedSecret(this.#store, 'appointments');
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const row = await rowOf(queue, id);
      if (row?.branch !== branch) return err({ code: 'notFound' as const });
      const changed = await work(queue, row);
      if (!changed.ok) return changed;
      const { starts_at, state, customer_digest, sealed_ref, version } = changed.value;
      if (version !== row.version)
        await queue.db
          .updateTable('appointments')
          .set({ starts_at, state, customer_digest, sealed_ref, version })
          .where('id', '=', id)
          .execute();
      return ok(bookedOf(changed.value, queue.configuration, secret));
    });
  }
}

const rowOf = ({ db }: QueueWriting, id: string): Promise<AppointmentRow | undefined> =>
  db.selectFrom('appointments').selectAll().where('id', '=', id).executeTakeFirst();

/** The code follows from the row: it is told to whoever booked as often as he asks, and stands nowhere. */
function bookedOf(row: AppointmentRow, configuration: BranchConfiguration, secret: string): Booked {
  const code = codeOf(secret, row.id, row.attempt);
  return { appointment: toAppointment(row, configuration), code, qr: `VA${code}` };
}

/** Whether there is a place of this service at that time. The branch is taken, so nobody else takes it meanwhile. */
async function freePlace(
  { db, branch, configuration, now }: QueueWriting,
  service: string,
  startsAt: number,
): Promise<Result<void, BookingRefusal>> {
  const places = placesOf(configuration, service);
  if (places === 0) return err({ code: 'unknownService', detail: service });
  const given = bookableDays(configuration, now).some((day) =>
    slotsOf(configuration, day).some(({ start }) => start === startsAt),
  );
  if (!given || startsAt <= now) return err({ code: 'noSuchSlot' });
  const { count } = await db
    .selectFrom('appointments')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('branch', '=', branch)
    .where('service', '=', service)
    .where('starts_at', '=', startsAt)
    .where('state', 'in', TAKES_PLACE)
    .executeTakeFirstOrThrow();
  return Number(count) < places ? ok(undefined) : err({ code: 'slotFull' });
}

/** The first of the codes that follow from the id which no other appointment has, in any branch. */
async function freeCode(
  { db }: QueueWriting,
  secret: string,
  id: string,
): Promise<{ readonly attempt: number; readonly code: string }> {
  for (let attempt = 0; ; attempt++) {
    const code = codeOf(secret, id, attempt);
    const other = await db
      .selectFrom('appointments')
      .select('id')
      .where('code_hash', '=', digestOf(secret, 'code', code))
      .executeTakeFirst();
    if (!other) return { attempt, code };
  }
}
