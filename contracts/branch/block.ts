import * as z from 'zod';
import { recordIdSchema, ticketAnswerSchema, ticketLabelSchema, ticketRequestSchema } from './ticket.ts';

/** Most numbers of a letter that may be reserved for one terminal. */
export const MOST_RESERVED = 20;

/** Most numbers a terminal holds on a day, over all letters. */
const MOST_HELD = 26 * MOST_RESERVED;

/**
 * `POST /v1/number-blocks`: numbers that this terminal may give out on one business day while it is cut off. What it
 * says it holds stands, as far as the branch knows of it; what is missing is added; what it does not name is never
 * given to anybody that day.
 */
export const blockRequestSchema = z.strictObject({
  /** Made by the terminal for one question, so that a resend reserves nothing twice. */
  id: recordIdSchema,
  /** The day of what it holds. */
  businessDate: z.iso.date(),
  /** Numbers it holds and has not given to anybody. */
  held: z.array(ticketLabelSchema).max(MOST_HELD),
});
export type BlockRequest = z.infer<typeof blockRequestSchema>;

/** Answer: everything the terminal may give out from now on. */
export const blockSchema = z.strictObject({
  /** The branch's business day; they are worth nothing on another one. */
  businessDate: z.iso.date(),
  /** Of each letter the one to be given first stands first. */
  numbers: z.array(ticketLabelSchema).max(MOST_HELD),
});
export type Block = z.infer<typeof blockSchema>;

/** `POST /v1/tickets/handed-in`: a number that was given out of the block while the terminal was cut off. */
export const handInSchema = z.strictObject({
  /** Its id is the one under which it would have been taken of the branch. */
  ticket: ticketRequestSchema,
  label: ticketLabelSchema,
  /** The block's day. */
  businessDate: z.iso.date(),
  /** When the customer got it, and when this is told, both by the terminal's own clock. */
  cutAt: z.iso.datetime(),
  toldAt: z.iso.datetime(),
  /** Its holder gave it back, or nobody ever held it. */
  givenUp: z.boolean(),
});
export type HandIn = z.infer<typeof handInSchema>;

/**
 * Why he does not wait since `cutAt`: `clockAhead`, it lies after the moment it was told; `beforeReserved`, it lies
 * before the number was reserved.
 */
export const HAND_IN_CLAMPS = ['clockAhead', 'beforeReserved'] as const;

export const handedInSchema = z.strictObject({
  ...ticketAnswerSchema.shape,
  /** `history`: of a day that is over, or given back: nobody is called. */
  entered: z.enum(['queue', 'history']),
  clamped: z.enum(HAND_IN_CLAMPS).nullable(),
});
export type HandedIn = z.infer<typeof handedInSchema>;
