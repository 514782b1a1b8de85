import * as z from 'zod';
import { roleSchema, staffNumberSchema } from './staff.ts';

/** What a customer was promised: his card back, an answer to his complaint, a call. */
export const PROMISE_KINDS = ['keptCard', 'complaint', 'callBack'] as const;
export const promiseKindSchema = z.enum(PROMISE_KINDS);
export type PromiseKind = z.infer<typeof promiseKindSchema>;

/** One promise that is not kept yet; nothing of the person it was made to. */
export const promiseSchema = z.strictObject({
  kind: promiseKindSchema,
  /** What the customer has in hand: of a kept card, a complaint or a call-back. */
  reference: z.string().max(24),
  /** Terminal or counter it was made at; null: by telephone. */
  place: z.string().max(40).nullable(),
  /** It was made at the terminal that asks. */
  here: z.boolean(),
  /** Whose it is: of a role, or of somebody in person. */
  owner: z.strictObject({
    role: roleSchema,
    staff: staffNumberSchema.nullable(),
    name: z.string().max(40).nullable(),
  }),
  /** Somebody has begun. */
  begun: z.boolean(),
  since: z.iso.datetime(),
  due: z.iso.datetime(),
  overdue: z.boolean(),
});
export type CustomerPromise = z.infer<typeof promiseSchema>;

export const PROMISE_LIST_LIMIT = 200;

/** `GET /v1/staff/promises`: of the whole branch, the earliest deadline first. */
export const promiseListSchema = z.strictObject({
  serverTime: z.iso.datetime(),
  total: z.int().min(0),
  promises: z.array(promiseSchema).max(PROMISE_LIST_LIMIT),
});
export type PromiseList = z.infer<typeof promiseListSchema>;
