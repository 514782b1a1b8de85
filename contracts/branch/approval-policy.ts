import * as z from 'zod';
import { approvalKindSchema } from './approval-subject.ts';

/** A branch's rule for questions to a person. */
export const approvalPolicySchema = z.strictObject({
  /** How long one waits for an answer before it is over. */
  validMinutes: z.int().min(1).max(60),
  /** After so long without anybody opening it the lobby and managers see it, too. */
  escalateSeconds: z.int().min(10).max(900),
  /** What two different people must approve, one after the other. */
  secondPerson: z.array(approvalKindSchema).max(approvalKindSchema.options.length).default([]),
});
export type ApprovalPolicy = z.infer<typeof approvalPolicySchema>;
export const DEFAULT_APPROVAL_POLICY: ApprovalPolicy = {
  validMinutes: 10,
  escalateSeconds: 60,
  secondPerson: [],
};
