import type { Settings } from '#flows/terminal/context.ts';
import type { TerminalSnapshot } from '#flows/terminal/terminal.ts';
import type { Facts } from '../journal/entry.ts';

/** Where a recorded visit can be walked from: at a start of the host, or while nobody is served. */
export type StandingAt = 'start' | 'rest';

/** All that the flow knows where it stands like that; nothing of it is about a person. */
export function standingFacts(at: StandingAt, { context }: TerminalSnapshot): Facts {
  const { language, elder, contrast, reach }: Settings = context.defaults;
  return {
    at,
    ...context.health,
    hall: context.hall === null ? 'unknown' : context.hall.open,
    careUntil: context.hall?.careUntil ?? 'none',
    ...{ language, elder, contrast, reach },
  };
}
