import type { Clock } from '#foundation/clock.ts';
import { type DiagnosticsWorld, diagnosticRooms } from '../diagnostics/open-diagnostics.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../ports/world.ts';
import type { Settings } from '../settings/settings.ts';
import type { News, Reach } from '../supervisor/open-supervisor.ts';
import type { PlaceAsk } from '../supervisor/place.ts';
import type { Handlers } from '../supervisor/who.ts';
import { suppliesRoom } from '../supplies/room.ts';
import { Supplies } from '../supplies/supplies.ts';
import { type BranchRoomsWorld, branchRooms } from './branch-rooms.ts';

/** What the rooms of supervisor mode and of diagnostics work with. */
export type RoomsWorld = {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly journal: Journal;
  readonly devices: World['devices'];
  /** Tells the page that these answers have grown old. */
  readonly news: News;
  /** Sends its page what is no answer. */
  readonly reach: Reach;
  readonly branch: Omit<BranchRoomsWorld, 'clock' | 'news' | 'journal'>;
  readonly diagnostics: Omit<DiagnosticsWorld, 'clock'>;
};

/** Every room of supervisor mode, each with its own asks; the compiler names what nobody answers. */
export const supervisorRooms = ({
  clock,
  settings,
  journal,
  devices,
  news,
  reach,
  branch,
  diagnostics,
}: RoomsWorld): Omit<Handlers, PlaceAsk> => ({
  ...suppliesRoom({ supplies: new Supplies(journal, settings, () => clock.wall()), devices, news }),
  ...branchRooms({ ...branch, clock, news, journal }),
  ...diagnosticRooms(
    { ...diagnostics, clock },
    {
      news,
      trace: (batch) => reach.tell('supervisor.trace', batch),
      bytes: (bytes) => reach.bytes(bytes),
    },
  ),
});
