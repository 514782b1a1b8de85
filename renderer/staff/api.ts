import * as z from 'zod';
import {
  type NewStaff,
  STAFF_HEADER,
  type StaffChange,
  staffCodeSchema,
  staffEntrySchema,
  staffListSchema,
  staffMemberSchema,
  staffSessionSchema,
  terminalCodeSchema,
} from '#contracts/branch/staff.ts';
import type { PageClock } from '../clock.ts';
import { type Ask, pageAsk } from '../live/ask.ts';

export type { Ask, Refused, Reply } from '../live/ask.ts';

/** The branch service as pages of staff speak to it: with the browser's session, and saying who they are. */
export const staffAsk = (fetcher: typeof fetch, clock: PageClock): Ask =>
  pageAsk(fetcher, clock, { credentials: 'same-origin', headers: { [STAFF_HEADER]: '1' } });

const nothing = z.strictObject({});

/** The staff API (`contracts/branch/staff.ts`), call by call. */
export function staffApi(ask: Ask) {
  const post = <T>(path: string, schema: z.ZodType<T>, body?: unknown) =>
    ask(`/staff/api/${path}`, schema, { method: 'POST', body });
  const about = (number: string, act: string) => `people/${encodeURIComponent(number)}${act}`;
  return {
    entry: () => ask('/staff/api/entry', staffEntrySchema),
    touch: () => post('touch', staffSessionSchema),
    signIn: (number: string, pin: string) => post('sign-in', staffSessionSchema, { number, pin }),
    firstPin: (number: string, code: string, pin: string) =>
      post('first-pin', staffSessionSchema, { number, code, pin }),
    firstAdministrator: (person: { code: string; number: string; name: string; pin: string }) =>
      post('first-administrator', staffSessionSchema, person),
    changePin: (pin: string, newPin: string) => post('pin', staffSessionSchema, { pin, newPin }),
    signOut: () => post('sign-out', nothing),
    people: () => ask('/staff/api/people', staffListSchema),
    add: (person: NewStaff) => post('people', staffCodeSchema, person),
    change: (number: string, change: StaffChange) => post(about(number, ''), staffMemberSchema, change),
    unlock: (number: string) => post(about(number, '/unlock'), staffMemberSchema),
    newCode: (number: string) => post(about(number, '/code'), staffCodeSchema),
    revoke: (number: string) => post(about(number, '/revoke'), staffMemberSchema),
    terminalCode: (terminal: string) =>
      post(`terminals/${encodeURIComponent(terminal)}/code`, terminalCodeSchema),
  };
}
export type StaffApi = ReturnType<typeof staffApi>;
