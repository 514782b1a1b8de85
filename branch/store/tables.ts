import type { ColumnType } from 'kysely';
import type { ApprovalTables } from './approval-tables.ts';
import type { ArrivalTables } from './arrival-tables.ts';
import type { CallTables } from './call-tables.ts';
import type { DraftTables } from './draft-tables.ts';
import type { PaperTables } from './paper-tables.ts';
import type { PictureTables } from './picture-tables.ts';
import type { RecordingTables } from './recording-tables.ts';
import type { StaffTables } from './staff-tables.ts';
import type { StillTables } from './still-tables.ts';
import type { UseTables } from './use-tables.ts';

/**
 * The tables of the branch service, the same on every engine. Instants that people read are ISO 8601 text in UTC; others are
 * milliseconds since the Unix epoch. What is about a person is sealed (`sealing/`), or is not there. */
export type BranchTables = ApprovalTables &
  ArrivalTables &
  CallTables &
  DraftTables &
  PaperTables &
  PictureTables &
  RecordingTables &
  StaffTables &
  StillTables &
  UseTables & {
    /** One row a branch; the number of its changes, whose row is also the lock under which they are made. */
    branches: {
      id: string;
      revision: number;
      created_at: string;
      /** How it serves, as JSON (`branchConfigurationSchema`); null = the configuration that comes with the product. */
      configuration: string | null;
      /** The latest instant anything in its queue carries: the queue's own time never goes back. */
      last_at: ColumnType<number, number | undefined, number>;
    };
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
      /** Who acknowledged it, since when he operates the screen (null: the customer does), and how often that was begun. */
      seen_by: ColumnType<string | null, string | null | undefined, string | null>;
      hands_since: ColumnType<string | null, string | null | undefined, string | null>;
      hands_turn: ColumnType<number, number | undefined, number>;
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
      /** When, by whom, who agreed, and to whom (JSON, `handedToSchema`); null while it lies there. */
      handed_at: ColumnType<string | null, never, string | null>;
      handed_by: ColumnType<string | null, never, string | null>;
      handed_second: ColumnType<string | null, never, string | null>;
      handed: ColumnType<string | null, never, string | null>;
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
    tickets: {
      id: string;
      branch: string;
      /** The branch's number of the change that issued it: the order in which people came. */
      sequence: number;
      business_date: string;
      label: string;
      /** JSON: `{id, outcome}` for each service. */
      services: string;
      /** The one of them it waits for or is served for now. */
      service: string;
      segment: string;
      /** JSON. */
      needs: string;
      language: string;
      channel: string;
      terminal: string | null;
      state: string;
      /** Where it is called or served, or to which counter alone it was handed over. */
      counter: string | null;
      overtaken: number;
      calls: number;
      issued_at: number;
      called_at: number | null;
      began_at: number | null;
      ended_at: number | null;
      /** Of a checked-in appointment: its own time, and how it was kept. */
      appointment_at: ColumnType<number | null, number | null | undefined, number | null>;
      appointment_kept: ColumnType<string | null, string | null | undefined, string | null>;
      /** SHA-256 of the phone page's token, hexadecimal. */
      phone_token_hash: string | null;
      version: number;
    };
    /**
     * Numbers that were reserved for a terminal and are given out by nobody else that day: `reserved` while it may give
     * them out, `lapsed` when it will not any more, `cut` once it has handed in to whom.
     */
    reserved_numbers: {
      branch: string;
      business_date: string;
      label: string;
      terminal: string;
      /** Of the key the terminal had: with another one it has forgotten what it held. */
      fingerprint: string;
      /** Id of the question that reserved it. */
      block: string;
      state: string;
      reserved_at: number;
      ticket: string | null;
    };
    service_counters: {
      branch: string;
      id: string;
      state: string;
      staff: string | null;
      ticket: string | null;
    };
    /** One row for each service a counter gave or tried to: what the waits of later days are learnt from. */
    serves: {
      branch: string;
      sequence: number;
      business_date: string;
      ticket: string;
      service: string;
      counter: string;
      staff: string;
      /** Milliseconds from the ticket to the call, and of the service; null when nobody came. */
      waited: number;
      took: number | null;
      outcome: string;
    };
    /** Append-only: what happened in a queue, by which counter and member of staff. */
    queue_events: {
      branch: string;
      sequence: number;
      part: number;
      business_date: string;
      at: number;
      kind: string;
      ticket: string | null;
      counter: string | null;
      staff: string | null;
      detail: string | null;
    };
    /** Where each terminal was when it last said so. */
    terminal_positions: {
      terminal: string;
      branch: string;
      /** The terminal's run whose `sequence` and `counted` these are. */
      run: string;
      sequence: number;
      /** The past of that run is counted up to this number. */
      counted: number;
      /** Grows with each change that pages must see; not with a sign of life. */
      version: number;
      heard_at: number;
      in_service: number;
      reason: string | null;
      screen: string;
      service: string | null;
      step_position: number | null;
      step_of: number | null;
      step_since: number;
      visit_since: number | null;
    };
    /** How long steps took at the branch's terminals, the newest of each kind; `service` is empty before one is chosen. */
    step_durations: {
      branch: string;
      service: string;
      step: string;
      sequence: number;
      milliseconds: number;
    };
    /** How many visits to a terminal ended how on a business day. */
    visit_outcomes: {
      branch: string;
      business_date: string;
      terminal: string;
      outcome: string;
      visits: number;
    };
    appointments: {
      id: string;
      branch: string;
      service: string;
      starts_at: number;
      /** What was asked for at first, so that a resend of the booking is known after a move. */
      booked_for: number;
      language: string;
      state: string;
      /** Keyed digests (`appointments/code.ts`); the customer's goes with a cancellation. */
      code_hash: string;
      /** Which of the codes that follow from the id it is. */
      attempt: number;
      customer_digest: string | null;
      /** The customer's reference, which only the code opens. */
      sealed_ref: string | null;
      ticket: string | null;
      kept: string | null;
      version: number;
      created_at: number;
    };
    /** Random values that all instances of a database share. */
    secrets: { name: string; value: string };
    /** What visitors said: which service, where, in which hour; nothing that leads to a visit, a number or a person. */
    ratings: {
      /** By chance: no id that anybody else knows. */
      id: string;
      branch: string;
      about: string;
      service: string | null;
      /** Terminal or counter. */
      place: string | null;
      flow: string | null;
      /** `2026-11-22T10`, by the branch's clock. */
      hour: string;
      /** Its Monday. */
      week: string;
      level: number;
      reasons: string;
    };
    /** What has been rated, by a hash, so that it is rated once; which rating it was stands nowhere. */
    rating_marks: { mark: string; day: string };
    /** Complaints; how each is seen to stands in its task, which has the same id. */
    complaints: {
      id: string;
      branch: string;
      number: string;
      /** SHA-256 of what its address carries, hexadecimal. */
      token_hash: string;
      /** Of one made on a phone: a hash of the number it came with, to bound how many come with one. */
      source: string | null;
      /** Member of staff who wrote it down. */
      filed_by: string | null;
      subject: string;
      wish: string;
      /** Sealed. */
      contact: string | null;
    };
    /** What somebody of the branch has to see to, by when. */
    tasks: {
      id: string;
      branch: string;
      kind: string;
      channel: string;
      place: string | null;
      service: string | null;
      level: number | null;
      reasons: string;
      language: string | null;
      /** Sealed: what the customer wrote. */
      words: string | null;
      state: string;
      owner_role: string;
      owner_staff: string | null;
      created_at: number;
      due_at: number;
      escalated_at: number | null;
      answered_at: number | null;
      closed_at: number | null;
      outcome: string | null;
      cause: string | null;
      version: number;
    };
    /** Append-only: what happened to a task, one event a version. */
    task_events: {
      task: string;
      version: number;
      at: number;
      event: string;
      /** Null = the customer, or the service itself. */
      staff: string | null;
      /** Id of the act, so that a resend does nothing twice. */
      request: string | null;
      /** Sealed. */
      words: string | null;
    };
    /** Acts of counters that were done, so that a resend does nothing twice. */
    counter_acts: { branch: string; request: string; at: number };
    seal_keys: {
      id: string;
      /** The key itself, base64url, where instances share it by the database; null = it lies in a file. */
      held: string | null;
      created_at: number;
    };
  };
