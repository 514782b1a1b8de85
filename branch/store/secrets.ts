import { randomBytes } from 'node:crypto';
import type { BranchStore } from './store.ts';

/** A random value by this name that all instances of the database share; made by whoever asks first. */
export async function sharedSecret({ db }: BranchStore, name: string): Promise<string> {
  await db
    .insertInto('secrets')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return value;
}
