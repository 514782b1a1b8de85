import type { Clock } from '#foundation/clock.ts';
import type { Writing } from '../store/store.ts';

/** How long after somebody else has agreed the thing must be done, milliseconds. */
export const AGREED_FOR = 120_000;

/** Keeps, inside the writing in which he proved who he is, that somebody agrees to one thing under a session. */
export async function keepAgreement(
  { db }: Writing,
  clock: Clock,
  sessionHash: string,
  { by, to }: { readonly by: string; readonly to: string },
): Promise<void> {
  await db
    .updateTable('staff_sessions')
    .set({ second_by: by, second_to: to, second_at: Math.round(clock.wall()) })
    .where('token_hash', '=', sessionHash)
    .execute();
}

/** Uses up what was agreed to under this session; answers who agreed, null where nobody did, or too long ago. */
export async function takeAgreement(
  { db }: Writing,
  clock: Clock,
  sessionHash: string,
  to: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('staff_sessions')
    .select(['second_by', 'second_at'])
    .where('token_hash', '=', sessionHash)
    .where('second_to', '=', to)
    .executeTakeFirst();
  if (!row) return null;
  await db
    .updateTable('staff_sessions')
    .set({ second_by: null, second_to: null, second_at: null })
    .where('token_hash', '=', sessionHash)
    .execute();
  // A clock that was set lets nothing live longer.
  const age = clock.wall() - Number(row.second_at);
  return age >= 0 && age <= AGREED_FOR ? row.second_by : null;
}
