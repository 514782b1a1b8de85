import type { CounterId } from '#contracts/branch/configuration.ts';
import type { Wait, WaitReason } from '#contracts/branch/ticket.ts';
import type { Clock } from '#foundation/clock.ts';
import { within } from '../queue/hours.ts';
import { cameBefore, mayCall, nextOf, type Waiter } from '../queue/policy.ts';
import { toConfiguration, toWaiter } from '../queue/records.ts';
import type { BranchStore } from '../store/store.ts';
import { type Durations, durationsOf } from './durations.ts';
import { chanceOf, type QueueNow, quantile, simulateWaits } from './simulate.ts';

/** Past services that are looked at for each kind: the newest ones. */
const HISTORY = 200;

/** The range tells what held in nine of ten courses. */
const LOW = 0.05;
const HIGH = 0.95;

/** How long a change of the counters explains a move, milliseconds. */
const EXPLAINS_FOR = 10 * 60_000;

/** The ones just served against all: beyond this ratio they are slower, below its inverse faster. */
const NOTICEABLE = 1.3;
const JUST_SERVED = 5;

/** Most waiting customers a course plays; a branch with more has other worries than minutes. */
const MOST_PLAYED = 300;

/** What the page of a queue needs of the waits: of those who wait, and of somebody who came now. */
export type Waits = {
  readonly ofTicket: (id: string) => Wait | undefined;
  /** Somebody without any right to go before, who took a ticket for this service now. */
  readonly ofNewcomer: (service: string) => Wait;
};

/** Honest waits: played forward over the counters that are open, with durations learnt from the branch's own days. */
export class WaitOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #known = new Map<string, { readonly key: string; readonly waits: Promise<Waits> }>();

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The waits of a branch as they stand; worked out once for each change of its queue and each half minute. */
  of(branch: string, revision: number): Promise<Waits> {
    const key = `${revision} ${Math.floor(this.#clock.wall() / 30_000)}`;
    const known = this.#known.get(branch);
    if (known?.key === key) return known.waits;
    const waits = this.#workOut(branch, revision);
    this.#known.set(branch, { key, waits });
    waits.catch(() => this.#known.delete(branch));
    return waits;
  }

  async #workOut(branch: string, revision: number): Promise<Waits> {
    const { db } = this.#store;
    const stored = await db
      .selectFrom('branches')
      .select(['configuration', 'last_at'])
      .where('id', '=', branch)
      .executeTakeFirst();
    const configuration = toConfiguration(stored?.configuration ?? null);
    const wall = this.#clock.wall();
    const now = Math.max(wall, Number(stored?.last_at ?? 0));
    const careNow = within(configuration.care.hours, wall, configuration.timeZone);
    const rows = await db
      .selectFrom('tickets')
      .selectAll()
      .where('branch', '=', branch)
      .where('state', 'in', ['waiting', 'called', 'serving'])
      .orderBy('sequence')
      .execute();
    const waiting = rows
      .filter(({ state }) => state === 'waiting')
      .slice(0, MOST_PLAYED)
      .map(toWaiter);
    const counterRows = await db
      .selectFrom('service_counters')
      .selectAll()
      .where('branch', '=', branch)
      .where('state', '=', 'open')
      .execute();
    const counters = counterRows.map(({ id, ticket }) => {
      const served = rows.find((row) => row.id === ticket);
      const since = served && Number(served.began_at ?? served.called_at ?? now);
      return {
        id,
        services: configuration.counters.find((counter) => counter.id === id)?.services ?? [],
        serving:
          served && since !== undefined
            ? { service: served.service, elapsed: Math.max(0, now - since) }
            : null,
      };
    });
    const learnt = new Map<string, { durations: Durations; pace: 'steady' | 'slower' | 'faster' }>();
    for (const { id, usualMinutes } of configuration.services) {
      const history = await this.#history(branch, id);
      learnt.set(id, { durations: durationsOf(history, usualMinutes), pace: paceOf(history) });
    }
    const play: Omit<QueueNow, 'waiting'> = {
      counters,
      policy: configuration.overtaking,
      careNow,
      durations: (service) => learnt.get(service)?.durations ?? durationsOf([], 10),
      noShows: { share: await this.#noShowShare(branch), wait: configuration.noShowSeconds * 1_000 },
    };
    const courses = simulateWaits({ ...play, waiting }, chanceOf(revision));
    const events = await this.#latestEvents(branch, now - EXPLAINS_FOR);

    const told = (waiter: Waiter, times: readonly number[] | undefined, ahead: number): Wait => {
      const serving = counters.filter(({ id, services }) => mayCall(waiter, id, services));
      const about = events.find(
        (event) =>
          event.at >= waiter.issuedAt &&
          (event.ticket === waiter.id ||
            (event.counter !== null &&
              mayCall(
                { service: waiter.service, counter: null },
                event.counter,
                configuration.counters.find(({ id }) => id === event.counter)?.services ?? [],
              ))),
      );
      const kind = learnt.get(waiter.service);
      const reason: WaitReason =
        serving.length === 0
          ? 'noCounter'
          : (about?.reason ?? (kind?.durations.learnt ? kind.pace : 'coldStart'));
      return {
        ahead,
        minutes:
          times && times.length > 0
            ? {
                from: Math.floor(quantile(times, LOW) / 60_000),
                to: Math.ceil(quantile(times, HIGH) / 60_000),
              }
            : null,
        reason,
        counter: about?.counter && reason === about.reason ? about.counter : null,
      };
    };
    const byId = new Map(waiting.map((waiter) => [waiter.id, waiter]));
    // Every page of the hall asks for the same ones.
    const newcomers = new Map<string, Wait>();
    return {
      ofTicket: (id) => {
        const waiter = byId.get(id);
        if (!waiter) return undefined;
        return told(waiter, courses.get(id), aheadOf(waiter, waiting, play));
      },
      ofNewcomer: (service) => {
        const before = newcomers.get(service);
        if (before) return before;
        const newcomer: Waiter = {
          id: 'newcomer',
          sequence: Number.MAX_SAFE_INTEGER,
          issuedAt: now,
          service,
          counter: null,
          segment: 'ordinary',
          needs: [],
          channel: 'anonymous',
          overtaken: 0,
        };
        const all = [...waiting, newcomer];
        const times = simulateWaits({ ...play, waiting: all }, chanceOf(revision)).get(newcomer.id);
        const wait = told(newcomer, times, aheadOf(newcomer, all, play));
        newcomers.set(service, wait);
        return wait;
      },
    };
  }

  async #history(branch: string, service: string): Promise<number[]> {
    const rows = await this.#store.db
      .selectFrom('serves')
      .select('took')
      .where('branch', '=', branch)
      .where('service', '=', service)
      .where('outcome', 'in', ['done', 'notPossible'])
      .where('took', '>', 0)
      .orderBy('sequence', 'desc')
      .limit(HISTORY)
      .execute();
    return rows.map(({ took }) => Number(took));
  }

  async #noShowShare(branch: string): Promise<number> {
    const rows = await this.#store.db
      .selectFrom('serves')
      .select('outcome')
      .where('branch', '=', branch)
      .orderBy('sequence', 'desc')
      .limit(HISTORY)
      .execute();
    if (rows.length < 20) return 0;
    return rows.filter(({ outcome }) => outcome === 'noShow').length / rows.length;
  }

  async #latestEvents(branch: string, since: number) {
    const rows = await this.#store.db
      .selectFrom('queue_events')
      .select(['kind', 'ticket', 'counter', 'at'])
      .where('branch', '=', branch)
      .where('at', '>=', since)
      .where('kind', 'in', ['counterOpened', 'counterPaused', 'counterClosed', 'ticketOvertaken'])
      .orderBy('sequence', 'desc')
      .limit(200)
      .execute();
    return rows.map(({ kind, ticket, counter, at }) => ({
      reason: REASON_OF[kind as keyof typeof REASON_OF],
      ticket,
      counter: counter as CounterId | null,
      at: Number(at),
    }));
  }
}

const REASON_OF = {
  counterOpened: 'counterOpened',
  counterPaused: 'counterClosed',
  counterClosed: 'counterClosed',
  ticketOvertaken: 'overtaken',
} as const satisfies Record<string, WaitReason>;

/** Whether the ones just served took noticeably more or less than all of them, by their middles. */
function paceOf(newestFirst: readonly number[]): 'steady' | 'slower' | 'faster' {
  const middle = (numbers: readonly number[]) =>
    quantile(
      numbers.toSorted((a, b) => a - b),
      0.5,
    );
  const ratio = middle(newestFirst.slice(0, JUST_SERVED)) / middle(newestFirst);
  return ratio > NOTICEABLE ? 'slower' : ratio < 1 / NOTICEABLE ? 'faster' : 'steady';
}

/**
 * How many are called before him, if each counter that may call him called everybody it may; while none is open, of
 * those who wait for the same.
 */
function aheadOf(
  waiter: Waiter,
  waiting: readonly Waiter[],
  { counters, policy, careNow }: Pick<QueueNow, 'counters' | 'policy' | 'careNow'>,
): number {
  const serving = counters.filter(({ id, services }) => mayCall(waiter, id, services));
  let left = waiting.filter(
    (other) =>
      other.id === waiter.id ||
      (serving.length === 0
        ? other.service === waiter.service
        : serving.some(({ id, services }) => mayCall(other, id, services))),
  );
  for (let ahead = 0; ; ahead++) {
    const next = nextOf(left, policy, careNow);
    if (!next || next.id === waiter.id) return ahead;
    left = left.flatMap((other) => {
      if (other.id === next.id) return [];
      return [cameBefore(other, next) ? { ...other, overtaken: other.overtaken + 1 } : other];
    });
  }
}
