import { z } from 'zod';
import { moment, staffNumber } from './values.ts';

/** A person of the bank made sure that it is the customer, and approved this very change: who, when, under which name. */
export const staffApproval = z.strictObject({
  approvalId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  staff: staffNumber,
  at: moment,
});
export type StaffApproval = z.infer<typeof staffApproval>;
