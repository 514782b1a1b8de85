import { createHash, randomBytes } from 'node:crypto';
import { defaultConfiguration } from '#branch/queue/default-configuration.ts';
import { foundBranch } from '#branch/store/branches.ts';
import { openPostgresStore } from '#branch/store/postgres.ts';
import { branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import type { Role } from '#contracts/branch/staff.ts';
import { systemClock } from '#foundation/clock.ts';
import { type Line, StaffPage, Terminal } from '../../campaigns/branch/client.ts';

export const TERMINALS_EACH = 5;
export const COUNTERS_EACH = 8;

const DAY = 86_400_000;
const ALWAYS = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];

export type BusyBranch = {
  readonly id: string;
  readonly terminals: readonly Terminal[];
  /** Each sits at the counter of his place, from 1. */
  readonly staff: readonly StaffPage[];
  /** Their sessions, as their browsers hold them, in the same order. */
  readonly tokens: readonly string[];
};

/**
 * Branches with their terminals and signed-in staff, written straight into an empty database: sixteen hundred sign-ins
 * are not what is measured. Each sees its own branch alone, as always.
 */
export async function manyBranches(
  url: string,
  line: Line,
  count: number,
  role: Role = 'counter',
): Promise<BusyBranch[]> {
  const opened = await openPostgresStore(url, systemClock);
  if (!opened.ok) throw new Error(opened.error.code);
  const { db, close } = opened.value;
  const now = new Date().toISOString();
  const counters = Array.from({ length: COUNTERS_EACH }, (_, at) => ({ id: `${at + 1}`, services: [] }));
  const configuration = JSON.stringify(
    branchConfigurationSchema.parse({ ...defaultConfiguration, counters, hours: ALWAYS }),
  );
  const branches: BusyBranch[] = [];
  for (let at = 0; at < count; at++) {
    const id = `B${at + 1}`;
    await foundBranch(opened.value, id, systemClock);
    const terminals = Array.from(
      { length: TERMINALS_EACH },
      (_, terminal) => new Terminal(line, `${id}-T${terminal + 1}`),
    );
    const sessions = Array.from({ length: COUNTERS_EACH }, (_, place) => ({
      number: `${10_000 + at * COUNTERS_EACH + place}`,
      token: randomBytes(32).toString('base64url'),
    }));
    await db
      .insertInto('terminals')
      .values(
        terminals.map((terminal) => ({
          id: terminal.id,
          branch: id,
          public_key: terminal.publicKey,
          fingerprint: createHash('sha256').update(terminal.publicKey, 'base64url').digest('hex'),
          enrolled_at: now,
        })),
      )
      .execute();
    await db
      .insertInto('staff')
      .values(
        sessions.map(({ number }) => ({
          number,
          branch: id,
          name: `Counter ${number}`,
          roles: role,
          pin: 'none',
          disabled: 0,
          practice: 1,
          created_at: now,
          changed_at: now,
        })),
      )
      .execute();
    await db
      .insertInto('staff_sessions')
      .values(
        sessions.map(({ number, token }) => ({
          token_hash: createHash('sha256').update(token).digest('hex'),
          number,
          expires_at: Date.now() + DAY / 4,
          touched_at: Date.now(),
        })),
      )
      .execute();
    const staff = sessions.map(
      ({ number, token }) => new StaffPage(line, number, '', `vestibule-staff=${token}`),
    );
    branches.push({ id, terminals, staff, tokens: sessions.map(({ token }) => token) });
  }
  await db.updateTable('branches').set({ configuration }).execute();
  await close();
  return branches;
}
