import type { Clock } from '#foundation/clock.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { touchDesks } from './area.ts';
import type { CallStand } from './moves.ts';
import { type CallRow, callSubject, isInHand, tellerSubject } from './records.ts';

/** What every part of this room works with. */
export type CallHouse = { readonly store: BranchStore; readonly clock: Clock; readonly seal: BranchSeal };

/** Every change of how a call stands is made under this name, one after the other, on all instances. */
export const CALLS = 'calls';

/** What changes with a move besides how the call stands. */
export type Besides = Partial<
  Omit<CallRow, 'id' | 'branch' | 'state' | 'turn' | 'version' | 'transferred' | 'returned' | 'outcome'>
>;

/** Inside a writing that has `CALLS`: the call stands like this from now on, and whoever waits on it hears so. */
export async function change(
  writing: Writing,
  row: CallRow,
  stand: CallStand,
  now: number,
  besides: Besides = {},
): Promise<CallRow> {
  const { db } = writing;
  const held = isInHand(stand);
  const over = stand.state === 'over';
  const changed = {
    ...(!held && {
      token_hash: null,
      token_before: null,
      token_expires_at: null,
      silent_since: null,
      connect_by: null,
    }),
    ...(row.staff !== null && { last_staff: row.staff }),
    ...(over && { wait: null, ended_at: row.ended_at ?? now }),
    ...besides,
    state: stand.state,
    turn: stand.turn,
    staff: stand.staff,
    live_mode: stand.liveMode,
    transferred: stand.transferred ? 1 : 0,
    returned: stand.returned ? 1 : 0,
    outcome: stand.outcome,
    version: row.version + 1,
    changed_at: now,
  };
  await db.updateTable('calls').set(changed).where('id', '=', row.id).execute();
  if (over) await forgetFleeting(writing, row.id);
  if (over && row.staff !== null)
    await db
      .updateTable('tellers')
      .set({ presence: 'wrapUp' })
      .where('staff', '=', row.staff)
      .where('presence', '=', 'ready')
      .execute();
  writing.tell(callSubject(row.id));
  for (const staff of [row.staff, stand.staff]) if (staff !== null) writing.tell(tellerSubject(staff));
  await touchDesks(writing, row.area);
  return { ...row, ...changed };
}

/** What is of no use once a call is over: what stood on the screen, and what two browsers said to each other. */
async function forgetFleeting({ db }: Writing, call: string): Promise<void> {
  await db.deleteFrom('call_views').where('call', '=', call).execute();
  await db.deleteFrom('call_messages').where('call', '=', call).where('kind', '!=', 'chat').execute();
  await db.deleteFrom('call_heard').where('call', '=', call).execute();
}

export const rowOf = (db: Pick<Writing['db'], 'selectFrom'>, id: string): Promise<CallRow | undefined> =>
  db.selectFrom('calls').selectAll().where('id', '=', id).executeTakeFirst();

/** The same, and it stays as it is until the end of this writing, for what is written beside it without `CALLS`. */
export const heldRowOf = (
  { store }: Pick<CallHouse, 'store'>,
  db: Writing['db'],
  id: string,
): Promise<CallRow | undefined> =>
  db
    .selectFrom('calls')
    .selectAll()
    .where('id', '=', id)
    .$if(store.engine === 'postgres', (query) => query.forShare())
    .executeTakeFirst();
