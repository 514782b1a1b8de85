import type { ColumnType } from 'kysely';

/** People of the bank: who may sign in, who is in, and what they did. */
export type StaffTables = {
  /** People of the bank who may sign in. */
  staff: {
    number: string;
    branch: string;
    name: string;
    /** Names of roles, parted by blanks. */
    roles: string;
    /** argon2id in PHC form; null until a one-time code was used. */
    pin: string | null;
    /** 1 = may not sign in, whatever the PIN. */
    disabled: number;
    /** Until when he may sign in (ISO 8601, UTC); null = without end, which a technician never has. */
    valid_until: ColumnType<string | null, string | null | undefined, string | null>;
    /** 1 = invented, or made by somebody invented: never admitted where the bank is a real one. */
    practice: number;
    created_at: string;
    changed_at: string;
  };
  /** Wrong PINs in a row, by a hash of the number that was typed, which may be nobody's, or a PIN in the wrong field. */
  staff_attempts: {
    number_hash: string;
    wrong: number;
    /** Another one at every attempt, so that an instance knows a wait it has not begun to measure. */
    mark: string;
    last_at: string;
  };
  staff_codes: {
    /** SHA-256 of the code, hexadecimal. */
    code_hash: string;
    /** Whose; null = the first administrator's. */
    number: string | null;
    practice: number;
    expires_at: number;
    used_at: number | null;
  };
  staff_sessions: {
    /** SHA-256 of the token, hexadecimal. */
    token_hash: string;
    number: string;
    /** The terminal whose host holds the token; null = a browser holds it, as a cookie. */
    terminal: ColumnType<string | null, string | null | undefined, never>;
    expires_at: number;
    touched_at: number;
    /** Who else has agreed under it, to what (by its name in the table of asks), and when; used up by doing it. */
    second_by: ColumnType<string | null, never, string | null>;
    second_to: ColumnType<string | null, never, string | null>;
    second_at: ColumnType<number | null, never, number | null>;
  };
  /** Append-only: who did what to whom. Numbers of staff, never a PIN, a code or what somebody typed. */
  staff_log: {
    sequence: number;
    at: string;
    event: string;
    /** The member who acted; null = the service itself, or somebody unknown. */
    actor: string | null;
    subject: string | null;
    detail: string | null;
  };
};
