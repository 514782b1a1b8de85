import type { Journal } from '../journal/journal.ts';

/** The flow itself broke: the journal says by what kind of failure, where it still can, and the process is told to end. */
export function flowBroken(journal: Journal, onBroken: (reason: string) => void): (failure: unknown) => void {
  return (failure) => {
    const known = failure instanceof Error;
    try {
      journal.append({ kind: 'flow.broken', facts: { name: known ? failure.name : 'unknown' } });
    } catch {
      // The process ends either way.
    }
    onBroken(known ? failure.message : 'unknown');
  };
}
