import { mayCall, nextOf, overtakenBy, type Waiter } from '#branch/queue/policy.ts';
import { type BranchConfiguration, NEEDS } from '#contracts/branch/configuration.ts';
import type { Random } from '../../campaigns/support/random.ts';

const MINUTE = 60_000;

/** A counter as the day goes: whom it serves since when and until when. */
type Desk = {
  readonly id: string;
  readonly services: readonly string[];
  /** Some people work faster than others. */
  readonly pace: number;
  open: boolean;
  serving: { readonly waiter: Waiter; readonly since: number; readonly until: number } | null;
};

/** What somebody who comes in can know: who waits, which counters are open and what they do. */
export type HallNow = {
  readonly now: number;
  readonly waiting: readonly Waiter[];
  readonly desks: readonly Pick<Desk, 'id' | 'services' | 'serving'>[];
};

export type DayOfBranch = {
  /** What each service took, milliseconds, in the order in which they ended. */
  readonly served: readonly { readonly service: string; readonly took: number }[];
  /** For everybody who was called: what was foretold when he came, and how long he waited, milliseconds. */
  readonly waits: readonly { readonly told: Told; readonly waited: number }[];
};

/** A foretold range, milliseconds; null where nothing was told. */
export type Told = { readonly from: number; readonly to: number } | null;

/**
 * A day that is made without the estimate's own model: people come in two waves, services last by a mixture of a usual
 * course and one in six that goes wrong, members of staff differ, counters close over noon, some people do not come.
 */
export function liveDay(
  configuration: BranchConfiguration,
  random: Random,
  foretell: (hall: HallNow, waiter: Waiter) => Told,
): DayOfBranch {
  const desks: Desk[] = configuration.counters.map(({ id, services }) => ({
    id,
    services,
    pace: 0.8 + 0.5 * random.next(),
    open: true,
    serving: null,
  }));
  const slowDay = 0.85 + 0.4 * random.next();
  const arrivals = timesOfDay(random);
  const noon = desks
    .slice(0, 2)
    .map(({ id }, at) => ({ id, from: (120 + 45 * at) * MINUTE, to: (165 + 45 * at) * MINUTE }));
  const waits: { told: Told; waited: number }[] = [];
  const served: { service: string; took: number }[] = [];
  const toldOf = new Map<string, Told>();
  let waiting: Waiter[] = [];
  let sequence = 0;

  const callAt = (desk: Desk, now: number) => {
    if (!desk.open || desk.serving) return;
    const callable = waiting.filter((waiter) => mayCall(waiter, desk.id, desk.services));
    const next = nextOf(callable, configuration.overtaking, false);
    if (!next) return;
    const past = new Set(overtakenBy(callable, next).map(({ id }) => id));
    waiting = waiting.flatMap((waiter) => {
      if (waiter.id === next.id) return [];
      return [past.has(waiter.id) ? { ...waiter, overtaken: waiter.overtaken + 1 } : waiter];
    });
    waits.push({ told: toldOf.get(next.id) ?? null, waited: now - next.issuedAt });
    const usual = configuration.services.find(({ id }) => id === next.service)?.usualMinutes ?? 10;
    const took = random.chance(0.05)
      ? configuration.noShowSeconds * 1_000
      : lasts(usual * MINUTE * desk.pace * slowDay, random);
    desk.serving = { waiter: next, since: now, until: now + took };
  };

  for (let now = 0; now < 10 * 60 * MINUTE; now += 5_000) {
    for (const { id, from, to } of noon) {
      const desk = desks.find((each) => each.id === id);
      if (desk) desk.open = now < from || now >= to;
    }
    for (const desk of desks) {
      if (desk.serving && desk.serving.until <= now) {
        const { waiter, since, until } = desk.serving;
        if (until - since > configuration.noShowSeconds * 1_000)
          served.push({ service: waiter.service, took: until - since });
        desk.serving = null;
      }
      callAt(desk, now);
    }
    while ((arrivals[0] ?? Number.POSITIVE_INFINITY) <= now) {
      arrivals.shift();
      sequence++;
      const waiter: Waiter = {
        id: `w${sequence}`,
        sequence,
        issuedAt: now,
        service: random.pick(configuration.services).id,
        counter: null,
        segment: random.chance(0.05) ? 'vip' : 'ordinary',
        needs: random.chance(0.15) ? [random.pick(NEEDS)] : [],
        channel: 'anonymous',
        overtaken: 0,
      };
      waiting.push(waiter);
      const hall = { now, waiting: [...waiting], desks: desks.filter(({ open }) => open) };
      toldOf.set(waiter.id, foretell(hall, waiter));
      for (const desk of desks) callAt(desk, now);
    }
  }
  return { served, waits };
}

/** When people come, milliseconds from opening: two waves over eight hours. */
function timesOfDay(random: Random): number[] {
  const times: number[] = [];
  for (let minute = 0; minute < 8 * 60; minute++) {
    const wave = Math.exp(-(((minute - 75) / 50) ** 2)) + 0.8 * Math.exp(-(((minute - 330) / 60) ** 2));
    if (random.chance(0.08 + 0.22 * wave)) times.push(minute * MINUTE + random.int(MINUTE));
  }
  return times.sort((a, b) => a - b);
}

/** Most go their usual course; one in six does not. */
function lasts(usual: number, random: Random): number {
  const spread = 0.6 + 0.8 * ((random.next() + random.next() + random.next()) / 3);
  return usual * spread * (random.chance(1 / 6) ? 2 + random.next() : 1);
}
