import * as z from 'zod';
import { bilingualSchema, languageSchema } from '../language.ts';
import { counterIdSchema } from './configuration.ts';
import { ticketLabelSchema, ticketStateSchema, waitSchema } from './ticket.ts';

/** What a ticket's address carries; it leads to the ticket and nowhere else, and cannot be guessed. */
export const phoneTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{32}$/);

/** `GET /t/api/<token>[?after=<revision>&wait=<seconds>]`: a number and its wait; nothing about a person. */
export const phoneTicketSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: z.iso.datetime(),
  branch: bilingualSchema,
  label: ticketLabelSchema,
  language: languageSchema,
  state: ticketStateSchema,
  /** Where he is called to. */
  counter: counterIdSchema.nullable(),
  /** How often it has been called: one more is another call. */
  calls: z.int().min(0),
  wait: waitSchema.nullable(),
  /** Older and disabled people go first until then, by the branch's clock (null = not now), and seats kept for them. */
  care: z.strictObject({
    until: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .nullable(),
    seats: z.int().min(0).max(99),
  }),
  /** The service he waits for or is served for. */
  service: bilingualSchema,
  /** It is over and its holder has not said yet how it was. */
  mayRate: z.boolean(),
});
export type PhoneTicket = z.infer<typeof phoneTicketSchema>;
