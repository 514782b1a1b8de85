import * as z from 'zod';
import { branchIdSchema } from './configuration.ts';

/** A member of staff's number inside the bank, as it stands on the badge. */
export const staffNumberSchema = z.string().regex(/^\d{4,8}$/);
export type StaffNumber = z.infer<typeof staffNumberSchema>;

/** Six digits; which of them are too weak is the service's rule. */
export const pinSchema = z.string().regex(/^\d{6}$/);

/**
 * What somebody may do, function by function: `counter` serves customers, `lobby` answers calls for help and arrivals,
 * `approver` decides what a step asks a person, `manager` sees figures and complaints, `administrator` looks after
 * staff and terminals.
 */
export const ROLES = ['counter', 'lobby', 'approver', 'manager', 'administrator'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const staffMemberSchema = z.strictObject({
  number: staffNumberSchema,
  name: z.string().min(1).max(40),
  branch: branchIdSchema,
  roles: z.array(roleSchema).max(ROLES.length),
  /** `new`: has a one-time code and no PIN yet. `locked`: too many wrong PINs; an administrator lets in again. */
  state: z.enum(['new', 'active', 'locked', 'disabled']),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;

/** Who is signed in. `GET /staff/api/me`, and the answer to signing in. */
export const staffSessionSchema = z.strictObject({
  staff: staffMemberSchema,
  /** When the session ends whatever happens; it ends sooner when nothing is done. */
  expiresAt: z.iso.datetime(),
});
export type StaffSession = z.infer<typeof staffSessionSchema>;

/** `POST /staff/api/sign-in`. */
export const signInSchema = z.strictObject({ number: staffNumberSchema, pin: pinSchema });
/** `POST /staff/api/pin`: a new PIN for oneself. */
export const changePinSchema = z.strictObject({ pin: pinSchema, newPin: pinSchema });
/** `POST /staff/api/first-pin`: somebody new sets a PIN with the one-time code an administrator handed over. */
export const firstPinSchema = z.strictObject({
  number: staffNumberSchema,
  code: z.string().min(1).max(64),
  pin: pinSchema,
});
/** `POST /staff/api/people`: an administrator adds somebody; the answer carries the one-time code, once. */
export const newStaffSchema = staffMemberSchema.pick({ number: true, name: true, branch: true, roles: true });
/** `POST /staff/api/people/<number>`. */
export const staffChangeSchema = z.strictObject({
  roles: z.array(roleSchema).max(ROLES.length).optional(),
  name: z.string().min(1).max(40).optional(),
  disabled: z.boolean().optional(),
});
export const staffCodeSchema = z.strictObject({ staff: staffMemberSchema, code: z.string().max(64) });
export const staffListSchema = z.strictObject({
  people: z.array(staffMemberSchema.extend({ signedIn: z.int().min(0) })).max(500),
});
