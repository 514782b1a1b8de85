import type { CounterAct, CounterActName } from '#contracts/branch/counter.ts';
import type { ServiceOutcome, TicketState } from '#contracts/branch/ticket.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { presentStaff } from '../staff/present.ts';
import type { BranchStore } from '../store/store.ts';
import { type CounterRow, counterOf, counterRow, holders, saveCounter } from './counter-rows.ts';
import { freeLeft } from './left-counter.ts';
import { cappedBefore, mayCall, nextOf, overtakenBy, type Waiter } from './policy.ts';
import { type QueueWriting, writeQueue } from './queue-writing.ts';
import { type TicketRow, toWaiter } from './records.ts';
import { findRow, saveRow } from './tickets.ts';

export type CounterRefusal = CodedError<
  | 'notFound'
  | 'illegalMove'
  | 'staleTicket'
  | 'unknownService'
  | 'counterUnknown'
  | 'counterTaken'
  | 'counterNotOpen'
  | 'counterBusy'
  | 'nobodyWaiting'
  | 'tooEarly'
  | 'overtakenEnough'
>;

type Done = Result<void, CounterRefusal>;

const done: Done = ok(undefined);
const refuse = (code: CounterRefusal['code'], detail?: string): Done =>
  err(detail === undefined ? { code } : { code, detail });

/** How long a done act is remembered, milliseconds: far longer than any page sends it again. */
const ACTS_KEPT = 24 * 60 * 60_000;

/** Who acts: a signed-in member of staff with the right, and of which branch. */
export type CounterStaff = { readonly staff: string; readonly branch: string };

/** Which of these members are signed in. */
export type WhoIsIn = typeof presentStaff;

/** For whoever acts without sessions: nobody has left. */
export const EVERYBODY: WhoIsIn = async (_db, numbers) => new Set(numbers);

/** What staff does at a counter. Each act is done once however often it is sent, and whole or not at all. */
export class Counters {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #whoIsIn: WhoIsIn;

  constructor(store: BranchStore, clock: Clock, whoIsIn: WhoIsIn = presentStaff) {
    this.#store = store;
    this.#clock = clock;
    this.#whoIsIn = whoIsIn;
  }

  act<Name extends CounterActName>(
    { staff, branch }: CounterStaff,
    name: Name,
    act: CounterAct<Name>,
  ): Promise<Done> {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      if (await wasDone(queue, act.request)) return done;
      const present = name === 'open' ? await this.#present(queue) : NOBODY;
      const answer = await ACTS[name](queue, staff, act, present);
      if (answer.ok) await remember(queue, act.request);
      return answer;
    });
  }

  /** He has signed out: his counter is closed, unless he is in elsewhere. A customer who is there waits again. */
  async left(staff: string): Promise<void> {
    const held = await this.#store.db
      .selectFrom('service_counters')
      .select('branch')
      .where('staff', '=', staff)
      .executeTakeFirst();
    if (!held) return;
    await writeQueue(this.#store, this.#clock, held.branch, async (queue) => {
      const own = await counterOf(queue, staff);
      if (own && !(await this.#present(queue)).has(staff)) await freeLeft(queue, own);
    });
  }

  async #present(queue: QueueWriting): Promise<ReadonlySet<string>> {
    const staff = (await holders(queue)).flatMap((row) => (row.staff === null ? [] : [row.staff]));
    return this.#whoIsIn(queue.db, staff, this.#clock.wall());
  }
}

const NOBODY: ReadonlySet<string> = new Set();

async function wasDone(queue: QueueWriting, request: string): Promise<boolean> {
  const row = await queue.db
    .selectFrom('counter_acts')
    .select('request')
    .where('branch', '=', queue.branch)
    .where('request', '=', request)
    .executeTakeFirst();
  return row !== undefined;
}

async function remember({ db, branch, now, revision }: QueueWriting, request: string): Promise<void> {
  await db.insertInto('counter_acts').values({ branch, request, at: now }).execute();
  if (revision % 100 !== 0) return;
  await db
    .deleteFrom('counter_acts')
    .where('branch', '=', branch)
    .where('at', '<', now - ACTS_KEPT)
    .execute();
}

const ACTS: {
  readonly [Name in CounterActName]: (
    queue: QueueWriting,
    staff: string,
    act: CounterAct<Name>,
    /** Who is signed in of those who hold a counter. */
    present: ReadonlySet<string>,
  ) => Promise<Done>;
} = {
  open: async (queue, staff, { counter }, present) => {
    if (!queue.configuration.counters.some(({ id }) => id === counter))
      return refuse('counterUnknown', counter);
    const own = await counterOf(queue, staff);
    if (own && own.id !== counter) return refuse('counterTaken', `you hold counter ${own.id}`);
    const standing = await counterRow(queue, counter);
    if (standing?.staff && standing.staff !== staff) {
      if (present.has(standing.staff)) return refuse('counterTaken', counter);
      await freeLeft(queue, standing);
    }
    await saveCounter(queue, {
      branch: queue.branch,
      id: counter,
      state: 'open',
      staff,
      ticket: own?.ticket ?? null,
    });
    queue.note({ kind: 'counterOpened', counter, staff });
    await endYesterday(queue);
    return done;
  },
  pause: async (queue, staff) => {
    const own = await counterOf(queue, staff);
    if (!own) return refuse('counterNotOpen');
    await saveCounter(queue, { ...own, state: 'paused' });
    queue.note({ kind: 'counterPaused', counter: own.id, staff });
    return done;
  },
  close: async (queue, staff) => {
    const own = await counterOf(queue, staff);
    if (!own) return done;
    if (own.ticket !== null) return refuse('counterBusy', own.id);
    await saveCounter(queue, { ...own, state: 'closed', staff: null });
    // Whoever was handed over to this counter alone may be called by any other now.
    await queue.db
      .updateTable('tickets')
      .set({ counter: null })
      .where('branch', '=', queue.branch)
      .where('state', '=', 'waiting')
      .where('counter', '=', own.id)
      .execute();
    queue.note({ kind: 'counterClosed', counter: own.id, staff });
    return done;
  },
  callNext: async (queue, staff) => {
    const own = await freeCounter(queue, staff);
    if (!own.ok) return own;
    const callable = await callableAt(queue, own.value.id);
    const waiters = callable.map(toWaiter);
    const next = nextOf(waiters, queue.configuration.overtaking, queue.careNow);
    const row = next && callable.find(({ id }) => id === next.id);
    if (!next || !row) return refuse('nobodyWaiting');
    await countOvertaken(queue, callable, waiters, next);
    return callTo(queue, own.value, staff, row);
  },
  call: async (queue, staff, { label }) => {
    const own = await freeCounter(queue, staff);
    if (!own.ok) return own;
    const row = await queue.db
      .selectFrom('tickets')
      .selectAll()
      .where('branch', '=', queue.branch)
      .where('label', '=', label)
      .where('state', 'in', ['waiting', 'parked', 'noShow'])
      .orderBy('sequence', 'desc')
      .executeTakeFirst();
    if (!row) return refuse('notFound', label);
    if (row.business_date !== queue.businessDate && row.state === 'noShow') return refuse('notFound', label);
    if (row.state === 'waiting') {
      const callable = await callableAt(queue, own.value.id);
      const waiters = callable.map(toWaiter);
      // The cap holds for whoever is called by his number, too.
      const first = cappedBefore(waiters, toWaiter(row), queue.configuration.overtaking);
      if (first) return refuse('overtakenEnough', callable.find(({ id }) => id === first.id)?.label);
      await countOvertaken(queue, callable, waiters, toWaiter(row));
    }
    return callTo(queue, own.value, staff, row);
  },
  recall: onCurrent(['called'], async (queue, staff, row, own) => {
    await saveRow(queue, { ...row, calls: row.calls + 1, version: row.version + 1 });
    queue.note({ kind: 'ticketRecalled', ticket: row.id, counter: own.id, staff });
    return done;
  }),
  begin: onCurrent(['called'], async (queue, staff, row, own) => {
    await saveRow(queue, { ...row, state: 'serving', began_at: queue.now, version: row.version + 1 });
    queue.note({ kind: 'serviceBegun', ticket: row.id, counter: own.id, staff });
    return done;
  }),
  park: onCurrent(['called', 'serving'], async (queue, staff, row, own) => {
    await noteServe(queue, staff, row, own, 'parked');
    await leave(queue, own, { ...row, state: 'parked', counter: null });
    queue.note({ kind: 'ticketParked', ticket: row.id, counter: own.id, staff });
    return done;
  }),
  transfer: onCurrent(['called', 'serving'], async (queue, staff, row, own, { service, counter }) => {
    const { services, counters } = queue.configuration;
    if (service !== null && !services.some(({ id }) => id === service))
      return refuse('unknownService', service);
    if (counter !== null && !counters.some(({ id }) => id === counter))
      return refuse('counterUnknown', counter);
    await noteServe(queue, staff, row, own, 'transferred');
    const moved = service === null || service === row.service ? row : withService(row, service);
    await leave(queue, own, { ...moved, state: 'waiting', counter });
    queue.note({
      kind: 'ticketTransferred',
      ticket: row.id,
      counter: own.id,
      staff,
      detail: [service, counter && `counter ${counter}`].filter(Boolean).join(', '),
    });
    return done;
  }),
  noShow: onCurrent(['called'], async (queue, staff, row, own) => {
    const waited = queue.now - Number(row.called_at ?? queue.now);
    if (waited < queue.configuration.noShowSeconds * 1_000) return refuse('tooEarly');
    await noteServe(queue, staff, row, own, 'noShow');
    await leave(queue, own, { ...row, state: 'noShow', counter: null, ended_at: queue.now });
    queue.note({ kind: 'ticketNoShow', ticket: row.id, counter: own.id, staff });
    return done;
  }),
  finish: onCurrent(['called', 'serving'], async (queue, staff, row, own, { outcome }) => {
    await noteServe(queue, staff, row, own, outcome);
    const services = outcomesOf(row).map((each) => (each.id === row.service ? { ...each, outcome } : each));
    const next = services.find((each) => each.outcome === 'open');
    const rest = { ...row, services: JSON.stringify(services) };
    queue.note({ kind: 'serviceEnded', ticket: row.id, counter: own.id, staff, detail: outcome });
    if (!next) {
      await leave(queue, own, { ...rest, state: 'done', counter: own.id, ended_at: queue.now });
      queue.note({ kind: 'ticketDone', ticket: row.id, counter: own.id, staff });
      return done;
    }
    const onward = { ...rest, service: next.id };
    // Whoever stands at a counter that can do the next thing too does not sit down again.
    if (mayCall({ service: next.id, counter: null }, own.id, servicesAt(queue, own.id)))
      await saveRow(queue, { ...onward, state: 'serving', began_at: queue.now, version: row.version + 1 });
    else await leave(queue, own, { ...onward, state: 'waiting', counter: null });
    return done;
  }),
};

/** An act on the ticket this counter has called or serves, as the page saw it. */
function onCurrent<Act extends { readonly ticket: string; readonly version: number }>(
  states: readonly TicketState[],
  run: (queue: QueueWriting, staff: string, row: TicketRow, own: CounterRow, act: Act) => Promise<Done>,
) {
  return async (queue: QueueWriting, staff: string, act: Act): Promise<Done> => {
    const own = await counterOf(queue, staff);
    if (!own) return refuse('counterNotOpen');
    const row = await findRow(queue, act.ticket);
    if (!row || own.ticket !== row.id) return refuse('notFound');
    if (row.version !== act.version) return refuse('staleTicket');
    const state = states.find((each) => each === row.state);
    if (!state) return refuse('illegalMove', row.state);
    return run(queue, staff, row, own, act);
  };
}

async function freeCounter(queue: QueueWriting, staff: string): Promise<Result<CounterRow, CounterRefusal>> {
  const own = await counterOf(queue, staff);
  if (own?.state !== 'open') return err({ code: 'counterNotOpen' });
  return own.ticket === null ? ok(own) : err({ code: 'counterBusy', detail: own.id });
}

const servicesAt = ({ configuration }: QueueWriting, counter: string): readonly string[] =>
  configuration.counters.find(({ id }) => id === counter)?.services ?? [];

async function callableAt(queue: QueueWriting, counter: string): Promise<TicketRow[]> {
  const rows = await queue.db
    .selectFrom('tickets')
    .selectAll()
    .where('branch', '=', queue.branch)
    .where('state', '=', 'waiting')
    .orderBy('sequence')
    .execute();
  const services = servicesAt(queue, counter);
  return rows.filter((row) => mayCall(row, counter, services));
}

async function countOvertaken(
  queue: QueueWriting,
  rows: readonly TicketRow[],
  waiters: readonly Waiter[],
  called: Waiter,
): Promise<void> {
  const past = overtakenBy(waiters, called);
  if (past.length === 0) return;
  const ids = past.map(({ id }) => id);
  await queue.db
    .updateTable('tickets')
    .set((eb) => ({ overtaken: eb('overtaken', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
  const label = rows.find(({ id }) => id === called.id)?.label ?? called.id;
  for (const id of ids) queue.note({ kind: 'ticketOvertaken', ticket: id, detail: label });
}

async function callTo(queue: QueueWriting, own: CounterRow, staff: string, row: TicketRow): Promise<Done> {
  await saveRow(queue, {
    ...row,
    state: 'called',
    counter: own.id,
    calls: row.calls + 1,
    called_at: queue.now,
    began_at: null,
    ended_at: null,
    version: row.version + 1,
  });
  await saveCounter(queue, { ...own, ticket: row.id });
  queue.note({ kind: 'ticketCalled', ticket: row.id, counter: own.id, staff, detail: row.label });
  return done;
}

/** The ticket goes its way and the counter is free. */
async function leave(queue: QueueWriting, own: CounterRow, row: TicketRow): Promise<void> {
  await saveRow(queue, { ...row, version: row.version + 1 });
  await saveCounter(queue, { ...own, ticket: null });
}

async function noteServe(
  queue: QueueWriting,
  staff: string,
  row: TicketRow,
  own: CounterRow,
  outcome: Exclude<ServiceOutcome, 'open'> | 'noShow' | 'parked' | 'transferred',
): Promise<void> {
  const calledAt = Number(row.called_at ?? queue.now);
  // Without an explicit beginning the customer stood there from the call on, as far as anybody knows.
  const beganAt = row.began_at === null ? calledAt : Number(row.began_at);
  await queue.db
    .insertInto('serves')
    .values({
      branch: queue.branch,
      sequence: queue.revision,
      business_date: queue.businessDate,
      ticket: row.id,
      service: row.service,
      counter: own.id,
      staff,
      waited: calledAt - Number(row.issued_at),
      took: outcome === 'noShow' ? null : queue.now - beganAt,
      outcome,
    })
    .execute();
}

const outcomesOf = (row: TicketRow): { id: string; outcome: ServiceOutcome }[] =>
  JSON.parse(row.services) as { id: string; outcome: ServiceOutcome }[];

/** The ticket for another service in place of the one in hand; for none twice. The first open one is the one in hand. */
function withService(row: TicketRow, service: string): TicketRow {
  const others = outcomesOf(row).filter(({ id }) => id !== row.service && id !== service);
  const ended = others.filter(({ outcome }) => outcome !== 'open');
  const open = others.filter(({ outcome }) => outcome === 'open');
  return {
    ...row,
    service,
    services: JSON.stringify([...ended, { id: service, outcome: 'open' }, ...open]),
  };
}

/** Whoever opens the first counter of a day ends what an earlier day left: nobody has waited over night. */
async function endYesterday(queue: QueueWriting): Promise<void> {
  const left = await queue.db
    .selectFrom('tickets')
    .selectAll()
    .where('branch', '=', queue.branch)
    .where('state', 'in', ['waiting', 'parked'])
    .where('business_date', '<', queue.businessDate)
    .execute();
  for (const row of left) {
    await saveRow(queue, { ...row, state: 'gaveUp', ended_at: queue.now, version: row.version + 1 });
    queue.note({ kind: 'ticketGivenUp', ticket: row.id, detail: 'day over' });
  }
}
