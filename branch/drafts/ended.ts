import type { QueueWriting } from '../queue/queue-writing.ts';

/** Ends of a number after which nobody opens what was entered with it; whoever was missed may come back for his. */
const FORGETTING: readonly string[] = ['done', 'gaveUp'];

/** Inside a change of the queue: what was entered goes with the number it was entered for. */
export async function forgetWithTicket(queue: QueueWriting, ticket: string, state: string): Promise<void> {
  if (!FORGETTING.includes(state)) return;
  const { numDeletedRows } = await queue.db
    .deleteFrom('drafts')
    .where('ticket', '=', ticket)
    .executeTakeFirst();
  if (Number(numDeletedRows) > 0) queue.note({ kind: 'draftGone', ticket });
}
