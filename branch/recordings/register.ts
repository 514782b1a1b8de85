import type { Kysely, Selectable } from 'kysely';
import {
  RECORDING_SEGMENTS,
  type RecordingEnd,
  type RecordingOrigin,
  type RecordingSegment,
  type RecordingState,
  recordingStateSchema,
} from '#contracts/branch/recording.ts';
import { SEGMENT_BYTES } from '#contracts/bridge/recording.ts';
import { firstLink, linkOf } from '#documents/recording/chain.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { logPaper } from '../archive/log.ts';
import type { Caller } from '../enrolment/caller.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { judgeCallPart } from './of-call.ts';

export type RecordingRow = Selectable<BranchTables['recordings']>;

export type RecordingRefusal = CodedError<
  'notFound' | 'notYours' | 'idConflict' | 'illegalMove' | 'bodyTooLarge'
>;

/** An open recording from which nothing has come for so long has lost its terminal, milliseconds. */
export const SILENT_AFTER = 120_000;

/**
 * Keeps what terminals record, second by second, each sealed and chained to the one before. What is kept is
 * acknowledged by its number and link; nothing is taken out of its order, and nothing after the end.
 */
export class RecordingRegister {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  /** Opens a recording. The same again answers how it stands; another one under the same token is refused. */
  open(caller: Caller, origin: RecordingOrigin): Promise<Result<RecordingState, RecordingRefusal>> {
    const link = firstLink(origin);
    return this.#store.write(async ({ db }) => {
      const known = await rowOf(db, origin.recording);
      if (known && !isOwn(known, caller)) return err({ code: 'notYours' as const });
      if (known) return known.first_link === link ? ok(stateOf(known)) : err({ code: 'idConflict' as const });
      const ofCall = await judgeCallPart(this.#store, db, caller, origin.call);
      if (!ofCall.ok) return ofCall;
      const now = this.#clock.wall();
      const row = {
        recording: origin.recording,
        branch: caller.branch,
        terminal: caller.terminal,
        visit: origin.visit,
        service: origin.service,
        sale: origin.sale,
        nonce: origin.nonce,
        opened_at: origin.openedAt,
        kept_at: now,
        last_at: now,
        first_link: link,
        link,
        count: 0,
        size: 0,
        state: 'open',
        reason: null,
        ended_at: null,
        told_count: null,
        told_link: null,
        paper: null,
        deleted_at: null,
        deleted_by: null,
        ...ofCall.value,
      };
      await db.insertInto('recordings').values(row).execute();
      await logPaper(db, { at: now, paper: origin.recording, event: 'recordingOpened' });
      return ok(stateOf(row));
    });
  }

  /** Adds the next second. One that is kept already is acknowledged again; a gap, or another link than ours, is refused. */
  async add(
    caller: Caller,
    recording: string,
    { number, at, link, bytes: text }: RecordingSegment,
  ): Promise<Result<RecordingState, RecordingRefusal>> {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length > SEGMENT_BYTES) return err({ code: 'bodyTooLarge' });
    const sealed = this.#seal.sealBytes('recording', `${recording} ${number}`, bytes);
    return this.#store.write(async ({ db }) => {
      const found = await ownRow(db, recording, caller);
      if (!found.ok) return found;
      const row = found.value;
      if (number < row.count) {
        const kept = await db
          .selectFrom('recording_segments')
          .select('link')
          .where('recording', '=', recording)
          .where('number', '=', number)
          .executeTakeFirst();
        return kept?.link === link ? ok(stateOf(row)) : err({ code: 'idConflict' as const });
      }
      if (row.state !== 'open' || number !== row.count || number >= RECORDING_SEGMENTS)
        return err({ code: 'illegalMove' as const });
      if (linkOf(row.link, number, at, bytes) !== link) return err({ code: 'idConflict' as const });
      const now = this.#clock.wall();
      await db
        .insertInto('recording_segments')
        .values({ recording, number, at, link, size: bytes.length, sealed })
        .execute();
      const next = { count: number + 1, link, last_at: now, size: row.size + bytes.length };
      await db.updateTable('recordings').set(next).where('recording', '=', recording).execute();
      return ok(stateOf({ ...row, ...next }));
    });
  }

  /** The first end stands, and what the terminal says to have made is written down beside what is kept. */
  end(
    caller: Caller,
    recording: string,
    said: RecordingEnd,
  ): Promise<Result<RecordingState, RecordingRefusal>> {
    return this.#store.write(async (writing) => {
      const found = await ownRow(writing.db, recording, caller);
      if (!found.ok) return found;
      const row = found.value;
      if (row.state !== 'open') return ok(stateOf(row));
      // What was lost on the way is no whole recording, whatever the terminal believes.
      const short = said.end === 'complete' && (row.count !== said.count || row.link !== said.link);
      return ok(
        stateOf(
          await this.#close(writing, row, {
            state: short ? 'broken' : said.end,
            reason: short ? 'disordered' : said.reason,
            ended_at: said.endedAt,
            told_count: said.count,
            told_link: said.link,
            paper: said.paper,
          }),
        ),
      );
    });
  }

  /** Ends what its terminal has left open. Answers how many that were. */
  async sweep(): Promise<number> {
    const until = this.#clock.wall() - SILENT_AFTER;
    const silent = () =>
      this.#store.db
        .selectFrom('recordings')
        .selectAll()
        .where('state', '=', 'open')
        .where('last_at', '<=', until);
    const rows = await silent().limit(100).execute();
    for (const { recording } of rows)
      await this.#store.write(async (writing) => {
        const row = await rowOf(writing.db, recording);
        if (row?.state !== 'open' || row.last_at > until) return;
        await this.#close(writing, row, { state: 'broken', reason: 'silent', ended_at: row.last_at });
      });
    return rows.length;
  }

  async #close(
    { db }: Writing,
    row: RecordingRow,
    end: Pick<RecordingRow, 'state' | 'reason' | 'ended_at'> & Partial<RecordingRow>,
  ): Promise<RecordingRow> {
    await db.updateTable('recordings').set(end).where('recording', '=', row.recording).execute();
    await logPaper(db, {
      at: this.#clock.wall(),
      paper: row.recording,
      event: 'recordingEnded',
      detail: `${end.state} ${end.reason}`,
    });
    return { ...row, ...end };
  }
}

const rowOf = async (db: Kysely<BranchTables>, recording: string): Promise<RecordingRow | undefined> => {
  const row = await db
    .selectFrom('recordings')
    .selectAll()
    .where('recording', '=', recording)
    .executeTakeFirst();
  // PostgreSQL hands large whole numbers over as text.
  return row && { ...row, size: Number(row.size), last_at: Number(row.last_at) };
};

const isOwn = (row: RecordingRow, { terminal, branch }: Caller): boolean =>
  row.terminal === terminal && row.branch === branch;

async function ownRow(
  db: Kysely<BranchTables>,
  recording: string,
  caller: Caller,
): Promise<Result<RecordingRow, RecordingRefusal>> {
  const row = await rowOf(db, recording);
  if (!row) return err({ code: 'notFound' });
  return isOwn(row, caller) ? ok(row) : err({ code: 'notYours' });
}

const stateOf = ({ recording, state, count, link }: Omit<RecordingRow, never>): RecordingState =>
  recordingStateSchema.parse({ recording, state, count, link });
