import * as z from 'zod';
import { roleSchema, staffNumberSchema } from '#contracts/branch/staff.ts';
import { CLOSINGS, FAULTS } from '#contracts/screen/out-of-service.ts';

/** XFS4IoT VendorMode: who has the terminal. `enterPending`: asked for, and a customer is served to his end first. */
export const VENDOR_MODES = ['inactive', 'enterPending', 'active', 'exitPending'] as const;
export const vendorModeSchema = z.enum(VENDOR_MODES);
export type VendorMode = z.infer<typeof vendorModeSchema>;

/** Milliseconds of supervisor mode: until somebody has signed in, until it leaves by itself, and warned before. */
export const SUPERVISOR_TIMES = { signIn: 60_000, idle: 180_000, warning: 30_000, pageGone: 10_000 } as const;

/** Why staff took the terminal out of service, as customers read it. */
export const closingSchema = z.enum(CLOSINGS);
export type Closing = z.infer<typeof closingSchema>;

/** Who works at the terminal now. `offline`: the branch could not be asked, and he was known here from before. */
export const signedInSchema = z.strictObject({
  number: staffNumberSchema,
  name: z.string().min(1).max(40),
  roles: z.array(roleSchema),
  offline: z.boolean(),
  /** Seconds until he is signed out when nothing is done. */
  idleSeconds: z.int().min(0),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** `supervisor.state`: how the mode stands, at every change and when a page joins. */
export const supervisorStateSchema = z.strictObject({
  mode: vendorModeSchema,
  signedIn: signedInSchema.nullable(),
  /** Whether the branch service answers. */
  branch: z.enum(['ok', 'away']),
  terminal: z.string().max(16),
  simulated: z.boolean(),
  /** Why staff took the terminal out of service; null: they did not. */
  closed: closingSchema.nullable(),
  /** What closes it whatever staff decide; null: nothing. */
  fault: z.enum(FAULTS).nullable(),
});
export type SupervisorState = z.infer<typeof supervisorStateSchema>;

/** `supervisor.news`: what was asked under these names may have changed; a page that shows it asks again. */
export const supervisorNewsSchema = z.strictObject({ of: z.array(z.string().max(40)).max(40) });
