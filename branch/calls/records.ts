import type { Selectable } from 'kysely';
import {
  type Call,
  callModeSchema,
  callOutcomeSchema,
  callSchema,
  callStateSchema,
} from '#contracts/branch/call.ts';
import type { CallPolicy } from '#contracts/branch/call-policy.ts';
import { presenceSchema, type TellerSkills, tellerSkillsSchema } from '#contracts/branch/teller.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchTables } from '../store/tables.ts';
import type { CallStand } from './moves.ts';
import type { RoutedCall, RoutedTeller } from './routing.ts';

export type CallRow = Selectable<BranchTables['calls']>;
export type TellerRow = Selectable<BranchTables['tellers']>;

/** What waits on a call: its terminal and its desk. */
export const callSubject = (id: string): string => `call:${id}`;
/** What a desk waits on that is its own: another one of the same person takes its place. */
export const tellerSubject = (staff: string): string => `teller:${staff}`;

export const isOpen = ({ state }: Pick<CallRow, 'state'>): boolean => state !== 'over';
export const isInHand = ({ state }: Pick<CallRow, 'state'>): boolean =>
  state === 'assigned' || state === 'live';

/** As long as this nothing need be heard of a teller's desk to believe that he is there, milliseconds. */
export const TELLER_GONE = 20_000;
/** A desk that is not heard of for so long is silent: whoever keeps its line has died with it, milliseconds. */
export const DESK_SILENT = 12_000;
/** A terminal that does not ask for so long is gone, milliseconds. */
export const TERMINAL_GONE = 60_000;
/** How often it is written down that an end was heard, milliseconds. */
export const HEARD_EVERY = 5_000;

/** Names a member to terminals and back to nobody but this service. */
export const staffMark = (seal: BranchSeal, staff: string): string =>
  (seal.marks('call', `staff ${staff}`)[0] ?? '').slice(0, 16);

const iso = (at: number): string => new Date(Number(at)).toISOString();

/** What decides which way a call can go. A row that is no call any more is a damaged store: it throws. */
export const standOf = (row: CallRow): CallStand => ({
  state: callStateSchema.parse(row.state),
  turn: row.turn,
  staff: row.staff,
  liveMode: row.live_mode === null ? null : callModeSchema.parse(row.live_mode),
  silent: row.silent_since !== null,
  transferred: row.transferred === 1,
  returned: row.returned === 1,
  outcome: row.outcome === null ? null : callOutcomeSchema.parse(row.outcome),
});

/** As its terminal sees it; `name` is that of whoever has it in hand. */
export function toCall(
  row: CallRow,
  seal: BranchSeal,
  name: string | undefined,
  { recording, keepDays }: Pick<CallPolicy, 'recording' | 'keepDays'>,
): Call {
  const { staff, token_hash: tokenDigest, token_expires_at: expires } = row;
  const known = staff !== null && tokenDigest !== null && expires !== null;
  return callSchema.parse({
    id: row.id,
    reference: row.reference,
    terminal: row.terminal,
    visit: row.visit,
    state: row.state,
    wait: row.wait === null ? null : JSON.parse(row.wait),
    turn: row.turn,
    teller: known
      ? {
          name: name ?? staff,
          staff: staffMark(seal, staff),
          tokenDigest,
          tokenExpiresAt: iso(expires),
          silent: row.silent_since !== null,
        }
      : null,
    transferred: row.state === 'waiting' && row.transferred === 1,
    outcome: row.outcome,
    recordingDays: recording === 'asked' ? keepDays : null,
    version: row.version,
    createdAt: iso(row.created_at),
    changedAt: iso(row.changed_at),
  });
}

/** The same row as the rules see it. */
export const toRouted = (row: CallRow): RoutedCall & { readonly branch: string } => ({
  id: row.id,
  branch: row.branch,
  language: row.language,
  skill: row.skill,
  createdAt: Number(row.created_at),
  manager: row.manager,
  transferred: row.transferred === 1,
  returned: row.returned === 1,
  sentTo: row.sent_to,
  sentBy: row.sent_by,
  sentAt: row.sent_at === null ? null : Number(row.sent_at),
});

export const skillsOf = ({ skills }: Pick<TellerRow, 'skills'>): TellerSkills =>
  tellerSkillsSchema.parse(JSON.parse(skills));

export const toTeller = (row: TellerRow, inCall: boolean): RoutedTeller => {
  const { languages, skills } = skillsOf(row);
  return { staff: row.staff, presence: presenceSchema.parse(row.presence), languages, skills, inCall };
};
