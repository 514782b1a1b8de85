import { defaultConfiguration } from '#branch/queue/default-configuration.ts';
import { durationsOf } from '#branch/wait/durations.ts';
import { chanceOf, quantile, simulateWaits } from '#branch/wait/simulate.ts';
import { Random } from '../campaigns/support/random.ts';
import { type HallNow, liveDay, type Told } from './support/branch-day.ts';
import type { Measurement } from './support/measurement.ts';
import { sampleOf } from './support/stats.ts';

const MINUTE = 60_000;
const configuration = defaultConfiguration;

/** Days from which is learnt, and days that are foretold without having been seen. */
const LEARNT = 5;

/** Waits the moving average looks back on, and how many of their scatter its range spans to each side. */
const LOOKS_BACK = 12;
const SPANS = 1.645;

/** Ranges told to people on simulated days the branch has not seen, against a moving average of the last waits. */
export const waitRanges: Measurement = {
  about:
    'waits told on simulated days that were not learnt from: how many held, and how wide they were; floor: a moving average of the last waits with its scatter',
  async run({ quick }) {
    const history = new Map<string, number[]>();
    const random = new Random(20_261_122);
    const learn = (served: readonly { service: string; took: number }[]) => {
      for (const { service, took } of served) {
        const known = history.get(service) ?? [];
        history.set(service, [took, ...known].slice(0, 200));
      }
    };
    for (let day = 0; day < LEARNT; day++) learn(liveDay(configuration, random.fork(), () => null).served);

    const held = { ours: [] as number[], floor: [] as number[] };
    const width = { ours: [] as number[], floor: [] as number[] };
    for (let day = 0; day < (quick ? 2 : 12); day++) {
      const told = liveDay(configuration, random.fork(), (hall, waiter) =>
        playedForward(hall, waiter.id, history),
      );
      // The moving average learns within the day, from whoever was called: walked again in the order of calls.
      const average: number[] = [];
      const days = { ours: { held: 0, width: 0, told: 0 }, floor: { held: 0, width: 0, told: 0 } };
      for (const { told: range, waited } of told.waits) {
        count(days.ours, range, waited);
        count(days.floor, movingAverage(average), waited);
        average.push(waited);
      }
      for (const who of ['ours', 'floor'] as const) {
        held[who].push((100 * days[who].held) / Math.max(1, days[who].told));
        width[who].push(days[who].width / Math.max(1, days[who].told) / MINUTE);
      }
      learn(told.served);
    }
    return [
      {
        name: 'waits that held their range, of 100',
        unit: '% held',
        ours: sampleOf(held.ours),
        floor: sampleOf(held.floor),
      },
      {
        name: 'width of the range told',
        unit: 'minutes',
        ours: sampleOf(width.ours),
        floor: sampleOf(width.floor),
      },
    ];
  },
};

function count(day: { held: number; width: number; told: number }, range: Told, waited: number): void {
  if (!range) return;
  // As people read it: whole minutes, from rounded down and to rounded up.
  const [from, to] = [Math.floor(range.from / MINUTE) * MINUTE, Math.ceil(range.to / MINUTE) * MINUTE];
  day.told++;
  day.width += to - from;
  if (waited >= from && waited <= to) day.held++;
}

function playedForward(hall: HallNow, id: string, history: ReadonlyMap<string, readonly number[]>): Told {
  const usual = (service: string) =>
    configuration.services.find((each) => each.id === service)?.usualMinutes ?? 10;
  const durations = new Map(
    configuration.services.map(({ id: service }) => [
      service,
      durationsOf(history.get(service) ?? [], usual(service)),
    ]),
  );
  const times = simulateWaits(
    {
      waiting: hall.waiting,
      counters: hall.desks.map(({ id: counter, services, serving }) => ({
        id: counter,
        services,
        serving: serving && { service: serving.waiter.service, elapsed: hall.now - serving.since },
      })),
      policy: configuration.overtaking,
      careNow: false,
      durations: (service) => durations.get(service) ?? durationsOf([], usual(service)),
      noShows: { share: 0.05, wait: configuration.noShowSeconds * 1_000 },
    },
    chanceOf(hall.now),
  ).get(id);
  return times ? { from: quantile(times, 0.05), to: quantile(times, 0.95) } : null;
}

function movingAverage(waited: readonly number[]): Told {
  const last = waited.slice(-LOOKS_BACK);
  if (last.length < 3) return null;
  const mean = last.reduce((sum, each) => sum + each, 0) / last.length;
  const scatter = Math.sqrt(last.reduce((sum, each) => sum + (each - mean) ** 2, 0) / last.length);
  return { from: Math.max(0, mean - SPANS * scatter), to: mean + SPANS * scatter };
}
