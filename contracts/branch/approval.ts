import * as z from 'zod';
import { originalKind } from '#contracts/bank/company.ts';
import { serviceIdSchema } from '../services/service.ts';
import { approveReasonSchema, refuseReasonSchema } from './approval-reason.ts';
import { approvalSubjectSchema } from './approval-subject.ts';
import { staffNumberSchema } from './staff.ts';
import { terminalIdSchema } from './terminal.ts';

/**
 * A question to a person: `waiting` until a member of staff has opened it, `seen`, then one of four ends: `approved` or
 * `refused` by staff, `withdrawn` by the terminal, `expired` by the branch's policy.
 */
export const approvalStateSchema = z.enum(['waiting', 'seen', 'approved', 'refused', 'withdrawn', 'expired']);
export type ApprovalState = z.infer<typeof approvalStateSchema>;

/** A name from a declared list (a screen kind): never free text. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);

/**
 * `POST /v1/approvals`. The id is the terminal's, so that a resend asks nothing twice. `digest` is the terminal's
 * SHA-256 (hexadecimal) over all that would be done, so that what was approved is what is sent on and nothing else.
 */
export const approvalRequestSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  visit: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  service: serviceIdSchema,
  step: name,
  language: z.string().min(2).max(10),
  subject: approvalSubjectSchema,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ApprovalRequest = z.infer<typeof approvalRequestSchema>;

/** As the terminal sees its own question. Nothing personal: the terminal knows what it asked. */
export const approvalSchema = z.strictObject({
  id: z.string().max(64),
  /** Short, to be named aloud: `P-0042`. */
  reference: z.string().max(20),
  terminal: terminalIdSchema,
  digest: z.string().max(64),
  state: approvalStateSchema,
  /** Nobody had opened it when it should have been: the lobby and managers see it, too. */
  escalated: z.boolean(),
  /** The member of staff who decided, of two the first; null while, or where, nobody has. */
  staff: staffNumberSchema.nullable(),
  /** Who approved after him, where two must. */
  second: staffNumberSchema.optional(),
  reason: z.union([approveReasonSchema, refuseReasonSchema]).nullable(),
  /** Originals whose pictures could not be judged, where that was the reason. */
  unclear: z.array(originalKind).max(5).optional(),
  /** Grows with every change; a long poll waits for a higher one. */
  version: z.int().min(1),
  askedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** As the approver sees it. */
export const approvalItemSchema = z.strictObject({
  id: z.string().max(64),
  reference: z.string().max(20),
  terminal: terminalIdSchema,
  service: serviceIdSchema,
  step: name,
  language: z.string().max(10),
  state: z.enum(['waiting', 'seen']),
  /** Who said that he goes there. */
  seenBy: staffNumberSchema.nullable(),
  escalated: z.boolean(),
  /** Two different people must approve it. */
  needsSecond: z.boolean(),
  /** Who of them already has, when and why. */
  first: z
    .strictObject({ staff: staffNumberSchema, reason: approveReasonSchema, at: z.iso.datetime() })
    .nullable(),
  askedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  subject: approvalSubjectSchema,
});
export type ApprovalItem = z.infer<typeof approvalItemSchema>;

/** Most questions one answer to the page carries; `total` says how many there are. */
export const APPROVAL_LIST_LIMIT = 100;

/** `GET /approvals/api/state`, and the answer to every act: what waits, oldest first. */
export const approvalPageSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: z.iso.datetime(),
  total: z.int().min(0),
  approvals: z.array(approvalItemSchema).max(APPROVAL_LIST_LIMIT),
});
export type ApprovalPage = z.infer<typeof approvalPageSchema>;

/** `POST /approvals/api/<id>/decide`. */
export const approvalDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved'), reason: approveReasonSchema }),
  z.strictObject({
    decision: z.literal('refused'),
    reason: refuseReasonSchema,
    /** Which pictures could not be judged: with `pictureUnclear`, and only then. */
    unclear: z.array(originalKind).max(5).optional(),
  }),
]);
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;
