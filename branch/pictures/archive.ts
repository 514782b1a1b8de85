import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { PictureRequest, PictureState } from '#contracts/branch/picture.ts';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import type { Clock } from '#foundation/clock.ts';
import { jpegSize } from '#foundation/jpeg.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { logPaper } from '../archive/log.ts';
import type { Caller } from '../enrolment/caller.ts';
import { Rates } from '../http/rate.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

export type PictureRow = Selectable<BranchTables['pictures']>;

export type PictureRefusal = CodedError<
  'badRequest' | 'bodyTooLarge' | 'idConflict' | 'notFound' | 'notYours' | 'paperVoid' | 'tooManyRequests'
> & { readonly retryAfter?: number };

/** Pictures a terminal may bring at once, and in the long run, milliseconds between two. */
const PICTURE_RATE = { burst: 20, every: 3_000 } as const;

/** Of which nothing came. */
const NOT_USED = 'notUsed';

/**
 * Keeps pictures of originals, sealed, with where they come from. What arrives is looked at first: whole, of the digest
 * that is said, of a size a camera makes. One of which nothing came is dropped and never comes back.
 */
export class PictureArchive {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #rates: Rates;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
    this.#rates = new Rates(clock, PICTURE_RATE);
  }

  /** Keeps it once; the same again answers how it stands, another one under its id is refused. */
  async keep(caller: Caller, request: PictureRequest): Promise<Result<PictureState, PictureRefusal>> {
    const { id, visit, service, original, purpose, takenAt } = request;
    const wait = this.#rates.take(caller.terminal);
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    const bytes = Buffer.from(request.jpeg, 'base64');
    if (bytes.length > PICTURE_LIMITS.bytes) return err({ code: 'bodyTooLarge' });
    const size = jpegSize(bytes);
    if (!size || !isPictureSize(size)) return err({ code: 'badRequest', detail: 'jpeg: not a picture' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== request.sha256) return err({ code: 'badRequest', detail: 'sha256: of other bytes' });
    const sealed = this.#seal.sealBytes('picture', id, bytes);
    return this.#store.write(async ({ db }) => {
      const standing = await rowOf(db, id);
      if (standing) {
        if (!isOwn(standing, caller)) return err({ code: 'notYours' as const });
        if (standing.deleted_at !== null) return err({ code: 'paperVoid' as const, detail: 'dropped' });
        const same = standing.sha256 === sha256 && standing.visit === visit && standing.original === original;
        return same ? ok({ id, state: 'kept' as const }) : err({ code: 'idConflict' as const });
      }
      const now = Math.round(this.#clock.wall());
      await db
        .insertInto('pictures')
        .values({
          id,
          sha256,
          branch: caller.branch,
          terminal: caller.terminal,
          visit,
          service,
          original,
          purpose,
          taken_at: Date.parse(takenAt),
          kept_at: now,
          ...size,
          size: bytes.length,
          sealed,
          deleted_at: null,
          deleted_by: null,
        })
        .execute();
      await logPaper(db, { at: now, paper: id, event: 'kept', detail: original });
      return ok({ id, state: 'kept' as const });
    });
  }

  /** Nothing came of it: its bytes are gone. Before it arrived, it is not known here. */
  async drop(caller: Caller, id: string): Promise<Result<PictureState, PictureRefusal>> {
    return this.#store.write(async ({ db }) => {
      const row = await rowOf(db, id);
      if (!row) return err({ code: 'notFound' as const });
      if (!isOwn(row, caller)) return err({ code: 'notYours' as const });
      if (row.deleted_at === null) {
        const now = Math.round(this.#clock.wall());
        await db
          .updateTable('pictures')
          .set({ sealed: null, deleted_at: now, deleted_by: NOT_USED })
          .where('id', '=', id)
          .execute();
        await logPaper(db, { at: now, paper: id, event: 'deleted', detail: NOT_USED });
      }
      return ok({ id, state: 'dropped' as const });
    });
  }
}

/** Neither a thumbnail nor more than any camera gives; lying or standing. */
export const isPictureSize = ({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): boolean => {
  const [short, long] = width < height ? [width, height] : [height, width];
  const { least, most } = PICTURE_LIMITS;
  return short >= least.short && long >= least.long && long <= most;
};

const isOwn = (row: PictureRow, { terminal, branch }: Caller): boolean =>
  row.terminal === terminal && row.branch === branch;

export const rowOf = (db: BranchStore['db'], id: string): Promise<PictureRow | undefined> =>
  db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirst();
