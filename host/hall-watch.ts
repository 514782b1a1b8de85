import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import type { HallNow } from '#flows/events.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { hoursUntil, isOpen, nextOpening } from './ports/opening.ts';

type Known = Pick<BranchConfiguration, 'hours' | 'care' | 'timeZone'>;

/** Milliseconds between two looks at the hours. */
export const HALL_LOOK = 30_000;

/**
 * Follows the branch's hours, so that the terminal says by itself when the counters are closed. They are reckoned from
 * what the branch said last, so that they hold while it cannot be had; what is not known any more is not said.
 */
export class HallWatch {
  readonly #known: () => Known | undefined;
  readonly #clock: Clock;
  readonly #tell: (hall: HallNow | null) => void;
  #timer: TimerHandle | undefined;
  #told = 'null';
  #stopped = false;

  /** `tell` hears of every change; null: the hours are not known any more. */
  constructor(known: () => Known | undefined, clock: Clock, tell: (hall: HallNow | null) => void) {
    this.#known = known;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Looks now, and goes on looking. */
  look(): void {
    if (this.#stopped) return;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.look(), HALL_LOOK);
    const known = this.#known();
    const hall = known ? hallOf(known, this.#clock.wall()) : null;
    const told = JSON.stringify(hall);
    if (told === this.#told) return;
    this.#told = told;
    this.#tell(hall);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }
}

/** What the hours say at an instant (milliseconds since the epoch). */
function hallOf({ hours, care, timeZone }: Known, wall: number): HallNow {
  const open = isOpen(hours, wall, timeZone);
  return {
    open,
    opening: open ? null : nextOpening(hours, wall, timeZone),
    careUntil: open ? hoursUntil(care.hours, wall, timeZone) : null,
  };
}
