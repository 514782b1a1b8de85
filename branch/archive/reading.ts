import {
  type FoundPapers,
  PAPERS_AT_ONCE,
  type PaperOpening,
  voidReasonSchema,
} from '#contracts/branch/paper.ts';
import { serviceIdSchema } from '#contracts/services/service.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { logStaff } from '../staff/log.ts';
import type { BranchStore } from '../store/store.ts';
import { logPaper } from './log.ts';

/** The archive as staff of its branch read it: what is there under a number, and the paper itself, written down. */
export class ArchiveReading {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  /** What the register says of papers with this number, the newest first; nothing personal. */
  async find(branch: string, number: string): Promise<FoundPapers> {
    const rows = await this.#store.db
      .selectFrom('papers')
      .innerJoin('signing_events', 'signing_events.event', 'papers.event')
      .selectAll('papers')
      .select('signing_events.void_reason')
      .where('papers.branch', '=', branch)
      .where('papers.number', '=', number)
      .orderBy('papers.kept_at', 'desc')
      .limit(PAPERS_AT_ONCE)
      .execute();
    return {
      papers: rows.map((row) => ({
        sha256: row.sha256,
        number: row.number,
        template: row.template,
        textVersion: row.text_version,
        purpose: row.purpose,
        service: serviceIdSchema.parse(row.service),
        keptAt: iso(Number(row.kept_at)),
        stampedAt: row.stamped_at === null ? null : iso(Number(row.stamped_at)),
        deletedAt: row.deleted_at === null ? null : iso(Number(row.deleted_at)),
        voided: row.void_reason === null ? null : voidReasonSchema.parse(row.void_reason),
      })),
    };
  }

  /** The newest bytes of a paper of this branch. Who looked, and why, is written down first. */
  async open(
    branch: string,
    staff: string,
    { sha256, reason }: PaperOpening,
  ): Promise<Result<Uint8Array, CodedError<'notFound'>>> {
    const row = await this.#store.write(async (writing) => {
      const found = await writing.db
        .selectFrom('papers')
        .innerJoin('paper_versions', 'paper_versions.paper', 'papers.sha256')
        .select(['paper_versions.sealed', 'paper_versions.version'])
        .where('papers.branch', '=', branch)
        .where('papers.sha256', '=', sha256)
        .orderBy('paper_versions.version', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (found)
        await logStaff(writing, this.#clock, {
          event: 'paperOpened',
          actor: staff,
          subject: sha256,
          detail: reason,
        });
      return found;
    });
    if (!row) return err({ code: 'notFound' });
    const opened = this.#seal.openBytes('paper', `${sha256} ${row.version}`, row.sealed);
    if (!opened.ok) throw new Error(`a paper does not open: ${opened.error.code}`);
    return ok(opened.value);
  }
}

/** A paper as it leaves the archive. `hex` is the SHA-256 of `bytes`; it differs from `paper` where a stamp came later. */
export type ExportedPaper = {
  readonly paper: string;
  readonly number: string;
  readonly voided: string | null;
  readonly bytes: Uint8Array;
};

/**
 * Every paper of a branch that is still there, in its newest form, the oldest first, one at a time. That it left is
 * written down before its bytes are handed out.
 */
export async function* exportedPapers(
  store: BranchStore,
  clock: Clock,
  seal: BranchSeal,
  branch: string,
): AsyncGenerator<ExportedPaper> {
  const rows = await store.db
    .selectFrom('papers')
    .innerJoin('signing_events', 'signing_events.event', 'papers.event')
    .select(['papers.sha256', 'papers.number', 'signing_events.void_reason'])
    .where('papers.branch', '=', branch)
    .where('papers.deleted_at', 'is', null)
    .orderBy('papers.kept_at')
    .execute();
  for (const { sha256: paper, number, void_reason: voided } of rows) {
    const newest = await store.write(async ({ db }) => {
      const version = await db
        .selectFrom('paper_versions')
        .select(['sealed', 'version'])
        .where('paper', '=', paper)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (version) await logPaper(db, { at: clock.wall(), paper, event: 'exported' });
      return version;
    });
    if (!newest) continue;
    const opened = seal.openBytes('paper', `${paper} ${newest.version}`, newest.sealed);
    if (!opened.ok) throw new Error(`a paper does not open: ${opened.error.code}`);
    yield { paper, number, voided, bytes: opened.value };
  }
}

const iso = (at: number): string => new Date(at).toISOString();
