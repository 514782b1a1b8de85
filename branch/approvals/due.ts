import type { Clock } from '#foundation/clock.ts';
import { logStaff } from '../staff/log.ts';
import type { Writing } from '../store/store.ts';
import { move } from './moving.ts';

/** Inside a writing: what has lasted too long is over, and what nobody has opened in time is said to be so. */
export async function settleDue(writing: Writing, clock: Clock): Promise<void> {
  const now = Math.round(clock.wall());
  const open = writing.db.selectFrom('approvals').selectAll().where('state', 'in', ['waiting', 'seen']);
  const over = await open.where('expires_at', '<=', now).orderBy('id').execute();
  for (const row of over) await move(writing, row, { state: 'expired', ended_at: now });
  const unopened = await open
    .where('state', '=', 'waiting')
    .where('escalated', '=', 0)
    .where('escalate_at', '<=', now)
    .where('expires_at', '>', now)
    .orderBy('id')
    .execute();
  for (const row of unopened) {
    await move(writing, row, { escalated: 1 });
    await logStaff(writing, clock, {
      event: 'approvalEscalated',
      detail: `${row.reference} ${row.terminal} ${row.service}`,
    });
  }
}
