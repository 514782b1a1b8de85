/**
 * The tables of the branch service, the same on every engine. Instants that people read are ISO 8601 text in UTC;
 * instants that are only compared are milliseconds since the Unix epoch. No table holds anything about a person.
 */
export type BranchTables = {
  /** One row a branch; the number of its changes, whose row is also the lock under which they are made. */
  branches: { id: string; revision: number; created_at: string };
  terminals: {
    id: string;
    branch: string;
    /** 32 bytes, base64url without padding. */
    public_key: string;
    fingerprint: string;
    enrolled_at: string;
  };
  /** Append-only: every key a terminal ever had, and which one it replaced. */
  enrolments: {
    sequence: number;
    terminal: string;
    fingerprint: string;
    replaced: string | null;
    at: string;
  };
  enrolment_codes: {
    /** SHA-256 of the code, hexadecimal: the code itself is nowhere. */
    code_hash: string;
    branch: string;
    terminal: string;
    expires_at: number;
    used_at: number | null;
  };
  /** Nonces of accepted signatures, so that none is accepted twice, across a restart too. */
  nonces: { terminal: string; nonce: string; kept_until: number };
  /** Numbers that only grow: one for each reference series and day, one for the lobby's revision. */
  counters: { name: string; value: number };
  assistance: {
    id: string;
    branch: string;
    reference: string;
    business_date: string;
    terminal: string;
    visit: string;
    reason: string;
    step: string;
    service: string | null;
    language: string;
    state: string;
    version: number;
    created_at: string;
    changed_at: string;
  };
  custody: {
    id: string;
    branch: string;
    reference: string;
    terminal: string;
    visit: string | null;
    what: string;
    reason: string;
    state: string;
    created_at: string;
  };
  anchors: { terminal: string; journal: string; sequence: number; hash: string; recorded_at: string };
  anchor_conflicts: {
    terminal: string;
    journal: string;
    sequence: number;
    hash: string;
    standing_sequence: number;
    standing_hash: string;
    recorded_at: string;
  };
};
