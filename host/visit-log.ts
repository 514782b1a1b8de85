import type { VisitOutcome } from '#contracts/branch/position.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Journal } from './journal/journal.ts';
import { outcomeWith } from './position/outcome.ts';

type Visit = {
  readonly token: string;
  readonly since: number;
  outcome: VisitOutcome;
  /** The service that was open last; null: none was begun. */
  service: string | null;
};

/** Writes into the journal how each visit came out, how long it took and which service it was about; nothing of the person. */
export class VisitLog {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #onJournalFault: () => void;
  #visit: Visit | undefined;

  constructor(journal: Journal, clock: Clock, onJournalFault: () => void) {
    this.#journal = journal;
    this.#clock = clock;
    this.#onJournalFault = onJournalFault;
  }

  /** A screen stands, and this visit is under way. */
  see(screen: Screen, token: string | undefined): void {
    if (token === undefined) return;
    if (this.#visit?.token !== token)
      this.#visit = { token, since: this.#clock.monotonic(), outcome: 'left', service: null };
    this.#visit.outcome = outcomeWith(this.#visit.outcome, screen);
    this.#visit.service = screen.frame.progress?.service ?? this.#visit.service;
  }

  end(token: string): void {
    const visit = this.#visit;
    this.#visit = undefined;
    if (visit?.token !== token) return;
    const { outcome, service, since } = visit;
    const seconds = Math.round((this.#clock.monotonic() - since) / 1_000);
    try {
      this.#journal.append({ kind: 'visit.outcome', visit: token, facts: { outcome, service, seconds } });
    } catch {
      this.#onJournalFault();
    }
  }
}
