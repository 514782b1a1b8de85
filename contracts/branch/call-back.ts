import * as z from 'zod';
import { languageSchema } from '../language.ts';
import { serviceIdSchema } from '../services/service.ts';
import { callIdSchema } from './call.ts';
import { staffNumberSchema } from './staff.ts';
import { recordIdSchema } from './ticket.ts';

/** `GET /v1/call-backs/times`: when somebody could call back, by the branch's hours; the first is the soonest. */
export const callBackTimesSchema = z.strictObject({
  times: z.array(z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() })).max(8),
});
export type CallBackTimes = z.infer<typeof callBackTimesSchema>;

/** `POST /v1/call-backs`: somebody is to be called back. The id is the terminal's. */
export const callBackRequestSchema = z.strictObject({
  id: recordIdSchema,
  visit: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** The call it takes the place of; null where none was made. */
  call: callIdSchema.nullable(),
  /** Whole; sealed at the branch. */
  phone: z.string().regex(/^1[3-9]\d{9}$/),
  name: z.string().min(1).max(120).nullable(),
  customerRef: z.string().min(1).max(64).nullable(),
  service: serviceIdSchema.nullable(),
  language: languageSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type CallBackRequest = z.infer<typeof callBackRequestSchema>;

/** Answers it. `full`: that time has been taken meanwhile. */
export const callBackSchema = z.strictObject({
  id: recordIdSchema,
  /** Short, to be named aloud: `B-0042`. */
  reference: z.string().max(20),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type CallBack = z.infer<typeof callBackSchema>;

/** As a teller sees it. */
export const callBackItemSchema = callBackSchema.extend({
  phone: z.string().max(11),
  name: z.string().max(120).nullable(),
  service: serviceIdSchema.nullable(),
  language: languageSchema,
  state: z.enum(['open', 'taken', 'done', 'notReached']),
  /** Who has taken it. */
  staff: staffNumberSchema.nullable(),
  tries: z.int().min(0),
});
export type CallBackItem = z.infer<typeof callBackItemSchema>;
