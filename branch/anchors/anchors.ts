import type { Selectable } from 'kysely';
import {
  ANCHOR_PAGE,
  type AnchorConflict,
  type AnchorList,
  type AnchorRequest,
  type RecordedAnchor,
} from '#contracts/branch/anchor.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

/** Conflicts kept for each journal: the first ones tell the story, and a broken terminal must not fill the disk. */
const CONFLICTS_KEPT = 100;

/** Heads of the terminals' journals, kept where a terminal cannot rewrite them. */
export class Anchors {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Appends a head. One that stands already is answered again. One that goes back, or names another hash for a
   * sequence that stands, is refused, and both are kept: `anchorConflict`.
   */
  async append(
    terminal: string,
    request: AnchorRequest,
  ): Promise<Result<{ anchor: RecordedAnchor; appended: boolean }, CodedError<'anchorConflict'>>> {
    const { journal, sequence, hash } = request;
    const now = new Date(this.#clock.wall()).toISOString();
    return this.#store.write(async ({ db }) => {
      const own = db
        .selectFrom('anchors')
        .selectAll()
        .where('terminal', '=', terminal)
        .where('journal', '=', journal);
      const same = await own.where('sequence', '=', sequence).executeTakeFirst();
      if (same?.hash === hash) return ok({ anchor: toAnchor(same), appended: false });
      const newest = await own.orderBy('sequence', 'desc').executeTakeFirst();
      const standing = same ?? (newest && newest.sequence > sequence ? newest : undefined);
      if (!standing) {
        const row = { terminal, journal, sequence, hash, recorded_at: now };
        await db.insertInto('anchors').values(row).execute();
        return ok({ anchor: toAnchor(row), appended: true });
      }
      const { count } = await db
        .selectFrom('anchor_conflicts')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('terminal', '=', terminal)
        .where('journal', '=', journal)
        .executeTakeFirstOrThrow();
      if (Number(count) < CONFLICTS_KEPT)
        await db
          .insertInto('anchor_conflicts')
          .values({
            terminal,
            journal,
            sequence,
            hash,
            standing_sequence: standing.sequence,
            standing_hash: standing.hash,
            recorded_at: now,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      return err({ code: 'anchorConflict', detail: `sequence ${standing.sequence} stands` });
    });
  }

  /** The newest head of a journal, and its heads after a sequence, a page at a time, oldest first. */
  async list(terminal: string, journal: string, after: number | undefined): Promise<AnchorList> {
    return this.#store.write(async ({ db }) => {
      const own = db
        .selectFrom('anchors')
        .selectAll()
        .where('terminal', '=', terminal)
        .where('journal', '=', journal);
      const newest = await own.orderBy('sequence', 'desc').executeTakeFirst();
      const rows = await own
        .$if(after !== undefined, (query) => query.where('sequence', '>', after ?? 0))
        .orderBy('sequence')
        .limit(ANCHOR_PAGE + 1)
        .execute();
      const conflicts = await db
        .selectFrom('anchor_conflicts')
        .selectAll()
        .where('terminal', '=', terminal)
        .where('journal', '=', journal)
        .orderBy('recorded_at')
        .orderBy('sequence')
        .limit(CONFLICTS_KEPT)
        .execute();
      const page = rows.slice(0, ANCHOR_PAGE);
      return {
        newest: newest ? toAnchor(newest) : null,
        anchors: page.map(toAnchor),
        conflicts: conflicts.map(toConflict),
        next: rows.length > ANCHOR_PAGE ? (page.at(-1)?.sequence ?? null) : null,
      };
    });
  }
}

const toAnchor = (row: Selectable<BranchTables['anchors']>): RecordedAnchor => ({
  terminal: row.terminal,
  journal: row.journal,
  sequence: Number(row.sequence),
  hash: row.hash,
  recordedAt: row.recorded_at,
});

const toConflict = (row: Selectable<BranchTables['anchor_conflicts']>): AnchorConflict => ({
  terminal: row.terminal,
  journal: row.journal,
  sequence: Number(row.sequence),
  hash: row.hash,
  recordedAt: row.recorded_at,
  standing: { sequence: Number(row.standing_sequence), hash: row.standing_hash },
});
