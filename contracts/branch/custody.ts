import * as z from 'zod';
import { staffNumberSchema } from './staff.ts';

/** A card or document the machine kept: who must hand it out again. No card number, only the reference on the slip. */
export const custodySchema = z.strictObject({
  id: z.string().max(64),
  reference: z.string().max(20),
  terminal: z.string().max(16),
  visit: z.string().max(64).nullable(),
  /** `newCard`: fresh from the stack, bound or perhaps bound to a customer who does not have it. */
  what: z.enum(['bankCard', 'newCard']),
  reason: z.enum(['notTaken', 'jammed', 'leftInside']),
  state: z.enum(['inBin', 'handedOut']),
  createdAt: z.iso.datetime(),
});
export type Custody = z.infer<typeof custodySchema>;

/** `POST /v1/custody`; the id is the terminal's. */
export const custodyRequestSchema = custodySchema.pick({
  id: true,
  reference: true,
  visit: true,
  what: true,
  reason: true,
});
export type CustodyRequest = z.infer<typeof custodyRequestSchema>;

/** What the member of staff looked at before he gave it to its owner. */
export const CUSTODY_DOCUMENTS = [
  'identityCard',
  'passport',
  'residencePermit',
  'householdRegister',
] as const;
export const custodyDocumentSchema = z.enum(CUSTODY_DOCUMENTS);
export type CustodyDocument = z.infer<typeof custodyDocumentSchema>;

/** To whom it was handed: its owner, whose document was looked at, or back to the bank, under the bag's own reference. */
export const handedToSchema = z.discriminatedUnion('to', [
  z.strictObject({
    to: z.literal('owner'),
    document: custodyDocumentSchema,
    /** What stands on his slip; it must be this record's. Null: he has none any more. */
    slip: z
      .string()
      .regex(/^[A-Z0-9-]{1,20}$/)
      .nullable(),
  }),
  z.strictObject({ to: z.literal('bank'), bag: z.string().regex(/^[A-Z0-9-]{4,20}$/) }),
]);
export type HandedTo = z.infer<typeof handedToSchema>;

/** `POST /v1/staff/custody/<id>/hand-out`. */
export const handOutSchema = z.strictObject({ handed: handedToSchema });

/** As whoever works at the terminal sees it. */
export const keptThingSchema = custodySchema.omit({ visit: true }).extend({
  /** Until when it is kept for its owner; then it goes back to the bank. */
  due: z.iso.datetime(),
  overdue: z.boolean(),
  /** Null while it lies in the terminal. */
  handedOut: z
    .strictObject({
      at: z.iso.datetime(),
      by: staffNumberSchema,
      second: staffNumberSchema.nullable(),
      evidence: handedToSchema,
    })
    .nullable(),
});
export type KeptThing = z.infer<typeof keptThingSchema>;

/** Most that one list carries of what lies there, and of what was handed out last. */
export const KEPT_LIST_LIMIT = 100;
export const HANDED_OUT_SHOWN = 20;

/** `GET /v1/staff/custody`: what this terminal keeps, the most pressing first, and what was handed out last. */
export const keptListSchema = z.strictObject({
  serverTime: z.iso.datetime(),
  /** How much lies there. */
  total: z.int().min(0),
  kept: z.array(keptThingSchema).max(KEPT_LIST_LIMIT),
  handedOut: z.array(keptThingSchema).max(HANDED_OUT_SHOWN),
});
export type KeptList = z.infer<typeof keptListSchema>;
