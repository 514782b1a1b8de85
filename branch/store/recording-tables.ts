/** Sales and calls that were recorded. */
export type RecordingTables = {
  /** The register: a line stays when its segments are gone. It names nobody. */
  recordings: {
    recording: string;
    branch: string;
    terminal: string;
    visit: string;
    service: string;
    /** SHA-256 of what was being sold; the nonce; both hexadecimal. */
    sale: string;
    nonce: string;
    /** By the terminal's clock. */
    opened_at: number;
    /** By this service's clock: when it began here, and when something last came. */
    kept_at: number;
    last_at: number;
    first_link: string;
    /** Of the last segment that is kept. */
    link: string;
    count: number;
    /** Bytes of all of them. */
    size: number;
    state: string;
    reason: string | null;
    ended_at: number | null;
    /** What the terminal said at its end. */
    told_count: number | null;
    told_link: string | null;
    /** Number of the paper that names it. */
    paper: string | null;
    deleted_at: number | null;
    /** By which version of the retention policy. */
    deleted_by: string | null;
    /** Of a call: its id, all that its chain begins with as JSON, which teller had it, which part it is. */
    call: string | null;
    call_facts: string | null;
    staff: string | null;
    part: number | null;
    /** For how many days, as its customer was told. */
    keep_days: number | null;
  };
  /** The seconds, sealed. */
  recording_segments: {
    recording: string;
    number: number;
    at: number;
    link: string;
    size: number;
    sealed: Uint8Array;
  };
};
