import { type Kysely, sql } from 'kysely';
import { firstHouse } from './migrations/1-first-house.ts';
import { staff } from './migrations/2-staff.ts';
import { queue } from './migrations/3-queue.ts';
import { positions } from './migrations/4-positions.ts';
import { sealKeys } from './migrations/5-seal-keys.ts';
import { drafts } from './migrations/6-drafts.ts';
import { reservedNumbers } from './migrations/7-reserved-numbers.ts';
import { approvals } from './migrations/8-approvals.ts';
import { appointments } from './migrations/9-appointments.ts';
import { feedback } from './migrations/10-feedback.ts';
import { use } from './migrations/11-use.ts';
import { arrivals } from './migrations/12-arrivals.ts';
import { papers } from './migrations/13-papers.ts';
import { paperLog } from './migrations/14-paper-log.ts';
import { paperCopies } from './migrations/15-paper-copies.ts';
import { handsOnGlass } from './migrations/16-hands-on-glass.ts';
import { pictures } from './migrations/17-pictures.ts';
import { recordings } from './migrations/18-recordings.ts';
import { calls } from './migrations/19-calls.ts';
import { secondPerson } from './migrations/20-second-person.ts';
import { stills } from './migrations/21-stills.ts';
import { staffAtTerminals } from './migrations/22-staff-at-terminals.ts';
import { recordedCalls } from './migrations/23-recorded-calls.ts';
import { handOuts } from './migrations/24-hand-outs.ts';
import type { Engine } from './store.ts';
import type { BranchTables } from './tables.ts';

/** What the store looks like, step by step. A step that has been shipped is never changed; a new one is added. */
const STEPS: readonly ((db: Kysely<BranchTables>) => Promise<void>)[] = [
  firstHouse,
  staff,
  queue,
  positions,
  sealKeys,
  drafts,
  reservedNumbers,
  approvals,
  appointments,
  feedback,
  use,
  arrivals,
  papers,
  paperLog,
  paperCopies,
  handsOnGlass,
  pictures,
  recordings,
  calls,
  secondPerson,
  stills,
  staffAtTerminals,
  recordedCalls,
  handOuts,
];

export const STORE_VERSION = STEPS.length;

/** Names the lock under which one instance at a time migrates; any number that nobody else uses on this database. */
const MIGRATION_LOCK = 7_318_422;

/**
 * Brings the store to this program's version in one transaction and answers the version found before. A store of a
 * newer program is left as it is: the answer is greater than `STORE_VERSION`. Several instances may start at once:
 * one migrates, the others wait and find the work done.
 */
export async function migrate(db: Kysely<BranchTables>, engine: Engine): Promise<number> {
  return db.transaction().execute(async (tx) => {
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    await sql`create table if not exists store_version (version integer not null)`.execute(tx);
    const { rows } = await sql<{ version: number }>`select version from store_version`.execute(tx);
    const found = rows[0]?.version ?? 0;
    if (found >= STORE_VERSION) return found;
    for (const step of STEPS.slice(found)) await step(tx);
    await sql`delete from store_version`.execute(tx);
    await sql`insert into store_version (version) values (${STORE_VERSION})`.execute(tx);
    return found;
  });
}
