import type { Kysely, Selectable } from 'kysely';
import { ROLES, type Role, type StaffMember } from '#contracts/branch/staff.ts';
import type { BranchTables } from '../store/tables.ts';
import { hashOf, isLocked } from './attempts.ts';

export type MemberRow = Selectable<BranchTables['staff']>;

/** A member as stored; undefined when this service does not know one of that number (see `practice`). */
export const findMember = (
  db: Kysely<BranchTables>,
  practice: boolean,
  number: string,
): Promise<MemberRow | undefined> =>
  db
    .selectFrom('staff')
    .selectAll()
    .where('number', '=', number)
    .where('practice', '=', Number(practice))
    .executeTakeFirst();

/** Whether a right PIN lets this member in. */
export const isAdmitted = (member: MemberRow | undefined): member is MemberRow & { pin: string } =>
  member !== undefined && member.disabled === 0 && member.pin !== null;

/** Whether the day has passed until which he may sign in. A technician of whom no day is known may not either. */
export const isExpired = (member: MemberRow, wall: number): boolean =>
  member.valid_until === null
    ? rolesOf(member).includes('technician')
    : Date.parse(member.valid_until) <= wall;

export const rolesOf = ({ roles }: Pick<MemberRow, 'roles'>): Role[] => {
  const names = roles.split(' ');
  return ROLES.filter((role) => names.includes(role));
};

/** In the order of `ROLES`, so that the same rights are the same text. */
export const rolesText = (roles: readonly Role[]): string =>
  ROLES.filter((role) => roles.includes(role)).join(' ');

export async function wrongOf(db: Kysely<BranchTables>, number: string): Promise<number> {
  const row = await db
    .selectFrom('staff_attempts')
    .select('wrong')
    .where('number_hash', '=', hashOf(number))
    .executeTakeFirst();
  return row?.wrong ?? 0;
}

export function toMember(row: MemberRow, wrong: number): StaffMember {
  const state =
    row.disabled === 1 ? 'disabled' : row.pin === null ? 'new' : isLocked(wrong) ? 'locked' : 'active';
  return { number: row.number, name: row.name, branch: row.branch, roles: rolesOf(row), state };
}
