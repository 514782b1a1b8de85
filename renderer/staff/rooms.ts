import { ROLES, type Role } from '#contracts/branch/staff.ts';

/** The pages one may go to from the staff page, each with the roles of which it asks for one. */
export const ROOMS = [
  { path: '/counter', roles: ['counter'] },
  { path: '/teller', roles: ['teller'] },
  { path: '/approvals', roles: ['approver'] },
  { path: '/lobby', roles: ['lobby', 'manager'] },
  { path: '/arrivals', roles: ROLES },
  { path: '/tasks', roles: ['lobby', 'manager'] },
  { path: '/use', roles: ['manager'] },
  { path: '/recordings', roles: ['manager'] },
] as const satisfies readonly {
  readonly path: string;
  readonly roles: readonly Role[];
}[];
export type RoomPath = (typeof ROOMS)[number]['path'];
