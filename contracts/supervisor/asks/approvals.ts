import * as z from 'zod';
import { approvalDecisionSchema, approvalPageSchema } from '#contracts/branch/approval.ts';
import { ask } from '../ask.ts';

/**
 * What other terminals of the branch ask a person. Where two must approve, each does so signed in by himself: the branch
 * keeps the first one's word, so no second PIN is asked for here.
 */
export const APPROVAL_ASKS = {
  'approvals.list': ask({
    by: ['approver'],
    looks: true,
    input: z.strictObject({}),
    output: approvalPageSchema,
  }),
  /** `stale`: decided by somebody else, over, or one whose pictures must be seen; `samePerson`: he has approved it already. */
  'approvals.decide': ask({
    by: ['approver'],
    input: z.strictObject({ id: z.string().min(1).max(64), decision: approvalDecisionSchema }),
    output: approvalPageSchema,
  }),
};
