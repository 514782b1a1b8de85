import * as z from 'zod';
import { pinSchema, staffMemberSchema, staffNumberSchema } from './staff.ts';

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

/** How terminals of a branch are worked at. Every field has a default, so that what was stored before still reads. */
export const terminalPolicySchema = z.strictObject({
  /** What needs a second person, by names in the table of asks that may want one. */
  secondPerson: z
    .array(z.string().regex(/^[a-z][A-Za-z]*\.[A-Za-z]{1,32}$/))
    .max(64)
    .default([]),
  /** Days a member of staff who has signed in at a terminal may do so there again while the branch cannot be asked. */
  offlineDays: z.int().min(0).max(60).default(7),
  /** The first digits of the bank's staff cards, which no customer's card has; null: there are none. */
  staffCards: z
    .string()
    .regex(/^\d{6,10}$/)
    .nullable()
    .default(null),
  /** What the branch aims at; shown beside what was, never promised. */
  targets: z
    .strictObject({
      /** Of visits that began a service, so many in a hundred finish it at the terminal. */
      finishedPercent: z.int().min(0).max(100).default(90),
      /** Half of all finished visits take no longer, minutes. */
      medianMinutes: z.int().min(1).max(120).default(5),
    })
    .default({ finishedPercent: 90, medianMinutes: 5 }),
});
export type TerminalPolicy = z.infer<typeof terminalPolicySchema>;
export const DEFAULT_TERMINAL_POLICY: TerminalPolicy = terminalPolicySchema.parse({});
