import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import * as z from 'zod';
import {
  type CallBack,
  type CallBackItem,
  type CallBackRequest,
  type CallBackTimes,
  callBackItemSchema,
  callBackRequestSchema,
  callBackSchema,
} from '#contracts/branch/call-back.ts';
import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import { DESK_LIST_LIMIT } from '#contracts/branch/teller.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { dayAfter, slotsOf } from '../appointments/slots.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { logStaff } from '../staff/log.ts';
import { nextNumber, type Writing } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { branchOf, touchDesks } from './area.ts';
import type { CallRow } from './records.ts';
import { CALLS, type CallHouse, rowOf } from './writing.ts';

/** A time lasts so long, minutes; so many are called back in one; and nobody is told a time that begins at once. */
export const CALL_BACK = { minutes: 30, places: 2, soonestMinutes: 5, offered: 8, daysAhead: 14 } as const;
const MINUTE = 60_000;

export type CallBackRefusal = CodedError<'notFound' | 'idConflict' | 'noSuchSlot' | 'slotFull'>;

type CallBackRow = Selectable<BranchTables['call_backs']>;

/** What is kept sealed of whoever is to be called. */
type SealedPerson = Pick<CallBackRequest, 'phone' | 'name' | 'customerRef'>;

const person = z.object({ phone: callBackRequestSchema.shape.phone, name: z.string().nullable() });

/** The times at which somebody could be called back from now on, by the branch's hours, the soonest first. */
function* timesFrom(configuration: BranchConfiguration, now: number): Generator<number> {
  const { timeZone, appointments } = configuration;
  const half = { ...configuration, appointments: { ...appointments, slotMinutes: CALL_BACK.minutes } };
  const today = businessDate(now, timeZone);
  for (let days = 0; days <= CALL_BACK.daysAhead; days++)
    for (const { start } of slotsOf(half, dayAfter(today, days)))
      if (start >= now + CALL_BACK.soonestMinutes * MINUTE) yield start;
}

/** Who is to be called back and when, and what became of it. */
export class CallBackOffice {
  readonly #house: CallHouse;

  constructor(house: CallHouse) {
    this.#house = house;
  }

  async times({ branch }: Caller): Promise<CallBackTimes> {
    const { store, clock } = this.#house;
    const { configuration } = await branchOf(store.db, branch);
    const full = await fullTimes(store.db, branch);
    const times: CallBackTimes['times'] = [];
    for (const start of timesFrom(configuration, clock.wall())) {
      if (full.has(start)) continue;
      times.push({ from: iso(start), to: iso(start + CALL_BACK.minutes * MINUTE) });
      if (times.length === CALL_BACK.offered) break;
    }
    return { times };
  }

  /** Keeps a time for somebody, or answers with the one that this id already keeps. */
  request(
    { terminal, branch }: Caller,
    request: CallBackRequest,
  ): Promise<Result<{ callBack: CallBack; made: boolean }, CallBackRefusal>> {
    const { store, clock, seal } = this.#house;
    const marks = seal.marks('callBack', JSON.stringify(request));
    return store.writeAlone(CALLS, async (writing) => {
      const { db } = writing;
      const now = Math.round(clock.wall());
      const standing = await this.#row(db, request.id);
      if (standing)
        return standing.terminal === terminal && marks.includes(standing.mark)
          ? ok({ callBack: toCallBack(standing), made: false })
          : err({ code: 'idConflict' as const });
      if (request.call !== null && (await rowOf(db, request.call))?.terminal !== terminal)
        return err({ code: 'notFound' as const, detail: 'call' });
      const { configuration, area } = await branchOf(db, branch);
      const [from, to] = [Date.parse(request.from), Date.parse(request.to)];
      if (to !== from + CALL_BACK.minutes * MINUTE || !isTime(configuration, now, from))
        return err({ code: 'noSuchSlot' as const });
      if ((await fullTimes(db, branch)).has(from)) return err({ code: 'slotFull' as const });
      const { phone, name, customerRef } = request;
      const row: CallBackRow = {
        id: request.id,
        branch,
        area,
        reference: await nextReference(db, configuration, branch, now),
        terminal,
        visit: request.visit,
        call: request.call,
        mark: marks[0] ?? '',
        service: request.service,
        language: request.language,
        from_at: from,
        to_at: to,
        sealed: seal.seal(
          'callBack',
          request.id,
          JSON.stringify({ phone, name, customerRef } satisfies SealedPerson),
        ),
        state: 'open',
        staff: null,
        tries: 0,
        created_at: now,
        ended_at: null,
      };
      await db.insertInto('call_backs').values(row).execute();
      await touchDesks(writing, area);
      return ok({ callBack: toCallBack(row), made: true });
    });
  }

  /**
   * Inside the act's writing of whoever had this call last: he is called back at the next time that is free. One per
   * call; as long as nobody has called, another number takes the place of the first.
   */
  async book(
    writing: Writing,
    { call, name, phone }: { readonly call: CallRow; readonly name: string | null; readonly phone: string },
  ): Promise<Result<CallBack, CodedError<'noTime' | 'alreadyTaken'>>> {
    const { db } = writing;
    const now = Math.round(this.#house.clock.wall());
    const standing = await bookedFor(db, call.id);
    const id = standing?.id ?? randomUUID();
    const sealed = this.#house.seal.seal(
      'callBack',
      id,
      JSON.stringify({ phone, name, customerRef: null } satisfies SealedPerson),
    );
    await touchDesks(writing, call.area);
    if (standing) {
      if (standing.state !== 'open') return err({ code: 'alreadyTaken' });
      await db.updateTable('call_backs').set({ sealed }).where('id', '=', id).execute();
      return ok(toCallBack(standing));
    }
    const { configuration } = await branchOf(db, call.branch);
    const full = await fullTimes(db, call.branch);
    const from = [...timesFrom(configuration, now)].find((start) => !full.has(start));
    if (from === undefined) return err({ code: 'noTime' });
    const { branch, area, terminal, visit, service, language } = call;
    const row: CallBackRow = {
      ...{ id, branch, area, terminal, visit, service, language, sealed },
      reference: await nextReference(db, configuration, branch, now),
      call: call.id,
      mark: '',
      from_at: from,
      to_at: from + CALL_BACK.minutes * MINUTE,
      state: 'open',
      staff: null,
      tries: 0,
      created_at: now,
      ended_at: null,
    };
    await db.insertInto('call_backs').values(row).execute();
    return ok(toCallBack(row));
  }

  /**
   * What a teller says of one: taken by him, done, nobody answered, or open again. Inside his act's writing. Only
   * whoever has taken it says what became of it.
   */
  async move(
    writing: Writing,
    { staff, area }: { readonly staff: string; readonly area: string },
    id: string,
    state: CallBackItem['state'],
  ): Promise<Result<null, CodedError<'notFound' | 'alreadyTaken' | 'notYours'>>> {
    const now = Math.round(this.#house.clock.wall());
    const row = await this.#row(writing.db, id);
    if (row?.area !== area || row.state === 'done') return err({ code: 'notFound' });
    if (row.state === 'taken' && row.staff !== staff)
      return err({ code: state === 'taken' ? 'alreadyTaken' : 'notYours' });
    if (state !== 'taken' && row.state !== 'taken') return err({ code: 'notYours' });
    const change = {
      state,
      staff: state === 'open' ? null : staff,
      tries: row.tries + (state === 'notReached' ? 1 : 0),
      ended_at: state === 'done' ? now : null,
      // Whoever was reached need not be called any more: his number goes at once.
      ...(state === 'done' && { sealed: null }),
    };
    await writing.db.updateTable('call_backs').set(change).where('id', '=', id).execute();
    const events = {
      taken: 'callBackTaken',
      done: 'callBackDone',
      notReached: 'callBackNotReached',
    } as const;
    if (state !== 'open')
      await logStaff(writing, this.#house.clock, {
        event: events[state],
        actor: staff,
        detail: row.reference,
      });
    await touchDesks(writing, area);
    return ok(null);
  }

  /** What is to be done in an area, the soonest first. */
  async list(area: string): Promise<CallBackItem[]> {
    const rows = await this.#house.store.db
      .selectFrom('call_backs')
      .selectAll()
      .where('area', '=', area)
      .where('state', 'in', ['open', 'taken', 'notReached'])
      .orderBy('from_at')
      .orderBy('id')
      .limit(DESK_LIST_LIMIT)
      .execute();
    return rows.flatMap((row) => {
      if (row.sealed === null) return [];
      const opened = this.#house.seal.open('callBack', row.id, row.sealed);
      if (!opened.ok) return [];
      const { phone, name } = person.parse(JSON.parse(opened.value));
      const { service, language, state, staff, tries } = row;
      return [
        callBackItemSchema.parse({ ...toCallBack(row), phone, name, service, language, state, staff, tries }),
      ];
    });
  }

  #row(db: Pick<Writing['db'], 'selectFrom'>, id: string): Promise<CallBackRow | undefined> {
    return db.selectFrom('call_backs').selectAll().where('id', '=', id).executeTakeFirst();
  }
}

/** What a teller has promised of a call that is over: marked with nothing, since no terminal sent it. */
export const bookedFor = (
  db: Pick<Writing['db'], 'selectFrom'>,
  call: string,
): Promise<CallBackRow | undefined> =>
  db.selectFrom('call_backs').selectAll().where('call', '=', call).where('mark', '=', '').executeTakeFirst();

/** Short, to be named aloud, and counted by the day. */
async function nextReference(
  db: Writing['db'],
  { timeZone }: BranchConfiguration,
  branch: string,
  now: number,
): Promise<string> {
  const number = await nextNumber(db, `callBackReference:${branch}:${businessDate(now, timeZone)}`);
  return `B-${String(number).padStart(4, '0')}`;
}

function isTime(configuration: BranchConfiguration, now: number, from: number): boolean {
  for (const start of timesFrom(configuration, now)) if (start >= from) return start === from;
  return false;
}

/** Times of a branch in which nobody more can be called back. */
async function fullTimes(
  db: Pick<Writing['db'], 'selectFrom'>,
  branch: string,
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('call_backs')
    .select('from_at')
    .where('branch', '=', branch)
    .groupBy('from_at')
    .having((eb) => eb.fn.countAll(), '>=', CALL_BACK.places)
    .execute();
  return new Set(rows.map(({ from_at }) => Number(from_at)));
}

const iso = (at: number): string => new Date(Number(at)).toISOString();

export const toCallBack = (row: CallBackRow): CallBack =>
  callBackSchema.parse({
    id: row.id,
    reference: row.reference,
    from: iso(row.from_at),
    to: iso(row.to_at),
  });
