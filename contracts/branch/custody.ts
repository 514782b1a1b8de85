import * as z from 'zod';

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
