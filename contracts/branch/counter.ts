import * as z from 'zod';
import { branchConfigurationSchema, counterIdSchema, queueServiceIdSchema } from './configuration.ts';
import { staffNumberSchema } from './staff.ts';
import {
  recordIdSchema,
  serviceOutcomeSchema,
  ticketLabelSchema,
  ticketSchema,
  waitSchema,
} from './ticket.ts';

/** A counter now: closed, open and free, or with a customer. `paused`: staff is there and calls nobody. */
export const counterStateSchema = z.enum(['closed', 'open', 'paused']);

export const counterSchema = z.strictObject({
  id: counterIdSchema,
  state: counterStateSchema,
  /** Who sits there. */
  staff: staffNumberSchema.nullable(),
  /** Who sits there is not signed in any more: another one may take it. */
  left: z.boolean(),
  ticket: recordIdSchema.nullable(),
});
export type Counter = z.infer<typeof counterSchema>;

/** A waiting ticket as a counter sees it. */
export const queuedTicketSchema = z.strictObject({
  ticket: ticketSchema,
  wait: waitSchema.nullable(),
  /** Whether this staff's counter may serve what it waits for. */
  mine: z.boolean(),
});
export type QueuedTicket = z.infer<typeof queuedTicketSchema>;

/** Most tickets one answer carries; the totals say how many there are. */
export const COUNTER_LIST_LIMIT = 100;

/** `GET /counter/api/state[?after=<revision>&wait=<seconds>]`. */
export const counterPageSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: z.iso.datetime(),
  businessDate: z.iso.date(),
  configuration: branchConfigurationSchema,
  counters: z.array(counterSchema).max(40),
  /** The counter this member of staff holds. */
  own: counterIdSchema.nullable(),
  /** Whom it has called or serves. */
  current: ticketSchema.nullable(),
  /** In the order in which they would be called by the branch's rule. */
  waiting: z.array(queuedTicketSchema).max(COUNTER_LIST_LIMIT),
  waitingTotal: z.int().min(0),
  parked: z.array(ticketSchema).max(COUNTER_LIST_LIMIT),
  /** Tickets whose holder has entered something at a terminal that is kept for the counter. */
  drafts: z.array(recordIdSchema).max(2 * COUNTER_LIST_LIMIT),
  /** Whether the branch's boards speak the calls; otherwise they sound a chime. */
  speech: z.boolean(),
});
export type CounterPage = z.infer<typeof counterPageSchema>;

/** What every act names: its own id, so that a resend does nothing twice. */
const act = { request: recordIdSchema };
/** The ticket as the page saw it; another version means the page must look again. */
const onTicket = { ...act, ticket: recordIdSchema, version: z.int().min(1) };

/** `POST /counter/api/<name>`; each answers the state of the page (`counterPageSchema`). */
export const COUNTER_ACTS = {
  open: z.strictObject({ ...act, counter: counterIdSchema }),
  pause: z.strictObject(act),
  close: z.strictObject(act),
  callNext: z.strictObject(act),
  call: z.strictObject({ ...act, label: ticketLabelSchema }),
  recall: z.strictObject(onTicket),
  begin: z.strictObject(onTicket),
  park: z.strictObject(onTicket),
  /** To another service, or to one counter for the service it waits for. */
  transfer: z
    .strictObject({
      ...onTicket,
      service: queueServiceIdSchema.nullable(),
      counter: counterIdSchema.nullable(),
    })
    .refine(({ service, counter }) => service !== null || counter !== null, { error: 'nowhere to' }),
  noShow: z.strictObject(onTicket),
  /** What became of the service in hand; with more services open the ticket goes on to the next one. */
  finish: z.strictObject({ ...onTicket, outcome: serviceOutcomeSchema.exclude(['open']) }),
} as const;
export type CounterActName = keyof typeof COUNTER_ACTS;
export type CounterAct<Name extends CounterActName> = z.infer<(typeof COUNTER_ACTS)[Name]>;
