import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { Journal } from './journal/journal.ts';

const MINUTE = 60_000;
const A_MINUTE = 10;

export type RefusalJournal = {
  readonly refused: (where: string, code: string) => void;
  /** Writes what has only been counted so far. */
  readonly close: () => void;
};

/** Refusals are journalled, but somebody hammering at the door must not fill the disk: ten a minute, then their number. */
export function refusalJournal(journal: Journal, clock: Clock, onFault: () => void): RefusalJournal {
  let written = 0;
  let more = 0;
  let minute: TimerHandle | undefined;
  const write = (facts: Record<string, string | number>) => {
    try {
      journal.append({ kind: 'refused', facts });
    } catch {
      onFault();
    }
  };
  const over = () => {
    if (minute !== undefined) clock.clearTimeout(minute);
    if (more > 0) write({ where: 'any', code: 'more', count: more });
    [minute, written, more] = [undefined, 0, 0];
  };
  return {
    refused: (where, code) => {
      minute ??= clock.setTimeout(over, MINUTE);
      if (written >= A_MINUTE) more++;
      else {
        written++;
        write({ where, code });
      }
    },
    close: over,
  };
}
