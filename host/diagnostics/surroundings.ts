import type { Check, SURROUNDING_ASKS } from '#contracts/supervisor/asks/surroundings.ts';
import type { FaultCode } from '#contracts/supervisor/fault-code.ts';
import type { DiagnosticRecord } from '#contracts/supervisor/record.ts';
import type { Health } from '#flows/events.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { Probes } from './probes.ts';
import type { DiagnosticRecords } from './records.ts';
import type { RoomOf } from './room.ts';

/** From where on something is amiss: milliseconds, days, bytes. */
export const SURROUNDING_LIMITS = {
  branchLatency: 1_000,
  bankLatency: 2_000,
  clock: 5_000,
  tlsDays: 14,
  diskFree: 512 * 1_048_576,
} as const;

export type SurroundingsWorld = {
  readonly clock: Clock;
  readonly records: DiagnosticRecords;
  readonly probes: Probes;
  readonly branchUrl: string;
  readonly bankUrl: string;
  /** Camera and microphone as the customer's page found them. */
  readonly media: () => { readonly camera: Health; readonly microphone: Health };
  readonly news: () => void;
  readonly onJournalFault: () => void;
};

const check = (
  name: Check['check'],
  state: Check['state'],
  fault: FaultCode | null = null,
  value: number | null = null,
  limit: number | null = null,
): Check => ({ check: name, state, fault: state === 'bad' ? fault : null, value, limit });

type Part = 'network' | 'clock' | 'disk';

/** What the host finds out by itself. */
export class Surroundings {
  readonly #world: SurroundingsWorld;

  constructor(world: SurroundingsWorld) {
    this.#world = world;
  }

  async all(): Promise<Check[]> {
    const parts = await Promise.all([this.of('network'), this.of('clock'), this.of('disk')]);
    return [...parts.flat(), ...this.#media()];
  }

  of(part: Part): Promise<Check[]> {
    switch (part) {
      case 'network':
        return this.#network();
      case 'clock':
        return this.#clock();
      case 'disk':
        return this.#disk();
    }
  }

  async #network(): Promise<Check[]> {
    const { probes, branchUrl, bankUrl } = this.#world;
    const urls = [branchUrl, bankUrl];
    const [branch, bank, names, days] = await Promise.all([
      probes.reach(branchUrl),
      probes.reach(bankUrl),
      Promise.all(urls.map((url) => probes.resolves(url))),
      Promise.all(urls.map((url) => probes.certificateDays(url))),
    ]);
    const latency = (
      name: 'branchLatency' | 'bankLatency',
      reached: typeof branch,
      fault: FaultCode,
    ): Check => {
      const limit = SURROUNDING_LIMITS[name];
      if (!reached) return check(name, 'unknown', null, null, limit);
      const value = Math.round(reached.milliseconds);
      return check(name, value <= limit ? 'ok' : 'bad', fault, value, limit);
    };
    const known = days.filter((value) => value !== null);
    const soonest = known.length > 0 ? Math.floor(Math.min(...known)) : null;
    const encrypted = urls.some((url) => url.startsWith('https:'));
    const { tlsDays } = SURROUNDING_LIMITS;
    return [
      check('branch', branch ? 'ok' : 'bad', 'branchAway'),
      check('bank', bank ? 'ok' : 'bad', 'bankAway'),
      latency('branchLatency', branch, 'branchAway'),
      latency('bankLatency', bank, 'bankAway'),
      check('names', names.every(Boolean) ? 'ok' : 'bad', 'nameUnresolved'),
      soonest === null
        ? check('tls', encrypted ? 'unknown' : 'none', null, null, tlsDays)
        : check('tls', soonest >= tlsDays ? 'ok' : 'bad', 'tlsExpiring', soonest, tlsDays),
    ];
  }

  /** Against the branch's time, which an answer names in whole seconds. */
  async #clock(): Promise<Check[]> {
    const { probes, branchUrl, clock } = this.#world;
    const { clock: limit } = SURROUNDING_LIMITS;
    const reached = await probes.reach(branchUrl);
    if (!reached || reached.date === null) return [check('clock', 'unknown', null, null, limit)];
    const value = Math.round(clock.wall() - reached.date - reached.milliseconds / 2);
    return [check('clock', Math.abs(value) <= limit ? 'ok' : 'bad', 'clockOff', value, limit)];
  }

  async #disk(): Promise<Check[]> {
    const { diskFree } = SURROUNDING_LIMITS;
    const disk = await this.#world.probes.disk();
    if (!disk) return [check('diskFree', 'unknown', null, null, diskFree)];
    return [
      check('diskFree', disk.free >= diskFree ? 'ok' : 'bad', 'diskLow', disk.free, diskFree),
      check('journalSize', 'ok', null, disk.journal),
      check('reserve', disk.reserve ? 'ok' : 'bad', 'reserveGone'),
    ];
  }

  #media(): Check[] {
    const { camera, microphone } = this.#world.media();
    const state = (health: Health): Check['state'] =>
      health === 'absent' ? 'none' : health === 'ok' ? 'ok' : 'bad';
    return [
      check('camera', state(camera), 'cameraMissing'),
      check('microphone', state(microphone), 'microphoneMissing'),
    ];
  }
}

/** Network, clock and disk by the host, the rest as the page reports it: every test is kept. */
export function surroundingsRoom(
  world: SurroundingsWorld,
  surroundings: Surroundings,
): RoomOf<typeof SURROUNDING_ASKS> {
  const { records, news, onJournalFault } = world;
  const keep = (record: Omit<DiagnosticRecord, 'id' | 'at' | 'run'>): DiagnosticRecord | undefined => {
    try {
      return records.write({ ...record, run: null });
    } catch {
      onJournalFault();
      return undefined;
    } finally {
      news();
    }
  };
  return {
    'surroundings.look': async () => ok({ checks: await surroundings.all() }),
    'surroundings.test': async ({ of }, { number }) => {
      const checks = await surroundings.of(of);
      const bad = checks.find(({ state }) => state === 'bad');
      const unknown = checks.every(({ state }) => state === 'unknown');
      const record = keep({
        subject: of,
        outcome: bad ? 'fail' : unknown ? 'skipped' : 'pass',
        fault: bad?.fault ?? null,
        by: number,
      });
      return record ? ok({ record, checks }) : err({ code: 'failed', detail: 'journal' });
    },
    'surroundings.report': async ({ of, outcome, fault }, { number }) => {
      const record = keep({ subject: of, outcome, fault: outcome === 'fail' ? fault : null, by: number });
      return record ? ok({ record }) : err({ code: 'failed', detail: 'journal' });
    },
    'surroundings.results': async () => ok({ records: [...records.latest()] }),
  };
}
