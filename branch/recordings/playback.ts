import {
  type CheckedRecording,
  type FoundRecordings,
  foundRecordingsSchema,
  type Playback,
  RECORDINGS_AT_ONCE,
  type RecordedCall,
  type RecordingQuestion,
  recordedCallSchema,
  recordingOriginSchema,
} from '#contracts/branch/recording.ts';
import { type KeptSegment, verifyRecording } from '#documents/recording/verify.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { logStaff } from '../staff/log.ts';
import type { BranchStore } from '../store/store.ts';
import { followsOn } from './of-call.ts';
import type { RecordingRow } from './register.ts';

/** Recordings as the entitled of their branch see them: which there are, whether one is whole, and what it shows. */
export class RecordingPlayback {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #sweep: () => Promise<unknown>;

  /** `sweep` ends what its terminal has left open. */
  constructor(store: BranchStore, clock: Clock, seal: BranchSeal, sweep: () => Promise<unknown>) {
    this.#sweep = sweep;
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  /** The newest ones of a branch, or those a paper names; nothing personal. */
  async find(branch: string, { paper }: RecordingQuestion): Promise<FoundRecordings> {
    await this.#sweep();
    const rows = await this.#store.db
      .selectFrom('recordings')
      .selectAll()
      .where('branch', '=', branch)
      .$if(paper !== null, (query) => query.where('paper', '=', paper ?? ''))
      .orderBy('kept_at', 'desc')
      .limit(RECORDINGS_AT_ONCE)
      .execute();
    const names = await this.#named(rows);
    return foundRecordingsSchema.parse({
      recordings: rows.map((row) => ({
        recording: row.recording,
        terminal: row.terminal,
        service: row.service,
        call:
          row.call === null
            ? null
            : {
                reference: names.calls.get(row.call) ?? '',
                part: row.part,
                teller: row.staff === null ? null : (names.staff.get(row.staff) ?? row.staff),
              },
        openedAt: iso(row.opened_at),
        endedAt: row.ended_at === null ? null : iso(row.ended_at),
        state: row.state,
        reason: row.reason,
        count: row.count,
        size: Number(row.size),
        paper: row.paper,
        deletedAt: row.deleted_at === null ? null : iso(row.deleted_at),
      })),
    });
  }

  /** Whether it is whole, up to what its terminal says to have made; looked at without showing anything. */
  async check(branch: string, recording: string): Promise<Result<CheckedRecording, CodedError<'notFound'>>> {
    const row = await this.#rowOf(branch, recording);
    if (!row || row.deleted_at !== null) return err({ code: 'notFound' });
    const call = callOf(row);
    const origin = recordingOriginSchema.parse({
      recording: row.recording,
      visit: row.visit,
      service: row.service,
      sale: row.sale,
      nonce: row.nonce,
      openedAt: Number(row.opened_at),
      ...(call && { call }),
    });
    const checked = verifyRecording(origin, await this.#segments(row), {
      count: row.told_count ?? row.count,
      link: row.told_link ?? row.link,
    });
    if (!checked.whole || !call || (await followsOn(this.#store.db, call))) return ok(checked);
    return ok({ whole: false, fault: 'otherBefore', at: 0 });
  }

  /** The whole WebM file. Who plays it, and why, is written down first. */
  async play(
    branch: string,
    staff: string,
    { recording, reason }: Playback,
  ): Promise<Result<Uint8Array, CodedError<'notFound'>>> {
    const row = await this.#rowOf(branch, recording);
    if (!row || row.deleted_at !== null) return err({ code: 'notFound' });
    await this.#store.write((writing) =>
      logStaff(writing, this.#clock, {
        event: 'recordingPlayed',
        actor: staff,
        subject: recording,
        detail: reason,
      }),
    );
    return ok(Buffer.concat((await this.#segments(row)).map(({ bytes }) => bytes)));
  }

  /** Numbers of calls as named aloud, and names of their tellers. */
  async #named(rows: readonly RecordingRow[]) {
    const { db } = this.#store;
    const calls = rows.flatMap(({ call }) => call ?? []);
    const staff = rows.flatMap((row) => row.staff ?? []);
    const [called, named] = await Promise.all([
      calls.length === 0
        ? []
        : db.selectFrom('calls').select(['id', 'reference']).where('id', 'in', calls).execute(),
      staff.length === 0
        ? []
        : db.selectFrom('staff').select(['number', 'name']).where('number', 'in', staff).execute(),
    ]);
    return {
      calls: new Map(called.map(({ id, reference }) => [id, reference] as const)),
      staff: new Map(named.map(({ number, name }) => [number, name] as const)),
    };
  }

  #rowOf(branch: string, recording: string): Promise<RecordingRow | undefined> {
    return this.#store.db
      .selectFrom('recordings')
      .selectAll()
      .where('branch', '=', branch)
      .where('recording', '=', recording)
      .executeTakeFirst();
  }

  async #segments({ recording }: RecordingRow): Promise<KeptSegment[]> {
    const rows = await this.#store.db
      .selectFrom('recording_segments')
      .selectAll()
      .where('recording', '=', recording)
      .orderBy('number')
      .execute();
    return rows.map(({ number, at, link, sealed }) => {
      const opened = this.#seal.openBytes('recording', `${recording} ${number}`, sealed);
      if (!opened.ok) throw new Error(`a segment does not open: ${opened.error.code}`);
      return { number, at: Number(at), link, bytes: opened.value };
    });
  }
}

const callOf = (row: RecordingRow): RecordedCall | undefined =>
  row.call_facts === null ? undefined : recordedCallSchema.parse(JSON.parse(row.call_facts));

const iso = (at: number): string => new Date(Number(at)).toISOString();
