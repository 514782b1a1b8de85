import type { DEVICE_ASKS } from '#contracts/supervisor/asks/devices.ts';
import type { TRACE_ASKS } from '#contracts/supervisor/asks/trace.ts';
import type { TraceBatch } from '#contracts/supervisor/trace.ts';
import type { Clock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import type { Cabinet } from '../cabinet/cabinet.ts';
import type { Journal } from '../journal/journal.ts';
import { deviceRoom } from './devices.ts';
import { DiagnosticRecords } from './records.ts';
import type { RoomOf } from './room.ts';
import type { TraceBook } from './trace.ts';

/** What the technician's rooms work with. */
export type DiagnosticsWorld = {
  readonly cabinet: Cabinet;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly terminal: string;
  readonly onJournalFault: () => void;
};

/** What they may tell the page of themselves. */
export type DiagnosticsPage = {
  news(...of: (keyof DiagnosticRooms)[]): void;
  trace(batch: TraceBatch): void;
};

type DiagnosticRooms = RoomOf<typeof TRACE_ASKS & typeof DEVICE_ASKS>;

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
  const { cabinet, clock, journal, terminal, onJournalFault } = world;
  const records = new DiagnosticRecords(journal, clock);
  cabinet.onTransition(() => page.news('devices.list'));
  return {
    ...traceRoom(cabinet.trace, page),
    ...deviceRoom({
      ...{ cabinet, clock, journal, records, terminal, onJournalFault },
      news: (...of) => page.news(...of),
    }),
  };
}
