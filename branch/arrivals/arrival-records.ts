import type { Kysely, Selectable } from 'kysely';
import {
  ARRIVAL_AUDIENCES,
  type Arrival,
  type ArrivalAudience,
  arrivalSchema,
} from '#contracts/branch/arrival.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { nextNumber, type Writing } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

export type ArrivalRow = Selectable<BranchTables['arrivals']>;
export type NoticeRow = Selectable<BranchTables['arrival_notices']>;

/** The subject on which pages wait for arrivals, and the counter that says which state they have seen. */
export const arrivalsOf = (branch: string): string => `arrivals:${branch}`;

/** Marks, inside the writing of a change, that a branch's pages must look again. The word carries nothing else. */
export async function touchArrivals({ db, tell }: Writing, branch: string): Promise<void> {
  await nextNumber(db, arrivalsOf(branch));
  tell(arrivalsOf(branch));
}

/** What the sealed name belongs to. */
export const nameOf = (id: string): string => `arrival ${id}`;

/** States of a number whose holder is still in the branch. */
const HELD = ['waiting', 'called', 'serving', 'parked'];

/** Arrivals that are not over at an instant. A number that was not handed in yet is not over. */
export const standing = (db: Kysely<BranchTables>, now: number) =>
  db
    .selectFrom('arrivals')
    .leftJoin('tickets', 'tickets.id', 'arrivals.ticket')
    .where('arrivals.until', '>', now)
    .where((eb) =>
      eb.or([
        eb('arrivals.ended_at', 'is', null),
        eb.and([
          eb('arrivals.ticket', 'is not', null),
          eb.or([eb('tickets.state', 'is', null), eb('tickets.state', 'in', HELD)]),
        ]),
      ]),
    );

/** Takes an arrival and everything that was kept of it away, but for the mark by which it is not announced again. */
export async function removeArrivals(db: Kysely<BranchTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('arrival_notices').where('arrival', 'in', ids).execute();
  await db.deleteFrom('arrivals').where('id', 'in', ids).execute();
}

/** Whether a notice is for this member of staff. */
export const isFor = (
  { staff: number, roles }: { readonly staff: string; readonly roles: StaffMember['roles'] },
  { audience, staff }: Pick<NoticeRow, 'audience' | 'staff'>,
): boolean => {
  if (audience === 'lobby') return roles.includes('lobby');
  if (audience === 'escalated') return roles.includes('manager');
  return staff === number;
};

/** As somebody sees it for whom these of its notices are. */
export function toArrival(
  row: ArrivalRow,
  notices: readonly NoticeRow[],
  own: readonly NoticeRow[],
  seal: BranchSeal,
): Arrival {
  const name = seal.open('arrival', nameOf(row.id), row.sealed);
  const audiences = audiencesOf(own);
  return arrivalSchema.parse({
    id: row.id,
    name: name.ok ? name.value : null,
    reason: row.reason,
    terminal: row.terminal,
    since: new Date(Number(row.created_at)).toISOString(),
    audiences,
    going: notices
      .filter(({ going }) => going !== null)
      .map(({ audience, going, going_at }) => ({
        audience,
        staff: going,
        at: new Date(Number(going_at)).toISOString(),
      })),
    open: own.some(({ going }) => going === null),
  });
}

export const audiencesOf = (notices: readonly NoticeRow[]): ArrivalAudience[] =>
  ARRIVAL_AUDIENCES.filter((audience) => notices.some((notice) => notice.audience === audience));
