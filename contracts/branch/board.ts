import * as z from 'zod';
import { bilingualSchema } from '../language.ts';
import { counterIdSchema } from './configuration.ts';
import { ticketLabelSchema } from './ticket.ts';

/** Rows a board shows. */
export const BOARD_ROWS = 5;

/** `GET /board/api/state?branch=<id>[&after=<revision>&wait=<seconds>]`: numbers and counters, nothing else. */
export const boardSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: z.iso.datetime(),
  name: bilingualSchema,
  /** IANA name: the board's clock is the branch's. */
  timeZone: z.string().min(1).max(64),
  /** Newest call or recall first. `calls` grows when the same number is called again, so that it is spoken again. */
  rows: z
    .array(z.strictObject({ label: ticketLabelSchema, counter: counterIdSchema, calls: z.int().min(1) }))
    .max(BOARD_ROWS),
  waiting: z.int().min(0),
  /** Older and disabled people go first until then, by the branch's clock; null = not now. */
  careUntil: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .nullable(),
  /** Whether calls are spoken by the branch service; otherwise the page sounds a chime. */
  speech: z.boolean(),
});
export type Board = z.infer<typeof boardSchema>;
