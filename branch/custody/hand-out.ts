import {
  HANDED_OUT_SHOWN,
  type HandedTo,
  handedToSchema,
  KEPT_LIST_LIMIT,
  type KeptList,
  type KeptThing,
  keptThingSchema,
} from '#contracts/branch/custody.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import { touchLobby } from '../lobby-revision.ts';
import { toConfiguration } from '../queue/records.ts';
import { takeAgreement } from '../staff/agreement.ts';
import { logStaff } from '../staff/log.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { type CustodyRow, toCustody } from './register.ts';

const DAY = 86_400_000;
/** What a second person agrees to, by its name in the table of asks. */
const HAND_OUT = 'custody.handOut';

/** `secondWanted`: the branch wants somebody else to agree first. */
export type HandOutRefusal = CodedError<'notFound' | 'illegalMove' | 'badRequest' | 'secondWanted'>;

/** Whoever acts at the terminal, in the session it is done in. */
type Acting = { readonly number: string; readonly sessionHash: string };

/** What a terminal keeps, and to whom it was handed. */
export class CustodyDesk {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async list({ terminal, branch }: Caller): Promise<KeptList> {
    const { db } = this.#store;
    const now = this.#clock.wall();
    const { custodyDays } = await policyOf(db, branch);
    const here = db.selectFrom('custody').where('branch', '=', branch).where('terminal', '=', terminal);
    const inBin = here.where('state', '=', 'inBin');
    const kept = await inBin.selectAll().orderBy('created_at').orderBy('id').limit(KEPT_LIST_LIMIT).execute();
    const { count } = await inBin.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
    const handed = await here
      .where('state', '=', 'handedOut')
      .selectAll()
      .orderBy('handed_at', 'desc')
      .orderBy('id')
      .limit(HANDED_OUT_SHOWN)
      .execute();
    const tell = (row: CustodyRow) => toKept(row, custodyDays, now);
    return {
      serverTime: new Date(now).toISOString(),
      total: Number(count),
      kept: kept.map(tell),
      handedOut: handed.map(tell),
    };
  }

  /** Once and for good. The same by the same person again is a resend and succeeds; the agreement is used up once. */
  handOut(
    { terminal, branch }: Caller,
    { number, sessionHash }: Acting,
    id: string,
    handed: HandedTo,
  ): Promise<Result<KeptThing, HandOutRefusal>> {
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const row = await db
        .selectFrom('custody')
        .selectAll()
        .where('id', '=', id)
        .where('branch', '=', branch)
        .where('terminal', '=', terminal)
        .executeTakeFirst();
      if (!row) return err({ code: 'notFound' as const });
      const policy = await policyOf(db, branch);
      const now = this.#clock.wall();
      const evidence = JSON.stringify(handed);
      if (row.state === 'handedOut')
        return row.handed_by === number && row.handed === evidence
          ? ok(toKept(row, policy.custodyDays, now))
          : err({ code: 'illegalMove' as const, detail: 'handedOut' });
      if (handed.to === 'owner' && handed.slip !== null && handed.slip !== row.reference)
        return err({ code: 'badRequest' as const, detail: 'slip' });
      const second = await takeAgreement(writing, this.#clock, sessionHash, HAND_OUT);
      if (second === null && policy.secondPerson.includes(HAND_OUT))
        return err({ code: 'secondWanted' as const });
      const after = await db
        .updateTable('custody')
        .set({
          state: 'handedOut',
          handed_at: new Date(now).toISOString(),
          handed_by: number,
          handed_second: second,
          handed: evidence,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await logStaff(writing, this.#clock, {
        event: 'custodyHandedOut',
        actor: number,
        subject: second,
        detail: `${row.reference} ${terminal} ${handed.to === 'owner' ? `owner ${handed.document}` : `bank ${handed.bag}`}`,
      });
      await touchLobby(writing, branch);
      return ok(toKept(after, policy.custodyDays, now));
    });
  }
}

async function policyOf(db: Pick<Writing['db'], 'selectFrom'>, branch: string) {
  const row = await db
    .selectFrom('branches')
    .select('configuration')
    .where('id', '=', branch)
    .executeTakeFirst();
  return toConfiguration(row?.configuration ?? null).terminal;
}

/** Until when something kept at this instant waits for its owner. */
export const fetchedBy = (createdAt: string, custodyDays: number): number =>
  Date.parse(createdAt) + custodyDays * DAY;

function toKept(row: CustodyRow, custodyDays: number, now: number): KeptThing {
  const { visit: _, ...custody } = toCustody(row);
  const due = fetchedBy(row.created_at, custodyDays);
  return keptThingSchema.parse({
    ...custody,
    due: new Date(due).toISOString(),
    overdue: row.state === 'inBin' && due <= now,
    handedOut:
      row.handed === null
        ? null
        : {
            at: row.handed_at,
            by: row.handed_by,
            second: row.handed_second,
            evidence: handedToSchema.parse(JSON.parse(row.handed)),
          },
  });
}
