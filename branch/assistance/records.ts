import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { type Assistance, type AssistanceRequest, assistanceSchema } from '#contracts/branch/assistance.ts';
import type { BranchTables } from '../store/tables.ts';

export type AssistanceRow = Selectable<BranchTables['assistance']>;

/** What tells of a call's changes. */
export const subjectOf = (id: string): string => `assistance:${id}`;

export function isSameRequest(row: AssistanceRow, terminal: string, request: AssistanceRequest): boolean {
  return (
    row.terminal === terminal &&
    row.visit === request.visit &&
    row.reason === request.reason &&
    row.step === request.step &&
    row.service === request.service &&
    row.language === request.language
  );
}

/**
 * Names a member of staff to whoever knows his number and the call, and to nobody else; the same person has another
 * name in every call.
 */
export const staffDigest = (call: string, staff: string): string =>
  createHash('sha256').update(`${call} ${staff}`).digest('hex').slice(0, 16);

/** A row that is not a call any more is a damaged store: it throws, and the HTTP layer says so. */
export const toAssistance = (row: AssistanceRow): Assistance =>
  assistanceSchema.parse({
    id: row.id,
    reference: row.reference,
    terminal: row.terminal,
    visit: row.visit,
    reason: row.reason,
    step: row.step,
    service: row.service,
    language: row.language,
    state: row.state,
    hands:
      row.hands_since === null || row.seen_by === null
        ? null
        : { turn: row.hands_turn, staff: staffDigest(row.id, row.seen_by), since: row.hands_since },
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  });
