import type { Kysely } from 'kysely';
import { SESSION_IDLE } from '#contracts/branch/staff.ts';
import type { BranchTables } from '../store/tables.ts';

/**
 * Which of these members have a session, as far as the store and the wall clock tell: whoever has none has left. A
 * clock set wrong can only make somebody who is there seem to have left, which his next act undoes.
 */
export async function presentStaff(
  db: Kysely<BranchTables>,
  numbers: readonly string[],
  wall: number,
): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await db
    .selectFrom('staff_sessions')
    .select('number')
    .distinct()
    .where('number', 'in', [...numbers])
    .where('expires_at', '>', wall)
    .where('touched_at', '>', wall - SESSION_IDLE)
    .execute();
  return new Set(rows.map(({ number }) => number));
}
