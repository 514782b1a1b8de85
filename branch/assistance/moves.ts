import type { z } from 'zod';
import type { assistanceStateSchema } from '#contracts/branch/assistance.ts';

export type AssistanceState = z.infer<typeof assistanceStateSchema>;

/** What may become of a call. `closed` and `withdrawn` are ends. */
export const ASSISTANCE_MOVES = {
  open: ['acknowledged', 'withdrawn'],
  acknowledged: ['closed', 'withdrawn'],
  closed: [],
  withdrawn: [],
} as const satisfies Readonly<Record<AssistanceState, readonly AssistanceState[]>>;

export function mayMove(from: AssistanceState, to: AssistanceState): boolean {
  const targets: readonly AssistanceState[] = ASSISTANCE_MOVES[from];
  return targets.includes(to);
}
