import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
  type OpenedStill,
  STILLS_OF_A_CALL,
  type StillKept,
  type StillRequest,
} from '#contracts/branch/still.ts';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import { jpegSize } from '#foundation/jpeg.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import { Rates } from '../http/rate.ts';
import { isPictureSize } from '../pictures/archive.ts';
import { logStaff } from '../staff/log.ts';
import type { BranchTables } from '../store/tables.ts';
import { isInHand } from './records.ts';
import { type CallHouse, heldRowOf, rowOf } from './writing.ts';

export type StillRefusal = CodedError<
  'badRequest' | 'bodyTooLarge' | 'idConflict' | 'illegalMove' | 'notFound' | 'tooManyRequests'
> & { readonly retryAfter?: number };

/** Pictures a terminal may bring at once, and in the long run, milliseconds between two. */
const STILL_RATE = { burst: 4, every: 5_000 } as const;

/**
 * Still pictures of customers who allowed it, sealed, each of a call that a teller has in hand: he alone sees it, as long as he
 * has that call, and each look is written down.
 */
export class CallStills {
  readonly #house: CallHouse;
  readonly #rates: Rates;

  constructor(house: CallHouse) {
    this.#house = house;
    this.#rates = new Rates(house.clock, STILL_RATE);
  }

  /** Keeps it once; the same again is a resend, another one under its id is refused. */
  async keep(
    { terminal, branch }: Caller,
    call: string,
    { id, takenAt, ...request }: StillRequest,
  ): Promise<Result<StillKept, StillRefusal>> {
    const { store, clock, seal } = this.#house;
    const wait = this.#rates.take(terminal);
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    const bytes = Buffer.from(request.jpeg, 'base64');
    if (bytes.length > PICTURE_LIMITS.bytes) return err({ code: 'bodyTooLarge' });
    const size = jpegSize(bytes);
    if (!size || !isPictureSize(size)) return err({ code: 'badRequest', detail: 'jpeg: not a picture' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== request.sha256) return err({ code: 'badRequest', detail: 'sha256: of other bytes' });
    const sealed = seal.sealBytes('still', id, bytes);
    return store.write(async ({ db }) => {
      const row = await heldRowOf({ store }, db, call);
      if (row?.terminal !== terminal || row.branch !== branch) return err({ code: 'notFound' as const });
      const standing = await stillOf(db, id);
      if (standing) {
        const same = standing.call === call && standing.sha256 === sha256;
        return same ? ok({ id }) : err({ code: 'idConflict' as const });
      }
      if (!isInHand({ state: row.state }))
        return err({ code: 'illegalMove' as const, detail: 'no teller has it' });
      const { count } = await db
        .selectFrom('stills')
        .where('call', '=', call)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      if (Number(count) >= STILLS_OF_A_CALL) return err({ code: 'illegalMove' as const, detail: 'too many' });
      await db
        .insertInto('stills')
        .values({
          ...{ id, call, branch, terminal, sha256, sealed, ...size },
          taken_at: Date.parse(takenAt),
          kept_at: Math.round(clock.wall()),
          size: bytes.length,
          deleted_at: null,
        })
        .execute();
      return ok({ id });
    });
  }

  /** For whoever has that call in hand now, and nobody else; to anybody else there is no such picture. */
  async open(staff: string, id: string): Promise<Result<OpenedStill, CodedError<'notFound'>>> {
    const { store, clock, seal } = this.#house;
    const row = await store.write(async (writing) => {
      const found = await stillOf(writing.db, id);
      const call = found && (await rowOf(writing.db, found.call));
      if (!found?.sealed || call?.staff !== staff) return undefined;
      const detail = `${call.reference} still`;
      await logStaff(writing, clock, { event: 'pictureOpened', actor: staff, subject: id, detail });
      return found;
    });
    if (!row?.sealed) return err({ code: 'notFound' });
    const opened = seal.openBytes('still', id, row.sealed);
    if (!opened.ok) throw new Error(`a picture does not open: ${opened.error.code}`);
    return ok({
      id,
      takenAt: new Date(Number(row.taken_at)).toISOString(),
      sha256: row.sha256,
      jpeg: Buffer.from(opened.value).toString('base64'),
    });
  }
}

/** Inside a writing: the pictures of a branch that came before `until` are gone; their lines stay. Answers how many. */
export async function deleteStills(
  db: Kysely<BranchTables>,
  branch: string,
  until: number,
  now: number,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('stills')
    .set({ sealed: null, deleted_at: now })
    .where('branch', '=', branch)
    .where('deleted_at', 'is', null)
    .where('kept_at', '<=', until)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

const stillOf = (db: Pick<Kysely<BranchTables>, 'selectFrom'>, id: string) =>
  db.selectFrom('stills').selectAll().where('id', '=', id).executeTakeFirst();
