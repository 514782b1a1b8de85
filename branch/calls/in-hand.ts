import { createHash, randomBytes } from 'node:crypto';
import type { StaffMember } from '#contracts/branch/staff.ts';
import type { DeskRefusal } from '#contracts/branch/teller.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Writing } from '../store/store.ts';
import { branchOf } from './area.ts';
import { moveCall } from './moves.ts';
import { type CallRow, standOf } from './records.ts';
import { CALLS, type CallHouse, change } from './writing.ts';

/** One desk: who sits at it, and which of his desks it is. */
export type Desk = { readonly staff: Pick<StaffMember, 'number' | 'branch'>; readonly desk: string };

/** What was taken in hand, with the token that acts on it; it stands nowhere but here. */
export type InHand = {
  readonly call: string;
  readonly turn: number;
  readonly token: string;
  readonly tokenExpiresAt: number;
  /** The last message of the terminal's at that moment: what came before belongs to the case. */
  readonly heard: number;
};

export type DeskError = CodedError<DeskRefusal>;

/** How long a token acts, milliseconds; a desk is given a fresh one before. */
export const TOKEN_LIFETIME = 2 * 3_600_000;
/** How long after a fresh one the former token of the same assignment is still heard here, milliseconds. */
export const TOKEN_BEFORE = 30_000;

export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Inside a writing that has `CALLS`: the instant, and the area of whoever acts. */
export type At = { readonly writing: Writing; readonly now: number; readonly area: string };

/** A writing of a member of this branch that has `CALLS`. */
export function writeCalls<T>(
  { store, clock }: CallHouse,
  branch: string,
  run: (at: At) => Promise<T>,
): Promise<T> {
  return store.writeAlone(CALLS, async (writing) => {
    const { area } = await branchOf(writing.db, branch);
    return run({ writing, now: Math.round(clock.wall()), area });
  });
}

/** The call somebody has in hand. */
export const inHandOf = (
  db: Pick<Writing['db'], 'selectFrom'>,
  staff: string,
): Promise<CallRow | undefined> =>
  db.selectFrom('calls').selectAll().where('staff', '=', staff).executeTakeFirst();

/** Inside a writing that has `CALLS`: takes it in hand, or finds it there, and gives the one token that acts on it from now on. */
export async function giveToken(
  writing: Writing,
  row: CallRow,
  now: number,
  move: 'take' | 'heard',
  staff: string,
): Promise<InHand | undefined> {
  const moved = moveCall(standOf(row), { move, staff });
  if (!moved.ok) return undefined;
  const token = randomBytes(32).toString('base64url');
  const tokenExpiresAt = now + TOKEN_LIFETIME;
  const { configuration } = await branchOf(writing.db, row.branch);
  await change(writing, row, moved.value, now, {
    token_hash: tokenDigest(token),
    token_before: move === 'heard' ? row.token_hash : null,
    token_expires_at: tokenExpiresAt,
    silent_since: null,
    ...(move === 'take' && {
      connect_by: now + configuration.calls.connectSeconds * 1_000,
      taken_at: now,
      wait: null,
    }),
  });
  await writing.db.updateTable('call_heard').set({ desk_at: now }).where('call', '=', row.id).execute();
  const box = await writing.db
    .selectFrom('call_messages')
    .select((eb) => eb.fn.max('sequence').as('last'))
    .where('call', '=', row.id)
    .where('recipient', '=', 'desk')
    .executeTakeFirst();
  return { call: row.id, turn: moved.value.turn, token, tokenExpiresAt, heard: Number(box?.last ?? 0) };
}

/**
 * The call, if it is in this hand and this is its token: the terminal, which decides about acts, knows the last one alone.
 */
export function heldBy(
  row: CallRow | undefined,
  { staff }: Desk,
  token: string,
  wall: number,
): Result<CallRow, DeskError> {
  if (!row) return err({ code: 'notFound' });
  if (row.state === 'over') return err({ code: 'callOver' });
  if (row.staff !== staff.number) return err({ code: 'notYours' });
  const expires = Number(row.token_expires_at);
  const digest = tokenDigest(token);
  if (row.token_hash === digest && wall < expires) return ok(row);
  const before = row.token_before === digest && wall < expires - TOKEN_LIFETIME + TOKEN_BEFORE;
  return before ? ok(row) : err({ code: 'badToken' });
}
