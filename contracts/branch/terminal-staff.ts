import * as z from 'zod';
import { pinSchema, type Role, staffMemberSchema, staffNumberSchema } from './staff.ts';

/** Roles with any of which one is let in at a terminal: whoever the table of asks lets do something there. */
export const TERMINAL_ROLES = [
  'lobby',
  'approver',
  'manager',
  'supervisor',
  'technician',
] as const satisfies readonly Role[];

/** The token of whoever works at the terminal, where the host asks something for him; beside the terminal's signature. */
export const TERMINAL_STAFF_HEADER = 'x-terminal-staff';

/** Who works at a terminal gives number and PIN there; the session's token stays in the terminal's host. */
const token = z.string().min(16).max(128);

/** `POST /v1/staff/sign-in`, signed by the terminal: as at the door of the staff pages, wrong PINs counted alike. */
export const terminalSignInSchema = z.strictObject({ number: staffNumberSchema, pin: pinSchema });

/** Its answer; also of `POST /v1/staff/who`. */
export const terminalStaffSchema = z.strictObject({
  token,
  staff: staffMemberSchema,
  /** Milliseconds from now until the session ends whatever happens, and when nothing is done. */
  left: z.int().min(0),
  idleLeft: z.int().min(0),
  /** Of a technician: until when his credentials hold; null: without end. */
  validUntil: z.iso.datetime().nullable(),
});
export type TerminalStaff = z.infer<typeof terminalStaffSchema>;

/** `POST /v1/staff/who`: whether the session stands and what he may do now; `touch` puts off the idle end. */
export const terminalWhoSchema = z.strictObject({ token, touch: z.boolean() });
/** `POST /v1/staff/sign-out`. */
export const terminalSignOutSchema = z.strictObject({ token });

/** `POST /v1/staff/second`: somebody else agrees to one thing that is done under `token`; no session begins. */
export const terminalSecondSchema = z.strictObject({
  token,
  number: staffNumberSchema,
  pin: pinSchema,
  /** What he agrees to, by its name in the table of asks. */
  to: z.string().regex(/^[a-z][A-Za-z]*\.[A-Za-z]{1,32}$/),
});
export const terminalSecondAnswerSchema = z.strictObject({ staff: staffMemberSchema });
