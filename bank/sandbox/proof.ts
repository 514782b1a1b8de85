import type { StaffApproval } from '#contracts/bank/approval.ts';
import type { CodePurpose } from '#contracts/bank/codes.ts';
import type { Clock } from '#foundation/clock.ts';
import { acceptsApproval, spendApproval } from './approvals.ts';
import type { CardRow } from './cards.ts';
import { provenCode, spendCode } from './codes.ts';
import type { Store } from './store.ts';

/** What uses a proof up, to be called inside the transaction of what it allows; nothing when it proves nothing. */
export function proofOf(
  store: Store,
  clock: Clock,
  card: CardRow,
  purpose: CodePurpose,
  {
    proofRef,
    approval,
  }: {
    readonly proofRef?: string | undefined;
    readonly approval?: StaffApproval | undefined;
  },
): (() => void) | undefined {
  if (approval)
    return acceptsApproval(store, clock, approval) ? () => spendApproval(store, clock, approval) : undefined;
  if (proofRef === undefined || card.reserved_phone === null) return undefined;
  const codeRef = provenCode(store, clock, card, purpose, proofRef);
  return codeRef === undefined ? undefined : () => spendCode(store, codeRef);
}
