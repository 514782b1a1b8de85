import type { Selectable } from 'kysely';
import {
  type Approval,
  type ApprovalDecision,
  type ApprovalItem,
  approvalItemSchema,
  approvalSchema,
} from '#contracts/branch/approval.ts';
import { REASONS_OF } from '#contracts/branch/approval-reason.ts';
import { approvalKindSchema } from '#contracts/branch/approval-subject.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

export type ApprovalRow = Selectable<BranchTables['approvals']>;

export const isOpen = ({ state }: Pick<ApprovalRow, 'state'>): boolean =>
  state === 'waiting' || state === 'seen';

/** How many questions of a branch wait for a decision. */
export async function openApprovals(db: BranchStore['db'], branch: string): Promise<number> {
  const { count } = await db
    .selectFrom('approvals')
    .where('branch', '=', branch)
    .where('state', 'in', ['waiting', 'seen'])
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether a question of this kind can be answered so: by a reason of its own, with pictures named where that is the reason. */
export function isAnswer({ service }: ApprovalRow, answer: ApprovalDecision): boolean {
  const kind = approvalKindSchema.safeParse(service);
  if (!kind.success) return false;
  const { approve, refuse } = REASONS_OF[kind.data];
  if (answer.decision === 'approved') return approve.some((one) => one === answer.reason);
  const named = answer.unclear?.length ?? 0;
  return refuse.some((one) => one === answer.reason) && named > 0 === (answer.reason === 'pictureUnclear');
}

const instant = (milliseconds: number): string => new Date(Number(milliseconds)).toISOString();
const decided = ({ state }: ApprovalRow): boolean => state === 'approved' || state === 'refused';

/** A row that is no question any more is a damaged store: it throws, and the HTTP layer says so. */
export const toApproval = (row: ApprovalRow): Approval =>
  approvalSchema.parse({
    id: row.id,
    reference: row.reference,
    terminal: row.terminal,
    digest: row.digest,
    // Somebody has been there, and somebody else is still to come: of that the terminal need know nothing.
    state: row.state === 'waiting' && row.first_by !== null ? 'seen' : row.state,
    escalated: Number(row.escalated) === 1,
    staff: row.staff,
    ...(row.second === null ? {} : { second: row.second }),
    reason: row.reason,
    ...(row.unclear === null ? {} : { unclear: JSON.parse(row.unclear) }),
    version: Number(row.version),
    askedAt: instant(row.asked_at),
    expiresAt: instant(row.expires_at),
    decidedAt: decided(row) && row.ended_at !== null ? instant(row.ended_at) : null,
  });

/** What an approver sees; undefined once there is nothing to see any more, or nothing that this service can open. */
export function toItem(row: ApprovalRow, seal: BranchSeal): ApprovalItem | undefined {
  if (row.subject === null) return undefined;
  const subject = seal.open('approval', row.id, row.subject);
  if (!subject.ok) return undefined;
  return approvalItemSchema.parse({
    id: row.id,
    reference: row.reference,
    terminal: row.terminal,
    service: row.service,
    step: row.step,
    language: row.language,
    state: row.state,
    seenBy: row.seen_by,
    escalated: Number(row.escalated) === 1,
    needsSecond: Number(row.needs_second) === 1,
    first:
      row.first_by === null || row.first_at === null
        ? null
        : { staff: row.first_by, reason: row.first_reason, at: instant(row.first_at) },
    askedAt: instant(row.asked_at),
    expiresAt: instant(row.expires_at),
    subject: JSON.parse(subject.value),
  });
}
