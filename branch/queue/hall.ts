import type { HandedIn, HandIn } from '#contracts/branch/block.ts';
import type { Board } from '#contracts/branch/board.ts';
import { BOARD_ROWS } from '#contracts/branch/board.ts';
import { type BranchConfiguration, counterIdSchema } from '#contracts/branch/configuration.ts';
import {
  COUNTER_LIST_LIMIT,
  type Counter,
  type CounterPage,
  counterSchema,
} from '#contracts/branch/counter.ts';
import type { PhoneTicket } from '#contracts/branch/phone.ts';
import type { Queue } from '#contracts/branch/queue.ts';
import type { Ticket, TicketAnswer, TicketRequest } from '#contracts/branch/ticket.ts';
import type { Clock } from '#foundation/clock.ts';
import { ok, type Result } from '#foundation/result.ts';
import { HandInOffice, type HandInRefusal } from '../blocks/hand-in.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { presentStaff } from '../staff/present.ts';
import { type BranchStore, branchRevision } from '../store/store.ts';
import { WaitOffice } from '../wait/waits.ts';
import type { CounterStaff } from './counters.ts';
import { until, within } from './hours.ts';
import { callingOrder, mayCall } from './policy.ts';
import { toConfiguration, toTicket, toWaiter } from './records.ts';
import { phoneTokenOf, TicketOffice, type TicketRefusal } from './tickets.ts';

/** Care hours are said only while the branch is open. */
const careUntil = ({ hours, care, timeZone }: BranchConfiguration, wall: number): string | null =>
  within(hours, wall, timeZone) ? until(care.hours, wall, timeZone) : null;

/** What terminals, phones, counters and boards see of a branch's queue. It changes nothing but by the ticket office. */
export class Hall {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #tickets: TicketOffice;
  readonly #handIns: HandInOffice;
  readonly #waits: WaitOffice;
  readonly #publicUrl: string | null;

  constructor(store: BranchStore, clock: Clock, publicUrl: string | null) {
    this.#store = store;
    this.#clock = clock;
    this.#tickets = new TicketOffice(store, clock);
    this.#handIns = new HandInOffice(store, clock);
    this.#waits = new WaitOffice(store, clock);
    this.#publicUrl = publicUrl;
  }

  revision(branch: string): Promise<number> {
    return branchRevision(this.#store.db, branch);
  }

  /** Whether there is such a branch. */
  async knows(branch: string): Promise<boolean> {
    const row = await this.#store.db
      .selectFrom('branches')
      .select('id')
      .where('id', '=', branch)
      .executeTakeFirst();
    return row !== undefined;
  }

  async configuration(branch: string): Promise<BranchConfiguration> {
    const row = await this.#store.db
      .selectFrom('branches')
      .select('configuration')
      .where('id', '=', branch)
      .executeTakeFirst();
    return toConfiguration(row?.configuration ?? null);
  }

  /** What one can queue for, and how long it would take somebody who came now. */
  async queue(branch: string): Promise<Queue> {
    const [configuration, waits] = await Promise.all([this.configuration(branch), this.#waitsOf(branch)]);
    const wall = this.#clock.wall();
    return {
      configuration,
      businessDate: businessDate(wall, configuration.timeZone),
      open: within(configuration.hours, wall, configuration.timeZone),
      careNow: within(configuration.care.hours, wall, configuration.timeZone),
      waits: Object.fromEntries(configuration.services.map(({ id }) => [id, waits.ofNewcomer(id)])),
    };
  }

  async take(
    branch: string,
    terminal: string | null,
    request: TicketRequest,
  ): Promise<Result<{ answer: TicketAnswer; issued: boolean }, TicketRefusal>> {
    const taken = await this.#tickets.issue(branch, terminal, request);
    if (!taken.ok) return taken;
    return ok({ answer: await this.#answer(branch, taken.value.ticket), issued: taken.value.issued });
  }

  async ticket(branch: string, id: string): Promise<TicketAnswer | undefined> {
    const ticket = await this.#tickets.find(branch, id);
    return ticket && this.#answer(branch, ticket);
  }

  async giveUp(branch: string, id: string): Promise<Result<TicketAnswer, TicketRefusal>> {
    const given = await this.#tickets.giveUp(branch, id);
    return given.ok ? ok(await this.#answer(branch, given.value)) : given;
  }

  /** Takes in a number that a terminal gave out while it was cut off. */
  async handIn(
    caller: Caller,
    handIn: HandIn,
  ): Promise<Result<{ answer: HandedIn; first: boolean }, HandInRefusal>> {
    const taken = await this.#handIns.handIn(caller, handIn);
    if (!taken.ok) return taken;
    const { ticket, entered, clamped, first } = taken.value;
    return ok({ answer: { ...(await this.#answer(caller.branch, ticket)), entered, clamped }, first });
  }

  byPhone(token: string): Promise<{ branch: string; ticket: Ticket; calls: number } | undefined> {
    return this.#tickets.findByPhoneToken(token);
  }

  /** What a phone shows of the ticket it follows. */
  async onPhone(token: string): Promise<Omit<PhoneTicket, 'mayRate'> | undefined> {
    const held = await this.byPhone(token);
    if (!held) return undefined;
    const { branch } = held;
    const [configuration, revision, { ticket, wait }] = await Promise.all([
      this.configuration(branch),
      this.revision(branch),
      this.#answer(branch, held.ticket),
    ]);
    const inHand = ticket.services.find(({ outcome }) => outcome === 'open') ?? ticket.services.at(-1);
    const service = configuration.services.find(({ id }) => id === inHand?.id);
    return {
      revision,
      serverTime: new Date(this.#clock.wall()).toISOString(),
      branch: configuration.name,
      label: ticket.label,
      language: ticket.language,
      state: ticket.state,
      counter: ticket.counter,
      calls: held.calls,
      wait,
      care: { until: careUntil(configuration, this.#clock.wall()), seats: configuration.care.seats },
      service: service?.name ?? { zh: '柜台业务', en: 'Counter service' },
    };
  }

  /** Everything a counter's page shows, for whoever sits there. */
  async counterPage({ staff, branch }: CounterStaff, speech: boolean): Promise<CounterPage> {
    const revision = await this.revision(branch);
    const [configuration, waits, counters, rows] = await Promise.all([
      this.configuration(branch),
      this.#waits.of(branch, revision),
      this.#counters(branch),
      this.#held(branch),
    ]);
    const wall = this.#clock.wall();
    const own = counters.find((counter) => counter.staff === staff);
    const services = configuration.counters.find(({ id }) => id === own?.id)?.services ?? [];
    const careNow = within(configuration.care.hours, wall, configuration.timeZone);
    const waiting = rows.filter(({ state }) => state === 'waiting');
    const byId = new Map(waiting.map((row) => [row.id, row]));
    const order = callingOrder(waiting.map(toWaiter), configuration.overtaking, careNow);
    const current = rows.find(({ id }) => id === own?.ticket);
    const drafts = await this.#store.db
      .selectFrom('drafts')
      .select('ticket')
      .distinct()
      .where('branch', '=', branch)
      .where('kept_until', '>', wall)
      .orderBy('ticket')
      .limit(2 * COUNTER_LIST_LIMIT)
      .execute();
    return {
      revision,
      serverTime: new Date(wall).toISOString(),
      businessDate: businessDate(wall, configuration.timeZone),
      configuration,
      counters,
      own: own?.id ?? null,
      current: current ? toTicket(current) : null,
      waiting: order.slice(0, COUNTER_LIST_LIMIT).flatMap((waiter) => {
        const row = byId.get(waiter.id);
        if (!row) return [];
        return [
          {
            ticket: toTicket(row),
            wait: waits.ofTicket(row.id) ?? null,
            mine: own !== undefined && mayCall(waiter, own.id, services),
          },
        ];
      }),
      waitingTotal: waiting.length,
      parked: rows
        .filter(({ state }) => state === 'parked')
        .slice(0, COUNTER_LIST_LIMIT)
        .map(toTicket),
      drafts: drafts.map(({ ticket }) => ticket),
      speech,
    };
  }

  /** The numbers called last, newest first; who is called again is called anew. */
  async board(branch: string, speech: boolean): Promise<Board> {
    const revision = await this.revision(branch);
    const configuration = await this.configuration(branch);
    const tickets = this.#store.db.selectFrom('tickets').where('branch', '=', branch);
    const called = await tickets
      .where('state', 'in', ['called', 'serving'])
      .select(['id', 'sequence', 'label', 'counter', 'calls'])
      .orderBy('sequence')
      .execute();
    const lastCalls = await this.#lastCalls(branch, called);
    const rows = called
      .toSorted((a, b) => (lastCalls.get(b.id) ?? 0) - (lastCalls.get(a.id) ?? 0))
      .slice(0, BOARD_ROWS);
    const { count } = await tickets
      .where('state', '=', 'waiting')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return {
      revision,
      serverTime: new Date(this.#clock.wall()).toISOString(),
      name: configuration.name,
      timeZone: configuration.timeZone,
      rows: rows.map(({ label, counter, calls }) => ({
        label,
        counter: counterIdSchema.parse(counter),
        calls,
      })),
      waiting: Number(count),
      careUntil: careUntil(configuration, this.#clock.wall()),
      speech,
    };
  }

  /** By ticket, at which change of the queue it was called last; `called` in the order in which they were issued. */
  async #lastCalls(
    branch: string,
    called: readonly { readonly id: string; readonly sequence: number | string }[],
  ): Promise<ReadonlyMap<string, number>> {
    const [first] = called;
    if (!first) return new Map();
    const events = await this.#store.db
      .selectFrom('queue_events')
      .select((eb) => ['ticket', eb.fn.max('sequence').as('sequence')])
      .where('branch', '=', branch)
      // Nobody is called before his number is issued: the events of earlier days are not looked at.
      .where('sequence', '>', Number(first.sequence))
      .where('kind', 'in', ['ticketCalled', 'ticketRecalled'])
      .where(
        'ticket',
        'in',
        called.map(({ id }) => id),
      )
      .groupBy('ticket')
      .execute();
    return new Map(events.map(({ ticket, sequence }) => [ticket ?? '', Number(sequence)]));
  }

  async #answer(branch: string, ticket: Ticket): Promise<TicketAnswer> {
    const waits = ticket.state === 'waiting' ? await this.#waitsOf(branch) : undefined;
    return {
      ticket,
      wait: waits?.ofTicket(ticket.id) ?? null,
      phoneUrl: this.#publicUrl && new URL(`/t/${phoneTokenOf(ticket.id)}`, this.#publicUrl).href,
    };
  }

  async #waitsOf(branch: string) {
    return this.#waits.of(branch, await this.revision(branch));
  }

  async #counters(branch: string): Promise<Counter[]> {
    const rows = await this.#store.db
      .selectFrom('service_counters')
      .select(['id', 'state', 'staff', 'ticket'])
      .where('branch', '=', branch)
      .execute();
    const staff = rows.flatMap((row) => (row.staff === null ? [] : [row.staff]));
    const present = await presentStaff(this.#store.db, staff, this.#clock.wall());
    return rows
      .map((row) => counterSchema.parse({ ...row, left: row.staff !== null && !present.has(row.staff) }))
      .toSorted((a, b) => Number(a.id) - Number(b.id));
  }

  #held(branch: string) {
    return this.#store.db
      .selectFrom('tickets')
      .selectAll()
      .where('branch', '=', branch)
      .where('state', 'in', ['waiting', 'called', 'serving', 'parked'])
      .orderBy('sequence')
      .execute();
  }
}
