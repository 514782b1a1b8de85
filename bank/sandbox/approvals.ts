import { z } from 'zod';
import type { StaffApproval } from '#contracts/bank/approval.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Store } from './store.ts';

/** The sandbox bank's rules for what its staff approved at a terminal; another bank has its own. */
export const APPROVAL_RULES = {
  /** How long an approval is good for. */
  validSeconds: 900,
  /** How far ahead of the bank's clock the branch's may be. */
  aheadSeconds: 60,
} as const;

/** Whether this approval is fresh and was not used before. Its age is wall time, as it comes from another machine. */
export function acceptsApproval(store: Store, clock: Clock, { approvalId, at }: StaffApproval): boolean {
  const age = clock.wall() - Date.parse(at);
  if (age < -APPROVAL_RULES.aheadSeconds * 1_000 || age >= APPROVAL_RULES.validSeconds * 1_000) return false;
  const used = z.object({ approval_id: z.string() });
  return store.one(used, 'SELECT approval_id FROM approvals WHERE approval_id = ?', approvalId) === undefined;
}

/** An approval is for one use; call inside the transaction of what it allowed. One that is too old anyhow is forgotten. */
export function spendApproval(store: Store, clock: Clock, { approvalId, staff, at }: StaffApproval): void {
  const tooOld = new Date(clock.wall() - 2 * APPROVAL_RULES.validSeconds * 1_000).toISOString();
  store.run('DELETE FROM approvals WHERE at < ?', tooOld);
  store.run(
    'INSERT INTO approvals (approval_id, staff, at) VALUES (?, ?, ?)',
    approvalId,
    staff,
    new Date(at).toISOString(),
  );
}
