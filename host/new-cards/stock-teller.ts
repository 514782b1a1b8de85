import type { DispenserStorage } from '#devices/card-dispenser/contract.ts';
import type { Journal } from '../journal/journal.ts';

/** Journals how full stack and bin are, and says what whoever looks after the machine must do. */
export const stockTeller =
  (journal: Journal, say: (line: string) => void, onJournalFault: () => void) =>
  (storage: DispenserStorage): void => {
    try {
      journal.append({ kind: 'cardStock', facts: { ...storage } });
    } catch {
      onJournalFault();
    }
    const line = stockLine(storage);
    if (line !== undefined) say(line);
  };

/** What must be heard of stack and bin; undefined where all is well. */
export function stockLine({ stacker, retainBin }: DispenserStorage): string | undefined {
  if (stacker === 'empty')
    return 'cardsEmpty: the stack of blank cards is empty; no card is issued until it is filled.';
  if (retainBin === 'full')
    return 'cardBinFull: the bin of the card dispenser is full; no card is issued until it is emptied.';
  return stacker === 'low' ? 'cardsLow: the stack of blank cards is nearly empty.' : undefined;
}
