/** What is kept of customers who have come, and of what presence adapters said. */
export type ArrivalTables = {
  /** Customers who are in the branch and have consented that staff know it; gone after the visit. */
  arrivals: {
    id: string;
    branch: string;
    /** The terminal's own name for the visit that it will tell the end of; null = none will. */
    visit: string | null;
    terminal: string | null;
    reason: string;
    /** What staff call him by, sealed. */
    sealed: string;
    /** The number he holds: while it is not over he is not gone. */
    ticket: string | null;
    created_at: number;
    escalate_at: number;
    /** However it goes, it stands no longer than this. */
    until: number;
    ended_at: number | null;
    escalated_at: number | null;
  };
  /** Who is to know of an arrival; `staff` null = everybody with the role. */
  arrival_notices: {
    arrival: string;
    audience: string;
    staff: string | null;
    going: string | null;
    going_at: number | null;
  };
  /** Who came lately, by a mark that says nothing without the service's key: he is announced once. */
  arrival_marks: { mark: string; arrival: string; until: number };
  /** Visits whose end was told: what comes of them later is too late. */
  ended_visits: { visit: string; forget_at: number };
  /** Signatures of presence events that were heard, so that none is heard twice. */
  presence_nonces: { nonce: string; kept_until: number };
};
