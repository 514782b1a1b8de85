import { touchLobby } from '../lobby-revision.ts';
import { nextNumber, type Writing } from '../store/store.ts';
import { type ApprovalRow, isOpen } from './records.ts';

/** The subject the pages of a branch's approvers wait on, and the counter that says which state they have seen. */
export const approvalsOf = (branch: string): string => `approvals:${branch}`;
/** What the terminal that asked waits on. */
export const subjectOf = (id: string): string => `approval:${id}`;

/** Changes a question, forgets what is personal in it when that ends it, and tells whoever waits on it. */
export async function move(
  writing: Writing,
  row: ApprovalRow,
  to: Partial<
    Pick<
      ApprovalRow,
      | 'state'
      | 'seen_by'
      | 'staff'
      | 'second'
      | 'reason'
      | 'unclear'
      | 'escalated'
      | 'escalate_at'
      | 'first_by'
      | 'first_reason'
      | 'first_at'
      | 'ended_at'
    >
  >,
): Promise<ApprovalRow> {
  const state = to.state ?? row.state;
  const changed = {
    ...to,
    version: Number(row.version) + 1,
    subject: isOpen({ state }) ? row.subject : null,
  };
  await writing.db.updateTable('approvals').set(changed).where('id', '=', row.id).execute();
  writing.tell(subjectOf(row.id));
  await tellPages(writing, row.branch);
  return { ...row, ...changed };
}

/** Marks that the branch's pages must look again: those of the approvers, and the lobby, which counts. */
export async function tellPages(writing: Writing, branch: string): Promise<void> {
  await nextNumber(writing.db, approvalsOf(branch));
  writing.tell(approvalsOf(branch));
  await touchLobby(writing, branch);
}
