import type { BranchTables } from '../store/tables.ts';
import type { QueueWriting } from './queue-writing.ts';

export type CounterRow = BranchTables['service_counters'];

/** Members who hold a counter of this branch. */
export const holders = ({ db, branch }: QueueWriting) =>
  db
    .selectFrom('service_counters')
    .select('staff')
    .where('branch', '=', branch)
    .where('staff', 'is not', null)
    .execute();

export async function counterRow(queue: QueueWriting, id: string): Promise<CounterRow | undefined> {
  return queue.db
    .selectFrom('service_counters')
    .selectAll()
    .where('branch', '=', queue.branch)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function counterOf(queue: QueueWriting, staff: string): Promise<CounterRow | undefined> {
  return queue.db
    .selectFrom('service_counters')
    .selectAll()
    .where('branch', '=', queue.branch)
    .where('staff', '=', staff)
    .executeTakeFirst();
}

export async function saveCounter(queue: QueueWriting, row: CounterRow): Promise<void> {
  const { state, staff, ticket } = row;
  await queue.db
    .insertInto('service_counters')
    .values(row)
    .onConflict((conflict) => conflict.columns(['branch', 'id']).doUpdateSet({ state, staff, ticket }))
    .execute();
}
