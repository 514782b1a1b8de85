import type { CopyAnswer, CopyWish } from '#contracts/branch/paper-page.ts';
import { codeStart } from '#documents/paper/short-code.ts';
import type { Clock } from '#foundation/clock.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { logPaper } from './log.ts';

const DAY = 86_400_000;
/** Wrong ends of a document in a row, after which only the counter gives a copy. */
export const WRONG_ENDS = 5;

const about = (paper: string, documentEnd: string): string => `${paper} ${documentEnd}`;

/** Remembers, in no readable form, who may fetch a copy of a paper himself. */
export async function rememberHolder(
  { db }: Writing,
  seal: BranchSeal,
  paper: string,
  documentEnd: string,
): Promise<void> {
  const [holder = ''] = seal.marks('copy', about(paper, documentEnd));
  await db.insertInto('paper_copies').values({ paper, holder, wrong: 0 }).execute();
}

/**
 * The customer's own copy: whoever names the number and the code of a paper, and how the document ends that was shown
 * when it was signed, is given the very bytes that are kept, as long as the branch gives copies. Each is written down.
 */
export class PaperCopies {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  async give({ number, code, documentEnd }: CopyWish): Promise<CopyAnswer> {
    const start = codeStart(code);
    if (start === undefined) return { result: 'none' };
    const found = await this.#store.write(async ({ db }) => {
      const row = await db
        .selectFrom('papers')
        .innerJoin('paper_copies', 'paper_copies.paper', 'papers.sha256')
        .innerJoin('signing_events', 'signing_events.event', 'papers.event')
        .innerJoin('branches', 'branches.id', 'papers.branch')
        .select(['papers.sha256', 'papers.kept_at', 'papers.deleted_at', 'signing_events.void_reason'])
        .select(['paper_copies.holder', 'paper_copies.wrong', 'branches.configuration'])
        .where('papers.sha256', '>=', start)
        .where('papers.sha256', '<', `${start}g`)
        .where('papers.number', '=', number)
        .executeTakeFirst();
      if (!row || row.deleted_at !== null || row.void_reason !== null) return { result: 'none' as const };
      const now = this.#clock.wall();
      const until = Number(row.kept_at) + toConfiguration(row.configuration).copyDays * DAY;
      if (now >= until) return { result: 'over' as const };
      if (row.wrong >= WRONG_ENDS) return { result: 'locked' as const };
      const count = (wrong: number) =>
        db.updateTable('paper_copies').set({ wrong }).where('paper', '=', row.sha256).execute();
      if (!this.#seal.marks('copy', about(row.sha256, documentEnd)).includes(row.holder)) {
        const wrong = row.wrong + 1;
        await count(wrong);
        return wrong >= WRONG_ENDS
          ? { result: 'locked' as const }
          : { result: 'wrong' as const, triesLeft: WRONG_ENDS - wrong };
      }
      if (row.wrong > 0) await count(0);
      await logPaper(db, { at: now, paper: row.sha256, event: 'copied' });
      const version = await db
        .selectFrom('paper_versions')
        .select(['sealed', 'version'])
        .where('paper', '=', row.sha256)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return { result: 'given' as const, paper: row.sha256, ...version };
    });
    if (found.result !== 'given') return found;
    const opened = this.#seal.openBytes('paper', `${found.paper} ${found.version}`, found.sealed);
    if (!opened.ok) throw new Error(`a paper does not open: ${opened.error.code}`);
    return { result: 'given', file: Buffer.from(opened.value).toString('base64') };
  }
}
