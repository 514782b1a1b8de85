import type { Clock } from '#foundation/clock.ts';
import type { Journal } from './journal/journal.ts';

const MINUTE = 60_000;
const A_MINUTE = 10;

/** Refusals are journalled, but somebody hammering at the door must not fill the disk: ten a minute, then a count. */
export function refusalJournal(
  journal: Journal,
  clock: Clock,
  onFault: () => void,
): (where: string, code: string) => void {
  let since = clock.monotonic();
  let written = 0;
  let more = 0;
  const write = (facts: Record<string, string | number>) => {
    try {
      journal.append({ kind: 'refused', facts });
    } catch {
      onFault();
    }
  };
  return (where, code) => {
    if (clock.monotonic() - since > MINUTE) {
      if (more > 0) write({ where: 'any', code: 'more', count: more });
      [since, written, more] = [clock.monotonic(), 0, 0];
    }
    if (written >= A_MINUTE) more++;
    else {
      written++;
      write({ where, code });
    }
  };
}
