import type { Clock } from '#foundation/clock.ts';
import type { Settings } from '../settings/settings.ts';
import type { News } from '../supervisor/open-supervisor.ts';
import type { PlaceAsk } from '../supervisor/place.ts';
import type { Handlers } from '../supervisor/who.ts';

/** What the rooms of supervisor mode and of diagnostics work with. */
export type RoomsWorld = {
  readonly clock: Clock;
  readonly settings: Settings;
  /** Tells the page that these answers have grown old. */
  readonly news: News;
};

/** Every room of supervisor mode, each with its own asks; the compiler names what nobody answers. */
export const supervisorRooms = (_world: RoomsWorld): Omit<Handlers, PlaceAsk> => ({});
