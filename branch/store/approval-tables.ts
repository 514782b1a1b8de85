/** Questions to a person. */
export type ApprovalTables = {
  /** What steps ask a person to decide, and what was decided by whom. Rows stay, what is personal in them does not. */
  approvals: {
    id: string;
    branch: string;
    reference: string;
    terminal: string;
    visit: string;
    service: string;
    step: string;
    language: string;
    /** Sealed JSON (`approvalSubjectSchema`), personal; null as soon as it is over, in whatever way. */
    subject: string | null;
    /** SHA-256 of all that would be done, by the terminal. */
    digest: string;
    state: string;
    escalated: number;
    seen_by: string | null;
    staff: string | null;
    reason: string | null;
    unclear: string | null;
    /** 1: two different people must approve, as the branch's rule said when it was asked. */
    needs_second: number;
    first_by: string | null;
    first_reason: string | null;
    first_at: number | null;
    /** Who approved after the first one; `staff` is then the first. */
    second: string | null;
    version: number;
    asked_at: number;
    escalate_at: number;
    expires_at: number;
    ended_at: number | null;
  };
};
