import { DEFAULT_TERMINAL_POLICY, type TerminalPolicy } from '#contracts/branch/terminal-policy.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { KeyWrapper } from '../journal/vault.ts';
import { OfflineStaff } from './offline.ts';
import type { SupervisorOptions } from './open-supervisor.ts';

type World = { readonly clock: Clock; readonly journal: Journal; readonly wrapper: KeyWrapper };

/** How staff get in here, by what the branch last said of it; until it has said anything, as the product comes. */
export function staffPolicy(
  { clock, journal, wrapper }: World,
  heard: () => TerminalPolicy | undefined,
): Pick<SupervisorOptions, 'offline' | 'secondPerson'> {
  const policy = () => heard() ?? DEFAULT_TERMINAL_POLICY;
  return {
    offline: new OfflineStaff({
      ...{ clock, wrapper, database: journal.database },
      days: () => policy().offlineDays,
    }),
    secondPerson: () => policy().secondPerson,
  };
}
