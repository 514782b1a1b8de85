import type { HallTerminal, TerminalPosition } from '#contracts/branch/hall.ts';
import { SILENT_AFTER } from '#contracts/branch/position.ts';
import type { BranchTables } from '../store/tables.ts';
import { type Normal, stuckAfter } from './normal.ts';

type Row = BranchTables['terminal_positions'];

const iso = (instant: number | string): string => new Date(Number(instant)).toISOString();

/** A terminal as the hall sees it now; `row` undefined = never heard. `now`: milliseconds since the epoch. */
export function onRail(
  terminal: string,
  row: Row | undefined,
  normal: Normal | null,
  now: number,
): Omit<HallTerminal, 'cutOffline'> {
  if (!row) return { terminal, heardAt: null, silent: true, position: null };
  const silent = now - Number(row.heard_at) > SILENT_AFTER;
  const position: TerminalPosition = {
    inService: Number(row.in_service) === 1,
    reason: row.reason,
    screen: row.screen,
    service: row.service,
    step:
      row.step_position === null || row.step_of === null
        ? null
        : { position: Number(row.step_position), of: Number(row.step_of) },
    since: iso(row.step_since),
    visitSince: row.visit_since === null ? null : iso(row.visit_since),
    normal,
    // Of a silent terminal nobody knows whether it is still there.
    stuck: !silent && normal !== null && now - Number(row.step_since) > stuckAfter(normal),
  };
  return { terminal, heardAt: iso(row.heard_at), silent, position };
}

/** Milliseconds until this changes by time alone: it falls silent, or its step becomes too long. Infinity = never. */
export function changesIn(row: Row, normal: Normal | null, now: number): number {
  const silentIn = Number(row.heard_at) + SILENT_AFTER - now;
  const stuckIn = normal ? Number(row.step_since) + stuckAfter(normal) - now : Number.POSITIVE_INFINITY;
  return Math.min(...[silentIn, stuckIn].map((left) => (left >= 0 ? left + 1 : Number.POSITIVE_INFINITY)));
}
