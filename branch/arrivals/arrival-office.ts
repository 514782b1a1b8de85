import { randomUUID } from 'node:crypto';
import type { BankClient } from '#bank/client/client.ts';
import type { Recognised } from '#contracts/bank/customers.ts';
import type { ArrivalReason, ArrivalRequest } from '#contracts/branch/arrival.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { type ArrivalRow, nameOf, removeArrivals, touchArrivals } from './arrival-records.ts';

export type ArrivalRefusal = CodedError<'bankUnreachable' | 'idConflict'>;

type Sign = { readonly by: 'beaconTag' | 'customerRef'; readonly value: string };

/** What is known of an arrival besides whose it is. */
type Circumstances = {
  readonly branch: string;
  readonly reason: ArrivalReason;
  readonly visit: string | null;
  readonly terminal: string | null;
  readonly ticket: string | null;
};

const MINUTE = 60_000;
/** So long a visit whose end was told is remembered. */
const DAY = 86_400_000;

/**
 * Customers who have come. Consent is asked of the bank each time: where it says nothing of one, nothing is kept, told
 * or logged, not even that somebody came.
 */
export class ArrivalOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #bank: Pick<BankClient, 'recognise'> | undefined;

  /** Without a bank nobody can have consented. */
  constructor(
    store: BranchStore,
    clock: Clock,
    seal: BranchSeal,
    bank: Pick<BankClient, 'recognise'> | undefined,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
    this.#bank = bank;
  }

  /** Somebody was recognised at a terminal. Answers whether staff know of him. */
  atTerminal(
    { branch, terminal }: Caller,
    { id, customerRef, reason }: ArrivalRequest,
  ): Promise<Result<boolean, ArrivalRefusal>> {
    const sign = { by: 'customerRef', value: customerRef } as const;
    return this.#announce(sign, { branch, terminal, reason, visit: id, ticket: null });
  }

  /** An appointment was checked in by its code, for which this number was cut: he is here until that is over. */
  byAppointment(
    { branch, terminal }: Caller,
    customerRef: string,
    ticket: string,
  ): Promise<Result<boolean, ArrivalRefusal>> {
    const sign = { by: 'customerRef', value: customerRef } as const;
    return this.#announce(sign, { branch, terminal, reason: 'appointment', visit: null, ticket });
  }

  /** A beacon was seen in a branch: nobody will tell when he leaves. */
  byBeacon(branch: string, tag: string): Promise<Result<boolean, ArrivalRefusal>> {
    const sign = { by: 'beaconTag', value: tag } as const;
    return this.#announce(sign, { branch, terminal: null, reason: 'beacon', visit: null, ticket: null });
  }

  /** A visit is over; whoever holds a number is in the branch until that is over. Telling it again changes nothing. */
  async end({ branch, terminal }: Caller, visit: string, ticket: string | null): Promise<void> {
    const now = this.#clock.wall();
    await this.#store.write(async (writing) => {
      const { db } = writing;
      await db.deleteFrom('ended_visits').where('forget_at', '<=', now).execute();
      await db
        .insertInto('ended_visits')
        .values({ visit, forget_at: now + DAY })
        .onConflict((conflict) => conflict.column('visit').doNothing())
        .execute();
      const row = await db
        .selectFrom('arrivals')
        .selectAll()
        .where('visit', '=', visit)
        .where('branch', '=', branch)
        .where('terminal', '=', terminal)
        .executeTakeFirst();
      if (!row || row.ended_at !== null) return;
      const held = ticket ?? row.ticket;
      if (held === null) await removeArrivals(db, [row.id]);
      else
        await db
          .updateTable('arrivals')
          .set({ ended_at: now, ticket: held })
          .where('id', '=', row.id)
          .execute();
      await touchArrivals(writing, branch);
    });
  }

  async #announce(sign: Sign, circumstances: Circumstances): Promise<Result<boolean, ArrivalRefusal>> {
    const asked = await this.#recognise(sign);
    if (!asked.ok) return asked;
    const customer = asked.value;
    if (customer?.arrivalNotice === undefined) return ok(false);
    const { customerRef, arrivalNotice: notice } = customer;
    const id = randomUUID();
    const marks = this.#seal.marks('arrival', `${circumstances.branch} ${customerRef}`);
    const sealed = this.#seal.seal('arrival', nameOf(id), notice.displayName);
    const { branch, visit } = circumstances;
    return this.#store.write(async (writing): Promise<Result<boolean, ArrivalRefusal>> => {
      const { db } = writing;
      const now = this.#clock.wall();
      if (visit !== null && (await isEnded(writing, visit))) return ok(false);
      const marked = await db
        .selectFrom('arrival_marks')
        .select(['arrival', 'until'])
        .where('mark', 'in', marks)
        .orderBy('until', 'desc')
        .executeTakeFirst();
      const same =
        visit === null
          ? undefined
          : await db.selectFrom('arrivals').select('id').where('visit', '=', visit).executeTakeFirst();
      if (same) return same.id === marked?.arrival ? ok(true) : err({ code: 'idConflict' as const });
      if (marked && Number(marked.until) > now)
        return ok(await seenAgain(writing, marked.arrival, circumstances));
      const stored = await db
        .selectFrom('branches')
        .select('configuration')
        .where('id', '=', branch)
        .executeTakeFirst();
      if (!stored) return ok(false);
      // He has come anew: what still stands of the time before is of no use to anybody.
      if (marked) await removeArrivals(db, [marked.arrival]);
      const rules = toConfiguration(stored.configuration).arrivals;
      const row: ArrivalRow = {
        id,
        ...circumstances,
        sealed,
        created_at: now,
        escalate_at: now + rules.escalateSeconds * 1_000,
        until: now + rules.lapseMinutes * MINUTE,
        ended_at: endsWith(circumstances) ? now : null,
        escalated_at: null,
      };
      await db.insertInto('arrivals').values(row).execute();
      const { manager, corporateManager = null } = notice;
      const whom = [
        ...(manager === null ? [] : [{ audience: 'manager', staff: manager }]),
        ...(corporateManager === null ? [] : [{ audience: 'corporate', staff: corporateManager }]),
        { audience: 'lobby', staff: null },
      ];
      await db
        .insertInto('arrival_notices')
        .values(whom.map((one) => ({ ...one, arrival: id, going: null, going_at: null })))
        .execute();
      const [mark = ''] = marks;
      const until = now + rules.sameVisitMinutes * MINUTE;
      await db
        .insertInto('arrival_marks')
        .values({ mark, arrival: id, until })
        .onConflict((conflict) => conflict.column('mark').doUpdateSet({ arrival: id, until }))
        .execute();
      await touchArrivals(writing, branch);
      return ok(true);
    });
  }

  /** Undefined: the bank knows nobody by that sign. */
  async #recognise(sign: Sign): Promise<Result<Recognised | undefined, ArrivalRefusal>> {
    if (!this.#bank) return ok(undefined);
    const answer = await this.#bank.recognise(sign);
    if (answer.ok) return answer;
    return ['notFound', 'invalidInput'].includes(answer.error.code)
      ? ok(undefined)
      : err({ code: 'bankUnreachable' });
  }
}

/** Of a visit at a terminal the end is told; a number shows its own. A beacon has neither, and lapses. */
const endsWith = ({ visit, ticket }: Circumstances): boolean => visit === null && ticket !== null;

async function isEnded({ db }: Writing, visit: string): Promise<boolean> {
  const row = await db
    .selectFrom('ended_visits')
    .select('visit')
    .where('visit', '=', visit)
    .executeTakeFirst();
  return row !== undefined;
}

/** The same customer again within one visit: nobody is told twice, but the notice now goes by where he is. */
async function seenAgain(
  writing: Writing,
  id: string,
  { branch, visit, terminal, ticket }: Circumstances,
): Promise<boolean> {
  const { db } = writing;
  const row = await db.selectFrom('arrivals').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return false;
  const change =
    visit !== null
      ? { visit, terminal, ended_at: null }
      : ticket !== null
        ? { ticket, ...(row.visit === null && { terminal, ended_at: Number(row.created_at) }) }
        : undefined;
  if (!change) return true;
  await db.updateTable('arrivals').set(change).where('id', '=', id).execute();
  await touchArrivals(writing, branch);
  return true;
}
