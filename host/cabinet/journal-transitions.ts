import type { Transition } from '#devices/supervision/lifecycle.ts';
import type { Journal } from '../journal/journal.ts';

/** Writes down when a device comes, goes or breaks; that it is at work is no news. */
export const transitionJournal =
  (journal: Journal, onJournalFault: () => void) =>
  ({ device, from, to, error }: Transition): void => {
    if (from === to || to === 'busy' || from === 'busy') return;
    try {
      journal.append({
        kind: 'device',
        facts: { device, from, to, code: error?.code ?? null, condition: error?.condition ?? null },
      });
    } catch {
      onJournalFault();
    }
  };
