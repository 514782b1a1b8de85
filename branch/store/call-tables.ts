/** Calls to a teller. Instants are milliseconds since the epoch; what is about a person is sealed. */
export type CallTables = {
  calls: {
    id: string;
    branch: string;
    /** Whose tellers serve it: a region's, or the branch's own (`calls/area.ts`). */
    area: string;
    reference: string;
    terminal: string;
    visit: string;
    reason: string;
    mode: string;
    language: string;
    service: string | null;
    /** What a teller must be able to do for it: the service, until it was sent on to another skill. */
    skill: string;
    step: string;
    /** The customer's own client manager, by staff number. */
    manager: string | null;
    /** Keyed digest of the whole request, so that a resend is known. */
    mark: string;
    /** Sealed JSON (`handOverSchema`); null once it need not be kept any more. */
    hand_over: string | null;
    state: string;
    outcome: string | null;
    /** How often it was taken. */
    turn: number;
    /** Whoever has it in hand; and whoever had it last, who writes down how it went. */
    staff: string | null;
    last_staff: string | null;
    /** Of the token with which he acts: SHA-256, hexadecimal. */
    token_hash: string | null;
    /** Of the one before, of the same assignment: what was sent with it on a line that broke is still heard. */
    token_before: string | null;
    token_expires_at: number | null;
    /** Since when nothing is heard of his desk. */
    silent_since: number | null;
    connect_by: number | null;
    taken_at: number | null;
    live_at: number | null;
    live_mode: string | null;
    /** 1 = sent on by a teller; 1 = left by a desk that fell silent: both go before whoever has just come. */
    transferred: number;
    returned: number;
    /** To whom in person, by whom, and when it was sent on. */
    sent_to: string | null;
    sent_by: string | null;
    sent_at: number | null;
    /** JSON (`callWaitSchema`) while it waits: what its customer was told last. */
    wait: string | null;
    version: number;
    created_at: number;
    changed_at: number;
    ended_at: number | null;
    wrap_code: string | null;
  };
  /** When a call's two ends were heard of last; apart, since it changes every few seconds. */
  call_heard: { call: string; terminal_at: number; desk_at: number };
  /** What the two ends say to each other; the sequence counts by call and recipient. */
  call_messages: {
    call: string;
    /** `desk` or `terminal`: to whom. */
    recipient: string;
    sequence: number;
    /** The sender's, so that a resend is the same message. */
    id: string;
    kind: string;
    turn: number;
    at: number;
    /** Sealed JSON. */
    sealed: string;
  };
  /** The customer's step as it stands; one row a call. */
  call_views: { call: string; number: number; sealed: string };
  call_notes: { id: string; call: string; staff: string; kind: string; at: number; sealed: string };
  /** Tellers who have a desk, or had one lately. */
  tellers: {
    staff: string;
    area: string;
    presence: string;
    /** JSON (`tellerSkillsSchema`). */
    skills: string;
    /** The one desk he has: an older one hears that it is over. */
    desk: string;
    seen_at: number;
  };
  /** Acts of desks that were done, so that a resend does nothing twice. */
  desk_requests: { staff: string; request: string; at: number };
  call_backs: {
    id: string;
    branch: string;
    area: string;
    reference: string;
    terminal: string;
    visit: string;
    call: string | null;
    mark: string;
    service: string | null;
    language: string;
    from_at: number;
    to_at: number;
    /** Sealed JSON: telephone, name, reference at the bank; null once it need not be kept any more. */
    sealed: string | null;
    state: string;
    staff: string | null;
    tries: number;
    created_at: number;
    ended_at: number | null;
  };
};
