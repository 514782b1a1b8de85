import type { Bilingual } from '#contracts/language.ts';
import type { DEVICE_ASKS } from '#contracts/supervisor/asks/devices.ts';
import type { READINESS_ASKS } from '#contracts/supervisor/asks/readiness.ts';
import type { SURROUNDING_ASKS } from '#contracts/supervisor/asks/surroundings.ts';
import type { TRACE_ASKS } from '#contracts/supervisor/asks/trace.ts';
import type { TraceBatch } from '#contracts/supervisor/trace.ts';
import type { Clock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import type { Cabinet } from '../cabinet/cabinet.ts';
import type { Journal } from '../journal/journal.ts';
import { deviceRoom } from './devices.ts';
import type { Probes } from './probes.ts';
import { readinessRoom } from './readiness.ts';
import { DiagnosticRecords } from './records.ts';
import type { RoomOf } from './room.ts';
import { Surroundings, type SurroundingsWorld, surroundingsRoom } from './surroundings.ts';
import type { TraceBook } from './trace.ts';

/** What the technician's rooms work with. */
export type DiagnosticsWorld = {
  readonly cabinet: Cabinet;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly terminal: { readonly id: string; readonly branch: Bilingual };
  readonly probes: Probes;
  /** Whether the profile has a camera at the screen. */
  readonly camera: boolean;
  /** The folder reports lie in. */
  readonly reports: string;
  readonly onJournalFault: () => void;
} & Pick<SurroundingsWorld, 'branchUrl' | 'bankUrl' | 'media'>;

/** What they may tell the page of themselves. */
export type DiagnosticsPage = {
  news(...of: (keyof DiagnosticRooms)[]): void;
  trace(batch: TraceBatch): void;
  bytes(bytes: Uint8Array): number;
};

type DiagnosticRooms = RoomOf<
  typeof TRACE_ASKS & typeof DEVICE_ASKS & typeof SURROUNDING_ASKS & typeof READINESS_ASKS
>;

/** What goes over the cables is told while whoever asked for it is in. */
const traceRoom = (trace: TraceBook, page: DiagnosticsPage): RoomOf<typeof TRACE_ASKS> => ({
  'trace.watch': async ({ on }, { signal }) => {
    if (!on || signal.aborted) trace.unwatch();
    else {
      trace.watch((batch) => page.trace(batch));
      signal.addEventListener('abort', () => trace.unwatch(), { once: true });
    }
    return ok(trace.kept());
  },
});

/** The rooms of whoever repairs. */
export function diagnosticRooms(world: DiagnosticsWorld, page: DiagnosticsPage): DiagnosticRooms {
  const { cabinet, clock, journal, terminal, onJournalFault, probes, camera } = world;
  const records = new DiagnosticRecords(journal, clock);
  const { branchUrl, bankUrl, media } = world;
  const around: SurroundingsWorld = {
    ...{ clock, records, probes, branchUrl, bankUrl, media, onJournalFault },
    news: () => page.news('surroundings.results', 'readiness.look'),
  };
  const surroundings = new Surroundings(around);
  cabinet.onTransition(() => page.news('devices.list'));
  return {
    ...traceRoom(cabinet.trace, page),
    ...deviceRoom({
      ...{ cabinet, clock, journal, records, terminal: terminal.id, onJournalFault },
      news: (...of) => page.news(...of),
    }),
    ...surroundingsRoom(around, surroundings),
    ...readinessRoom({
      ...{ cabinet, clock, journal, records, surroundings, terminal, camera },
      folder: world.reports,
      sendBytes: (bytes) => page.bytes(bytes),
    }),
  };
}
