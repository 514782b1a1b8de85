import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import {
  PAPER_BYTES,
  type PaperRequest,
  type PaperState,
  type PaperVoid,
  paperStateSchema,
  voidReasonSchema,
} from '#contracts/branch/paper.ts';
import { addTimeStamp } from '#documents/sealing/time-stamp/add.ts';
import { originOf } from '#documents/verifying/origin.ts';
import type { Report } from '#documents/verifying/report.ts';
import { verify } from '#documents/verifying/verify.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import { Rates } from '../http/rate.ts';
import { type EventRow, eventOf, isOwn, mayGoOn } from '../notary/events.ts';
import { SIGNING_RATE } from '../notary/notary.ts';
import type { NotaryPorts } from '../notary/ports.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { rememberHolder } from './copies.ts';
import { logPaper } from './log.ts';

/** After a stamp that was of no use, milliseconds. */
const STAMP_AGAIN = 3_600_000;

export type PaperRow = Selectable<BranchTables['papers']>;

export type ArchiveRefusal = CodedError<
  'bodyTooLarge' | 'notYours' | 'idConflict' | 'paperVoid' | 'paperRefused' | 'tooManyRequests'
> & { readonly retryAfter?: number };

/**
 * Keeps sealed papers by their hash. What comes in is verified first: whole, by signers whom this branch believes, and
 * of the very signing whose certificate and seal were given here. A paper that is void never becomes one that holds.
 */
export class PaperArchive {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #ports: Pick<NotaryPorts, 'anchors' | 'lists'>;
  readonly #rates: Rates;

  constructor(
    store: BranchStore,
    clock: Clock,
    seal: BranchSeal,
    ports: Pick<NotaryPorts, 'anchors' | 'lists'>,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
    this.#ports = { anchors: ports.anchors, lists: ports.lists };
    this.#rates = new Rates(clock, SIGNING_RATE);
  }

  /** Keeps a paper. The same again answers how it stands; another one for the same event is refused. */
  async keep(caller: Caller, request: PaperRequest): Promise<Result<PaperState, ArchiveRefusal>> {
    const { event, visit, template, textVersion, number, purpose, service } = request;
    const bytes = Buffer.from(request.paper, 'base64');
    if (bytes.length > PAPER_BYTES) return err({ code: 'bodyTooLarge' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const signing = await eventOf(this.#store.db, event);
    const known = await paperOf(this.#store.db, event);
    if (!signing) return err({ code: 'paperRefused', detail: 'notSealedHere' });
    // What was verified once and is asked for again needs no second look; who asks is looked at below.
    const report = known?.sha256 === sha256 ? undefined : verify(bytes, this.#verifying());
    const fault = report && faultOf(report, { ...request, terminal: caller.terminal });
    if (fault !== undefined) return err({ code: 'paperRefused', detail: fault });
    const origin = report && originOf(bytes);
    const sealed = this.#seal.sealBytes('paper', `${sha256} 1`, bytes);
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const row = await eventOf(db, event);
      if (!row) return err({ code: 'paperRefused' as const, detail: 'notSealedHere' });
      const may = mayGoOn(row, caller);
      if (!may.ok) return may;
      const standing = await paperOf(db, event);
      if (standing)
        return standing.sha256 === sha256
          ? ok(stateOf(event, row, standing))
          : err({ code: 'idConflict' as const });
      if (origin?.certificate !== row.certificate_hash || origin?.digest !== row.digest || row.cms === null)
        return err({ code: 'paperRefused' as const, detail: 'notSealedHere' });
      const now = this.#clock.wall();
      await db
        .insertInto('papers')
        .values({
          sha256,
          event,
          branch: caller.branch,
          terminal: caller.terminal,
          visit,
          template,
          text_version: textVersion,
          number,
          purpose,
          service,
          size: bytes.length,
          kept_at: now,
          stamped_at: report?.signatures.find(({ by }) => by === 'bank')?.stampedAt ?? null,
        })
        .execute();
      await db
        .insertInto('paper_versions')
        .values({ paper: sha256, version: 1, sha256, sealed, at: now })
        .execute();
      await rememberHolder(writing, this.#seal, sha256, request.documentEnd);
      await logPaper(db, { at: now, paper: sha256, event: 'kept' });
      return ok(stateOf(event, row, await paperOf(db, event)));
    });
  }

  /** Nothing came of what was signed, for good; the first reason stands. A paper on its way will be refused. */
  async void(caller: Caller, { event, reason }: PaperVoid): Promise<Result<PaperState, ArchiveRefusal>> {
    if (!(await eventOf(this.#store.db, event))) {
      const wait = this.#rates.take(caller.terminal);
      if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    }
    return this.#store.write(async ({ db }) => {
      const row = await eventOf(db, event);
      if (row && !isOwn(row, caller)) return err({ code: 'notYours' as const });
      const now = this.#clock.wall();
      const paper = await paperOf(db, event);
      const over = { void_reason: reason, void_at: now, stamp_due: null };
      if (!row)
        await db
          .insertInto('signing_events')
          .values({ event, branch: caller.branch, terminal: caller.terminal, stamp_tries: 0, ...over })
          .execute();
      else if (row.void_reason === null)
        await db.updateTable('signing_events').set(over).where('event', '=', event).execute();
      if (!row?.void_reason)
        await logPaper(db, { at: now, paper: paper?.sha256 ?? event, event: 'voided', detail: reason });
      return ok(stateOf(event, await eventOf(db, event), paper));
    });
  }

  /** How the paper of one of this terminal's signings stands. */
  async state(caller: Caller, event: string): Promise<Result<PaperState, ArchiveRefusal>> {
    const row = await eventOf(this.#store.db, event);
    if (row && !isOwn(row, caller)) return err({ code: 'notYours' });
    return ok(stateOf(event, row, await paperOf(this.#store.db, event)));
  }

  /** Events of papers that are kept without a stamp although there is one for their seal. */
  async unstamped(most: number): Promise<string[]> {
    const rows = await this.#store.db
      .selectFrom('papers')
      .innerJoin('signing_events', 'signing_events.event', 'papers.event')
      .select('papers.event')
      .where('papers.stamped_at', 'is', null)
      .where('papers.deleted_at', 'is', null)
      .where('signing_events.stamp', 'is not', null)
      .where('signing_events.void_reason', 'is', null)
      .limit(most)
      .execute();
    return rows.map(({ event }) => event);
  }

  /**
   * Puts the stamp of its seal into a kept paper, as a further version beside what arrived; its id stays. True where
   * that was done. A stamp that makes no paper that would be believed is given back, and another one asked for later.
   */
  async stamp(event: string): Promise<boolean> {
    const { db } = this.#store;
    const row = await eventOf(db, event);
    const paper = await paperOf(db, event);
    const kept =
      paper &&
      (await db
        .selectFrom('paper_versions')
        .select('sealed')
        .where('paper', '=', paper.sha256)
        .where('version', '=', 1)
        .executeTakeFirst());
    if (!row?.stamp || !kept) return false;
    const bytes = this.#seal.openBytes('paper', `${paper.sha256} 1`, kept.sealed);
    if (!bytes.ok) throw new Error(`a paper does not open: ${bytes.error.code}`);
    const stamped = addTimeStamp(bytes.value, Buffer.from(row.stamp, 'base64'));
    const report = stamped.ok ? verify(stamped.value, this.#verifying()) : undefined;
    const stampedAt = report?.signatures.find(({ by }) => by === 'bank')?.stampedAt;
    if (!stamped.ok || report?.outcome !== 'trusted' || stampedAt === undefined) {
      await db
        .updateTable('signing_events')
        .set({ stamp: null, stamp_due: this.#clock.wall() + STAMP_AGAIN })
        .where('event', '=', event)
        .execute();
      return false;
    }
    const sha256 = createHash('sha256').update(stamped.value).digest('hex');
    const sealed = this.#seal.sealBytes('paper', `${paper.sha256} 2`, stamped.value);
    return this.#store.write(async ({ db }) => {
      const now = this.#clock.wall();
      const { numUpdatedRows } = await db
        .updateTable('papers')
        .set({ stamped_at: stampedAt })
        .where('sha256', '=', paper.sha256)
        .where('stamped_at', 'is', null)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) return false;
      await db
        .insertInto('paper_versions')
        .values({ paper: paper.sha256, version: 2, sha256, sealed, at: now })
        .execute();
      await logPaper(db, { at: now, paper: paper.sha256, event: 'stamped' });
      return true;
    });
  }

  #verifying() {
    return { ...this.#ports, at: this.#clock.wall() };
  }
}

const paperOf = (db: BranchStore['db'], event: string): Promise<PaperRow | undefined> =>
  db.selectFrom('papers').selectAll().where('event', '=', event).executeTakeFirst();

/** Why a paper is not taken; undefined = it is whole, its signers are known, and it is the one it is said to be. */
function faultOf(
  { outcome, findings, evidence }: Report,
  said: Pick<PaperRequest, 'visit' | 'template' | 'textVersion' | 'number'> & { readonly terminal: string },
): string | undefined {
  if (outcome !== 'trusted' || !evidence)
    return [outcome, findings.find(({ code }) => code !== 'noTimeStamp')?.code].filter(Boolean).join(': ');
  const { template, textVersion, number } = evidence.document;
  const there = { template, textVersion, number, visit: evidence.visit, terminal: evidence.terminal };
  const other = (Object.keys(there) as (keyof typeof there)[]).find((name) => there[name] !== said[name]);
  return other && `evidence: ${other}`;
}

function stateOf(event: string, row: EventRow | undefined, paper: PaperRow | undefined): PaperState {
  if (row?.void_reason) return { event, state: 'void', reason: voidReasonSchema.parse(row.void_reason) };
  if (!paper) return { event, state: 'absent' };
  const { sha256 } = paper;
  if (paper.deleted_at !== null) return { event, state: 'deleted', sha256 };
  return paperStateSchema.parse({ event, state: 'kept', sha256, stamped: paper.stamped_at !== null });
}
