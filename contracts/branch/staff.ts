import * as z from 'zod';
import { branchIdSchema } from './configuration.ts';
import { terminalIdSchema } from './terminal.ts';

/** A member of staff's number inside the bank, as it stands on the badge. */
export const staffNumberSchema = z.string().regex(/^\d{4,8}$/);
export type StaffNumber = z.infer<typeof staffNumberSchema>;

/** Six digits; which of them are too weak is the service's rule. */
export const pinSchema = z.string().regex(/^\d{6}$/);

/**
 * What somebody may do, function by function: `counter` serves customers, `lobby` answers calls for help and arrivals,
 * `teller` answers calls from terminals by video, `approver` decides what a step asks a person, `manager` sees figures and
 * complaints, `administrator` looks after staff and terminals, `supervisor` opens, feeds and closes terminals, `technician`
 * repairs them, until a day the administrator sets.
 */
export const ROLES = [
  'counter',
  'lobby',
  'teller',
  'approver',
  'manager',
  'administrator',
  'supervisor',
  'technician',
] as const;
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

/** Whoever speaks to the staff API says so in this header, which no page of another origin can send unasked. */
export const STAFF_HEADER = 'x-staff';
/** The session; `HttpOnly`, so that no script ever sees it. */
export const STAFF_COOKIE = 'vestibule-staff';

/** How far ahead credentials that end may be made to hold, days; a technician's always end. */
export const VALID_DAYS = 60;

/** Session ends, milliseconds: whatever happens, and when nobody does anything. */
export const SESSION_LIFETIME = 10 * 3_600_000;
export const SESSION_IDLE = 30 * 60_000;

/** Wrong PINs: after so many a wait begins, which doubles with each further one; after so many nothing helps any more. */
export const WRONG_PINS = { firstWait: 5, locked: 15, waitSeconds: 15 } as const;

/** Why a PIN is too weak, as the `detail` of `pinWeak`: `number` is the digits of one's own staff number. */
export const PIN_WEAKNESSES = ['fewDigits', 'run', 'repeated', 'date', 'number', 'same'] as const;
export type PinWeakness = (typeof PIN_WEAKNESSES)[number];

/** Who is signed in. `GET /staff/api/me`, and the answer to signing in and to every change of one's own PIN. */
export const staffSessionSchema = z.strictObject({
  staff: staffMemberSchema,
  serverTime: z.iso.datetime(),
  /** When the session ends whatever happens. */
  expiresAt: z.iso.datetime(),
  /** When it ends if nothing is done until then; an act or `POST /staff/api/touch` moves it. */
  idleAt: z.iso.datetime(),
});
export type StaffSession = z.infer<typeof staffSessionSchema>;

/** `GET /staff/api/entry`: what a page asks first, signed in or not. */
export const staffEntrySchema = z.strictObject({
  /** No administrator can sign in: the first one is made with the code that the service printed. */
  founding: z.boolean(),
  /** Who is in at this browser already. */
  session: staffSessionSchema.nullable(),
  /** Only invented practice staff can sign in here. */
  practice: z.boolean(),
});
export type StaffEntry = z.infer<typeof staffEntrySchema>;

const oneTimeCode = z.string().min(1).max(64);

/** `POST /staff/api/sign-in`. */
export const signInSchema = z.strictObject({ number: staffNumberSchema, pin: pinSchema });
/** `POST /staff/api/pin`: a new PIN for oneself. Every session of this person ends; the answer begins a new one. */
export const changePinSchema = z.strictObject({ pin: pinSchema, newPin: pinSchema });
/** `POST /staff/api/first-pin`: somebody new sets a PIN with the one-time code an administrator handed over. */
export const firstPinSchema = z.strictObject({
  number: staffNumberSchema,
  code: oneTimeCode,
  pin: pinSchema,
});

/** A name as it is shown: one line of honest text. */
export const staffNameSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N} ·.'’-]*[\p{L}\p{M}\p{N}.])?$/u)
  .refine((name) => name === name.normalize('NFC'), { error: 'not in normalization form C' });

/** `POST /staff/api/first-administrator`: with the code that the service printed, while `founding`. */
export const firstAdministratorSchema = z.strictObject({
  code: oneTimeCode,
  number: staffNumberSchema,
  name: staffNameSchema,
  pin: pinSchema,
});

const roles = z
  .array(roleSchema)
  .max(ROLES.length)
  .refine((given) => new Set(given).size === given.length, { error: 'stands twice' });

/** `POST /staff/api/people`: an administrator adds somebody; the answer carries the one-time code, once. */
export const newStaffSchema = z.strictObject({
  number: staffNumberSchema,
  name: staffNameSchema,
  branch: branchIdSchema,
  roles,
  /** Until when he may sign in, at most `VALID_DAYS` ahead; a technician must have one. Null: without end. */
  validUntil: z.iso.datetime().nullable().default(null),
});
export type NewStaff = z.input<typeof newStaffSchema>;
/** `POST /staff/api/people/<number>`; answers the member. */
export const staffChangeSchema = z.strictObject({
  roles: roles.optional(),
  name: staffNameSchema.optional(),
  disabled: z.boolean().optional(),
  validUntil: z.iso.datetime().nullable().optional(),
});
export type StaffChange = z.infer<typeof staffChangeSchema>;
/**
 * Answers `POST /staff/api/people` and `POST /staff/api/people/<number>/code`. The code may be used once, within a
 * day, and whoever had a PIN has none any more.
 */
export const staffCodeSchema = z.strictObject({
  staff: staffMemberSchema,
  code: z.string().max(64),
  expiresAt: z.iso.datetime(),
});
export type StaffCode = z.infer<typeof staffCodeSchema>;

/** Most people of one branch, and most that one list names. */
export const STAFF_LIMIT = 500;
export const STAFF_LIST_LIMIT = 5_000;

/** `GET /staff/api/people`: whom this administrator looks after. */
export const staffListSchema = z.strictObject({
  people: z
    .array(
      staffMemberSchema.extend({
        signedIn: z.int().min(0),
        validUntil: z.iso.datetime().nullable(),
        /** The day has passed: he is let in nowhere until an administrator sets another. */
        expired: z.boolean(),
      }),
    )
    .max(STAFF_LIST_LIMIT),
  serverTime: z.iso.datetime(),
  branches: z.array(branchIdSchema).max(500),
});
export type StaffList = z.infer<typeof staffListSchema>;

/** `POST /staff/api/terminals/<id>/code`: lets a terminal of the administrator's branch enrol a key, once. */
export const terminalCodeSchema = z.strictObject({
  terminal: terminalIdSchema,
  branch: branchIdSchema,
  code: z.string().max(64),
  expiresAt: z.iso.datetime(),
});
export type TerminalCode = z.infer<typeof terminalCodeSchema>;

/** Somebody invented, whose PIN everybody may know: on the sandbox bank only. */
export type PracticeMember = {
  readonly number: StaffNumber;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly pin: string;
  /** Days from the start of the service after which he is let in no more; left out: without end. */
  readonly validDays?: number;
};
