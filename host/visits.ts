import type { Clock } from '#foundation/clock.ts';
import { newSpokenCode, newToken } from './ids.ts';
import type { Journal } from './journal/journal.ts';
import type { Vault } from './journal/vault.ts';

export type Visit = { readonly token: string; readonly reference: string };

const DAY = 24 * 3_600_000;

/** Who is at the machine, as a token. At most one; it begins with the first thing that belongs to a person. */
export class Visits {
  #current: Visit | undefined;
  #ending: string | undefined;
  readonly #journal: Journal;
  readonly #vault: Vault;
  readonly #clock: Clock;
  readonly #terminal: string;
  readonly #sealedDays: number;
  /** Memory that must not outlive the visit registers here. */
  readonly #wipes = new Set<() => void>();

  constructor(journal: Journal, vault: Vault, clock: Clock, terminal: string, sealedDays: number) {
    this.#journal = journal;
    this.#vault = vault;
    this.#clock = clock;
    this.#terminal = terminal;
    this.#sealedDays = sealedDays;
  }

  get current(): Visit | undefined {
    return this.#current;
  }

  /** The visit whose memory is being wiped, for whoever sees to what is left of it. */
  get ending(): string | undefined {
    return this.#ending;
  }

  /** The visit under way, begun now if there is none. */
  ensure(): Visit {
    if (this.#current) return this.#current;
    const visit = { token: newToken(), reference: `${this.#terminal}-${newSpokenCode()}` };
    this.#journal.transaction(() => {
      this.#vault.begin(visit.token, this.#clock.wall());
      this.#journal.append({
        kind: 'visit.begun',
        visit: visit.token,
        facts: { reference: visit.reference },
      });
    });
    this.#current = visit;
    return visit;
  }

  /** Runs when the visit ends, whatever way. */
  onWipe(wipe: () => void): void {
    this.#wipes.add(wipe);
  }

  /** Ends the visit and forgets the person as soon as nothing of his is open any more. */
  end(why: string): void {
    const visit = this.#current;
    this.#current = undefined;
    this.#ending = visit?.token;
    for (const wipe of this.#wipes) wipe();
    if (!visit) return;
    this.#journal.transaction(() => {
      this.#journal.append({ kind: 'visit.ended', visit: visit.token, facts: { why } });
      this.#vault.end(visit.token, this.#clock.wall());
    });
    this.forgetDue();
  }

  /** Tokens of visits that a former run left open. */
  unfinished(): string[] {
    return this.#vault.unfinished();
  }

  /** Ends visits that a former run of the host left open: nobody is served by them any more. */
  endUnfinished(): string[] {
    const left = this.#vault.unfinished();
    for (const token of left)
      this.#journal.transaction(() => {
        this.#journal.append({ kind: 'visit.ended', visit: token, facts: { why: 'hostStopped' } });
        this.#vault.end(token, this.#clock.wall());
      });
    this.forgetDue();
    // A kill may have come between a key's end and the log's.
    this.#vault.cutLog();
    return left;
  }

  /** Destroys what is due. Called after every end and after every operation that the bank settled. */
  forgetDue(): void {
    const forgotten = this.#journal.transaction(() => {
      const tokens = this.#vault.forgetDue(this.#clock.wall(), this.#sealedDays * DAY);
      for (const token of tokens) this.#journal.append({ kind: 'visit.forgotten', visit: token });
      return tokens;
    });
    if (forgotten.length > 0) this.#vault.cutLog();
  }
}
