import type { VoidReason } from '#contracts/branch/paper.ts';
import type { Submission, SubmissionAnswer } from '#flows/ports.ts';
import type { Errands } from '../errands/errands.ts';
import type { Journal } from '../journal/journal.ts';

/** The sealed paper a submission stands on; none where nothing was signed for it. */
const paperOf = (submission: Submission): string | undefined =>
  'documentSha256' in submission ? submission.documentSha256 : undefined;

/**
 * What becomes of every paper that is signed here: it holds once the bank has done what it was signed for, and is void
 * in every other case, whatever ends the visit or this program. `signing`: its signature may exist; `sealed`: it is in
 * the archive; `submitted`: the bank was asked, and only the bank's own word decides.
 */
export class PaperFates {
  readonly #journal: Journal;
  readonly #errands: Errands;

  constructor(journal: Journal, errands: Errands) {
    this.#journal = journal;
    this.#errands = errands;
  }

  /** Before anything is signed; inside the transaction of the intent's journal entry. */
  begin(event: string, visit: string): void {
    this.#journal.database
      .prepare(`INSERT INTO signed_paper (event, visit, sha256, state) VALUES (?, ?, NULL, 'signing')`)
      .run(event, visit);
  }

  /** The archive has it under this digest; inside the transaction of the journal entry that says so. */
  sealed(event: string, sha256: string): void {
    this.#journal.database
      .prepare(`UPDATE signed_paper SET sha256 = ?, state = 'sealed' WHERE event = ?`)
      .run(sha256, event);
  }

  /** Inside the transaction of a submission's intent: from now on the bank decides. */
  intended(submission: Submission): void {
    const sha256 = paperOf(submission);
    if (sha256 === undefined) return;
    this.#journal.database
      .prepare(`UPDATE signed_paper SET state = 'submitted' WHERE sha256 = ? AND state = 'sealed'`)
      .run(sha256);
  }

  /** Inside the transaction of a submission's end. The errand it leaves is run by `see`. */
  settled(submission: Submission, outcome: SubmissionAnswer['outcome']): void {
    const sha256 = paperOf(submission);
    if (sha256 === undefined) return;
    const row = this.#journal.database.prepare('SELECT event FROM signed_paper WHERE sha256 = ?').get(sha256);
    if (!row) return;
    if (outcome === 'refused' || outcome === 'notSent') this.#intend(String(row.event), 'saleNotMade');
    this.#drop(String(row.event));
  }

  /** Nothing came of it: it is void from now on, in the archive or on its way there. */
  void(event: string, reason: VoidReason): void {
    this.#journal.transaction(() => {
      this.#intend(event, reason);
      this.#drop(event);
    });
    this.see();
  }

  /** The visit is over: what it signed and never handed to the bank does not hold. */
  visitEnded(visit: string): void {
    this.#leave(visit, 'visitEnded');
  }

  /** What was recorded of the sale is lost: what is sealed and not handed to the bank yet does not hold. */
  recordingLost(visit: string): void {
    this.#leave(visit, 'recordingLost', ['sealed']);
  }

  /** Whether a submission may stand on this paper: it is sealed, and nothing has made it void. */
  holds(sha256: string): boolean {
    return (
      this.#journal.database
        .prepare(`SELECT 1 FROM signed_paper WHERE sha256 = ? AND state IN ('sealed', 'submitted')`)
        .get(sha256) !== undefined
    );
  }

  /** At start, before anybody is served: nobody is there any more for whom a former run signed. */
  recover(): void {
    this.#leave(null, 'hostStopped');
  }

  /** Tells the branch of what is void and it has not heard of. */
  see(): void {
    for (const id of this.#errands.idsOf('voidPaper')) void this.#errands.run(id);
  }

  /** `visit`: of this one alone; null: of whichever. */
  #leave(
    visit: string | null,
    reason: VoidReason,
    states: readonly ('signing' | 'sealed')[] = ['signing', 'sealed'],
  ): void {
    const left = this.#journal.database
      .prepare(
        `SELECT event, state FROM signed_paper WHERE state IN ('signing', 'sealed') AND (?1 IS NULL OR visit = ?1)`,
      )
      .all(visit)
      .filter(({ state }) => states.some((one) => one === state))
      .map((row) => String(row.event));
    if (left.length === 0) return;
    this.#journal.transaction(() => {
      for (const event of left) {
        this.#intend(event, reason);
        this.#drop(event);
      }
    });
    this.see();
  }

  #intend(event: string, reason: VoidReason): void {
    this.#journal.append({ kind: 'paper.void', visit: null, facts: { event, reason } });
    this.#errands.intend({ type: 'voidPaper', id: event, reason });
  }

  #drop(event: string): void {
    this.#journal.database.prepare('DELETE FROM signed_paper WHERE event = ?').run(event);
  }
}
