import type { CounterRow } from './counter-rows.ts';
import type { QueueWriting } from './queue-writing.ts';
import { findRow, saveRow } from './tickets.ts';

/**
 * Whoever sat there has left: the counter is nobody's. Somebody who was called or stood there waits again, from where
 * he stood in the order; what was served so far is not counted, since nobody says when it ended.
 */
export async function freeLeft(queue: QueueWriting, { id, staff, ticket }: CounterRow): Promise<void> {
  const row = ticket === null ? undefined : await findRow(queue, ticket);
  if (row && (row.state === 'called' || row.state === 'serving')) {
    await saveRow(queue, {
      ...row,
      state: 'waiting',
      counter: null,
      called_at: null,
      began_at: null,
      version: row.version + 1,
    });
    queue.note({ kind: 'ticketTransferred', ticket: row.id, counter: id, detail: 'counter left' });
  }
  await queue.db
    .updateTable('service_counters')
    .set({ state: 'closed', staff: null, ticket: null })
    .where('branch', '=', queue.branch)
    .where('id', '=', id)
    .execute();
  queue.note({ kind: 'counterClosed', counter: id, detail: 'left', ...(staff !== null && { staff }) });
}
