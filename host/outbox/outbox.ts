import type { BankClient } from '#bank/client/client.ts';
import type { Submission, SubmissionAnswer } from '#flows/ports.ts';
import type { Clock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { newToken } from '../ids.ts';
import { staffFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import { submissionSeries, type Vault } from '../journal/vault.ts';
import type { Visit } from '../visits.ts';
import { attempt, type Settled } from './attempt.ts';

/** Milliseconds. */
export const OUTBOX_DELAYS = {
  /** How long a customer waits for the bank's word before the screen says "not known yet". */
  interactive: 12_000,
  /** First pause between two attempts; doubles. */
  firstPause: 500,
  /** Longest pause while an outcome is unknown and nobody waits in front of the screen. */
  lastPause: 60_000,
} as const;

type Row = {
  readonly key: string;
  readonly visit: string;
  readonly reference: string;
  readonly submission: Submission;
  /** A former sending may have reached the bank: from then on only the bank's own word settles it. */
  perhapsSent: boolean;
  /** A sending is under way right now. */
  inFlight: boolean;
  /** Settled as certainly never sent: nothing may be sent any more. */
  givenUp: boolean;
};

/** Hears of a submission inside the very transaction of its entry, so that what follows from it is as durable. */
export type OutboxWatch = {
  readonly intended?: (submission: Submission) => void;
  readonly settled?: (submission: Submission, outcome: SubmissionAnswer['outcome']) => void;
};

/** Each of them hears of it, in this order; who they are is known once the first submission comes. */
export const heardBy = (watches: () => readonly OutboxWatch[]): OutboxWatch => ({
  intended: (submission) => {
    for (const watch of watches()) watch.intended?.(submission);
  },
  settled: (submission, outcome) => {
    for (const watch of watches()) watch.settled?.(submission, outcome);
  },
});

/**
 * What is to be done at the bank exactly once. The key is fixed and durable before the first send; every repetition
 * carries the same bytes under the same key; a timeout is unknown and is followed to its end, over restarts too.
 */
export class Outbox {
  readonly #journal: Journal;
  readonly #vault: Vault;
  readonly #bank: BankClient;
  readonly #clock: Clock;
  readonly #watch: OutboxWatch;
  readonly #settled = new Listeners<SubmissionAnswer>();
  #stopped = false;
  readonly #sleepers = new Set<() => void>();

  constructor(journal: Journal, vault: Vault, bank: BankClient, clock: Clock, watch: OutboxWatch = {}) {
    this.#watch = watch;
    this.#journal = journal;
    this.#vault = vault;
    this.#bank = bank;
    this.#clock = clock;
  }

  /** Told when an operation that had been answered `unknown`, or was left by a former run, found its end. */
  onSettled(listener: (answer: SubmissionAnswer) => void): Unsubscribe {
    return this.#settled.add(listener);
  }

  /** How many operations still wait for the bank's word. */
  get open(): number {
    return Number(
      this.#journal.database.prepare(`SELECT count(*) AS open FROM outbox WHERE state != 'settled'`).get()
        ?.open ?? 0,
    );
  }

  /** Sends an operation; answers with the bank's word, or `unknown` after the interactive wait. */
  submit(visit: Visit, submission: Submission): Promise<SubmissionAnswer> {
    const key = newToken();
    const row: Row = {
      key,
      visit: visit.token,
      reference: `${visit.reference}-${this.#journal.next(submissionSeries(visit.token))}`,
      submission,
      perhapsSent: false,
      inFlight: false,
      givenUp: false,
    };
    this.#journal.transaction(() => {
      this.#journal.append({
        kind: 'submission.intent',
        visit: visit.token,
        facts: {
          key,
          type: submission.type,
          reference: row.reference,
          ...('approval' in submission
            ? { approval: submission.approval.approvalId, staff: staffFact(submission.approval.staff) }
            : {}),
        },
        sealed: { request: submission },
      });
      this.#journal.database
        .prepare(
          `INSERT INTO outbox (key, visit, type, reference, state, request, created_at) VALUES (?, ?, ?, ?, 'pending', ?, ?)`,
        )
        .run(
          key,
          visit.token,
          submission.type,
          row.reference,
          this.#vault.seal(visit.token, `outbox/${key}`, JSON.stringify(submission)),
          Math.round(this.#clock.wall()),
        );
      this.#watch.intended?.(submission);
    });
    return new Promise((resolve) => {
      let answered = false;
      const answer = (value: SubmissionAnswer) => {
        if (answered) return this.#settled.publish(value);
        answered = true;
        this.#clock.clearTimeout(timer);
        resolve(value);
      };
      const timer = this.#clock.setTimeout(() => {
        // Whoever stopped it closes the journal next; the row stands there for the next start.
        if (this.#stopped) return;
        if (row.perhapsSent || row.inFlight) {
          this.#journal.append({ kind: 'submission.unknown', visit: row.visit, facts: { key } });
          answer({ submission: key, reference: row.reference, outcome: 'unknown' });
        } else {
          row.givenUp = true;
          answer(this.#settle(row, { outcome: 'notSent' }));
        }
      }, OUTBOX_DELAYS.interactive);
      void this.#follow(row).then((value) => value && answer(value));
    });
  }

  /**
   * Takes up what a former run left: every open operation is asked for, or sent again under its own key. What cannot
   * be opened any more is journalled and told by its reference: only the bank can say what became of it.
   */
  recover(): { readonly resumed: number; readonly unreadable: readonly string[] } {
    const unreadable: string[] = [];
    const rows = this.#journal.database
      .prepare(
        `SELECT key, visit, reference, state, request FROM outbox WHERE state != 'settled' ORDER BY created_at`,
      )
      .all();
    for (const stored of rows) {
      const [key, visit, reference] = [String(stored.key), String(stored.visit), String(stored.reference)];
      const text = this.#vault.open(visit, `outbox/${key}`, stored.request as Uint8Array);
      if (text === undefined) {
        this.#journal.append({ kind: 'submission.unreadable', visit, facts: { key, reference } });
        unreadable.push(reference);
        continue;
      }
      const row: Row = {
        key,
        visit,
        reference,
        submission: JSON.parse(text) as Submission,
        perhapsSent: true,
        inFlight: false,
        givenUp: false,
      };
      this.#journal.append({
        kind: 'submission.resumed',
        visit,
        facts: { key, state: String(stored.state) },
      });
      void this.#follow(row).then((value) => value && this.#settled.publish(value));
    }
    return { resumed: rows.length - unreadable.length, unreadable };
  }

  /** Nothing is sent after this; what is open is taken up at the next start. */
  stop(): void {
    this.#stopped = true;
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Sends, asks and repeats until the bank has said what it did. */
  async #follow(row: Row): Promise<SubmissionAnswer | undefined> {
    let pause: number = OUTBOX_DELAYS.firstPause;
    let ask = row.perhapsSent;
    while (!this.#stopped && !row.givenUp) {
      this.#mark(row);
      row.inFlight = !ask;
      const outcome = await attempt(this.#bank, row, ask);
      row.inFlight = false;
      if (this.#stopped) return undefined;
      if (outcome.kind === 'settled') return this.#settle(row, outcome.settled);
      if (outcome.kind === 'perhapsSent') row.perhapsSent = true;
      // Asked and not known there: the next attempt sends again under the same key.
      ask = outcome.kind === 'perhapsSent';
      if (outcome.kind !== 'notThere') {
        await this.#sleep(pause);
        pause = Math.min(pause * 2, OUTBOX_DELAYS.lastPause);
      }
    }
    return undefined;
  }

  /** Durable before the first byte leaves: after a crash such an operation may have been sent. */
  #mark(row: Row): void {
    this.#journal.transaction(() =>
      this.#journal.database
        .prepare(`UPDATE outbox SET state = 'sent', tries = tries + 1 WHERE key = ? AND state != 'settled'`)
        .run(row.key),
    );
  }

  #settle(row: Row, settled: Settled): SubmissionAnswer {
    this.#journal.transaction(() => {
      this.#journal.append({
        kind: 'submission.result',
        visit: row.visit,
        facts: {
          key: row.key,
          outcome: settled.outcome,
          ...(settled.outcome === 'refused' ? { refusal: settled.refusal } : {}),
        },
      });
      this.#journal.database
        .prepare(`UPDATE outbox SET state = 'settled', request = zeroblob(0) WHERE key = ?`)
        .run(row.key);
      this.#watch.settled?.(row.submission, settled.outcome);
    });
    return { submission: row.key, reference: row.reference, ...settled };
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#clock.clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = this.#clock.setTimeout(wake, milliseconds);
      this.#sleepers.add(wake);
    });
  }
}
