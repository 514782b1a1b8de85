import { type BranchConfiguration, branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchStore } from '../store/store.ts';
import { type QueueWriting, writeQueue } from './queue-writing.ts';

/** Longest text of a configuration, characters. */
export const CONFIGURATION_LIMIT = 200_000;

/** Details name the place in the text that is wrong, or what is in use and would go. */
export type ConfigurationRefusal = CodedError<'configurationInvalid' | 'configurationInUse'>;

/** Reads a configuration as somebody wrote it. */
export function readConfiguration(text: string): Result<BranchConfiguration, ConfigurationRefusal> {
  if (text.length > CONFIGURATION_LIMIT) return err({ code: 'configurationInvalid', detail: 'too long' });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return err({ code: 'configurationInvalid', detail: 'not JSON' });
  }
  const read = branchConfigurationSchema.safeParse(content);
  if (read.success) return ok(read.data);
  const wrong = read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return err({ code: 'configurationInvalid', detail: wrong.join('; ') });
}

/**
 * From now on the branch serves like this. What somebody waits for or sits at stays: a service that numbers were taken
 * for and a counter that is held cannot be taken away under them.
 */
export function configure(
  store: BranchStore,
  clock: Clock,
  branch: string,
  configuration: BranchConfiguration,
): Promise<Result<void, ConfigurationRefusal>> {
  return writeQueue(store, clock, branch, async (queue) => {
    const missing = await inUseAndGone(queue, configuration);
    if (missing.length > 0)
      return err({ code: 'configurationInUse' as const, detail: missing.slice(0, 10).join(', ') });
    await queue.db
      .updateTable('branches')
      .set({ configuration: JSON.stringify(configuration) })
      .where('id', '=', branch)
      .execute();
    queue.note({ kind: 'configurationChanged' });
    return ok(undefined);
  });
}

async function inUseAndGone(
  { db, branch }: QueueWriting,
  { services, counters }: BranchConfiguration,
): Promise<string[]> {
  const held = await db
    .selectFrom('tickets')
    .select('services')
    .distinct()
    .where('branch', '=', branch)
    .where('state', 'in', ['waiting', 'called', 'serving', 'parked'])
    .execute();
  const wanted = new Set(
    held.flatMap((row) => (JSON.parse(row.services) as { id: string }[]).map(({ id }) => id)),
  );
  const sat = await db
    .selectFrom('service_counters')
    .select('id')
    .where('branch', '=', branch)
    .where('staff', 'is not', null)
    .execute();
  return [
    ...[...wanted]
      .filter((id) => !services.some((service) => service.id === id))
      .map((id) => `service ${id}`),
    ...sat
      .filter(({ id }) => !counters.some((counter) => counter.id === id))
      .map(({ id }) => `counter ${id}`),
  ];
}
