import type { Role } from '#contracts/branch/staff.ts';

/** The pages one may go to from the staff page, each with the role it asks for. */
export const ROOMS = [
  { path: '/counter', role: 'counter' },
  { path: '/lobby', role: 'lobby' },
] as const satisfies readonly {
  readonly path: string;
  readonly role: Role;
}[];
export type RoomPath = (typeof ROOMS)[number]['path'];
