import type { BankClient } from '#bank/client/client.ts';
import type { Call, CallLeave, CallLive, CallOutlook, CallRequest } from '#contracts/branch/call.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import type { Changes } from '../changes.ts';
import type { Caller } from '../enrolment/caller.ts';
import { ownNews } from '../own-news.ts';
import { within } from '../queue/hours.ts';
import { nextNumber, type Writing } from '../store/store.ts';
import { branchOf, touchDesks } from './area.ts';
import { clientManager } from './client-manager.ts';
import { CallSweep, settle } from './due.ts';
import { expectations, outlookOf } from './expectation.ts';
import { type CallMove, moveCall } from './moves.ts';
import { pictureOf } from './picture.ts';
import { type CallRow, callSubject, HEARD_EVERY, isOpen, standOf, toCall, toRouted } from './records.ts';
import { CALLS, type CallHouse, change, rowOf } from './writing.ts';

export type CallRefusal = CodedError<'notFound' | 'idConflict' | 'illegalMove' | 'branchClosed'>;

/** How often at most it is looked what is due because somebody asks, milliseconds. */
const LOOK_EVERY = 1_000;

/** Calls as their terminals make, follow and leave them. */
export class CallOffice {
  readonly #house: CallHouse;
  readonly #changes: Changes;
  readonly #bank: Pick<BankClient, 'recognise'> | undefined;
  readonly #sweep: CallSweep;
  #looked = Number.NEGATIVE_INFINITY;

  /** Without a bank nobody has a client manager. */
  constructor(house: CallHouse, changes: Changes, bank: Pick<BankClient, 'recognise'> | undefined) {
    this.#house = house;
    this.#changes = changes;
    this.#bank = bank;
    this.#sweep = new CallSweep(house.store, house.clock);
  }

  /** See `CallSweep.sweep`. */
  sweep(): Promise<boolean> {
    return this.#sweep.sweep();
  }

  /** What to expect of a call that were made now. */
  async outlook({ branch }: Caller, language: string, skill: string): Promise<CallOutlook> {
    const { store, clock } = this.#house;
    const now = Math.round(clock.wall());
    const { configuration, area } = await branchOf(store.db, branch);
    const { calls, routed, durations } = await pictureOf(store.db, area, now);
    const would = {
      id: '',
      language,
      skill,
      createdAt: Number.POSITIVE_INFINITY,
      manager: null,
      transferred: false,
      returned: false,
      sentTo: null,
      sentBy: null,
      sentAt: null,
    };
    const waiting = calls.filter(({ state }) => state === 'waiting').map(toRouted);
    const wait = expectations([...waiting, would], routed, durations).get('');
    return outlookOf({
      open: within(configuration.hours, now, configuration.timeZone),
      tooLongMinutes: configuration.calls.tooLongMinutes,
      wait: wait ?? { position: 1, minutes: null, tellers: 0 },
    });
  }

  /**
   * Makes a call, or answers with the one that this id already made. A terminal has one customer: what it had open
   * before is over.
   */
  async request(
    caller: Caller,
    request: CallRequest,
  ): Promise<Result<{ call: Call; made: boolean }, CallRefusal>> {
    const { store, seal } = this.#house;
    const { handOver, customerRef, ...plain } = request;
    const marks = seal.marks('call', `request ${JSON.stringify(request)}`);
    const manager = await clientManager(this.#house.clock, this.#bank, request);
    const answer = await store.writeAlone(CALLS, async (writing) => {
      const { db } = writing;
      const now = Math.round(this.#house.clock.wall());
      const standing = await rowOf(db, request.id);
      if (standing)
        return standing.terminal === caller.terminal && marks.includes(standing.mark)
          ? ok({ row: standing, made: false })
          : err({ code: 'idConflict' as const });
      const { configuration, area } = await branchOf(db, caller.branch);
      if (!within(configuration.hours, now, configuration.timeZone))
        return err({ code: 'branchClosed' as const });
      await this.#endFormer(writing, caller.terminal, now);
      const day = businessDate(now, configuration.timeZone);
      const number = await nextNumber(db, `callReference:${caller.branch}:${day}`);
      const row: CallRow = {
        ...plain,
        ...NEW_CALL,
        branch: caller.branch,
        area,
        reference: `V-${String(number).padStart(4, '0')}`,
        terminal: caller.terminal,
        skill: request.service ?? 'general',
        manager,
        mark: marks[0] ?? '',
        hand_over: seal.seal('call', `handOver ${request.id}`, JSON.stringify(handOver)),
        created_at: await afterTheLast(db, now),
        changed_at: now,
      };
      await db.insertInto('calls').values(row).execute();
      await db.insertInto('call_heard').values({ call: row.id, terminal_at: now, desk_at: 0 }).execute();
      writing.tell(callSubject(row.id));
      await touchDesks(writing, area);
      await settle(writing, area, now);
      return ok({ row: (await rowOf(db, row.id)) ?? row, made: true });
    });
    if (!answer.ok) return answer;
    return ok({ call: await this.#shown(answer.value.row), made: answer.value.made });
  }

  /** A terminal's own call, as soon as its version is higher than `after`, or as it stands after `milliseconds`. */
  async await(
    terminal: string,
    id: string,
    after: number,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<Result<Call, CodedError<'notFound' | 'tooManyWaiting'>>> {
    await this.heard(terminal, id);
    const awaited = { subject: callSubject(id), terminal, after, milliseconds, signal };
    const row = await ownNews(this.#changes, awaited, async () => {
      await this.#look();
      return rowOf(this.#house.store.db, id);
    });
    if (!row.ok) return row;
    await this.heard(terminal, id);
    return ok(await this.#shown(row.value));
  }

  leave(caller: Caller, id: string, { outcome }: CallLeave): Promise<Result<Call, CallRefusal>> {
    return this.#move(caller, id, { move: 'leave', outcome });
  }

  live(caller: Caller, id: string, { turn, mode }: CallLive): Promise<Result<Call, CallRefusal>> {
    return this.#move(caller, id, { move: 'live', turn, mode });
  }

  /** A call of this terminal; undefined where it has none such. */
  async own(terminal: string, id: string): Promise<CallRow | undefined> {
    const row = await rowOf(this.#house.store.db, id);
    return row?.terminal === terminal ? row : undefined;
  }

  /** The terminal has asked: it is there. Written down at most every `HEARD_EVERY`, beside the call itself. */
  async heard(terminal: string, id: string): Promise<void> {
    const now = Math.round(this.#house.clock.wall());
    await this.#house.store.db
      .updateTable('call_heard')
      .set({ terminal_at: now })
      .where('call', '=', id)
      .where('terminal_at', '<=', now - HEARD_EVERY)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('calls')
            .select('calls.id')
            .where('calls.id', '=', id)
            .where('terminal', '=', terminal),
        ),
      )
      .execute();
  }

  async #move(caller: Caller, id: string, asked: CallMove): Promise<Result<Call, CallRefusal>> {
    const answer = await this.#house.store.writeAlone(CALLS, async (writing) => {
      const now = Math.round(this.#house.clock.wall());
      const row = await rowOf(writing.db, id);
      if (row?.terminal !== caller.terminal) return err({ code: 'notFound' as const });
      const stand = standOf(row);
      const moved = moveCall(stand, asked);
      if (!moved.ok) return err({ code: 'illegalMove' as const, detail: moved.error.code });
      if (moved.value === stand) return ok(row);
      const besides = asked.move === 'live' ? { live_at: row.live_at ?? now, connect_by: null } : {};
      const changed = await change(writing, row, moved.value, now, besides);
      await settle(writing, row.area, now);
      return ok(changed);
    });
    return answer.ok ? ok(await this.#shown(answer.value)) : answer;
  }

  async #endFormer(writing: Writing, terminal: string, now: number): Promise<void> {
    const former = await writing.db
      .selectFrom('calls')
      .selectAll()
      .where('terminal', '=', terminal)
      .where('state', 'in', ['waiting', 'assigned', 'live'])
      .execute();
    for (const row of former.filter(isOpen)) {
      const ended = moveCall(standOf(row), { move: 'leave', outcome: 'withdrawn' });
      if (ended.ok) await change(writing, row, ended.value, now);
    }
  }

  async #look(): Promise<void> {
    const now = this.#house.clock.monotonic();
    if (now - this.#looked < LOOK_EVERY) return;
    this.#looked = now;
    await this.#sweep.sweep();
  }

  async #shown(row: CallRow): Promise<Call> {
    const member =
      row.staff === null
        ? undefined
        : await this.#house.store.db
            .selectFrom('staff')
            .select('name')
            .where('number', '=', row.staff)
            .executeTakeFirst();
    const { configuration } = await branchOf(this.#house.store.db, row.branch);
    return toCall(row, this.#house.seal, member?.name, configuration.calls);
  }
}

/** Two that come within one millisecond have come one after the other, whatever the clock says. */
async function afterTheLast(db: Writing['db'], now: number): Promise<number> {
  const row = await db
    .selectFrom('calls')
    .select((eb) => eb.fn.max('created_at').as('last'))
    .where('state', 'in', ['waiting', 'assigned', 'live'])
    .executeTakeFirst();
  const last = Number(row?.last ?? 0);
  return last >= now && last < now + 1_000 ? last + 1 : now;
}

const NEW_CALL = {
  state: 'waiting',
  outcome: null,
  turn: 0,
  staff: null,
  last_staff: null,
  token_hash: null,
  token_before: null,
  token_expires_at: null,
  silent_since: null,
  connect_by: null,
  taken_at: null,
  live_at: null,
  live_mode: null,
  transferred: 0,
  returned: 0,
  sent_to: null,
  sent_by: null,
  sent_at: null,
  wait: null,
  version: 1,
  ended_at: null,
  wrap_code: null,
} as const;
