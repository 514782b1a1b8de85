import type { RiskClass } from '#contracts/bank/risk.ts';

/**
 * What of an invented person no fact tells, and an entry further on may contradict: then another one is tried. Nothing here
 * is anybody's.
 */
export type Plan = {
  readonly riskClass: RiskClass;
  /** Fields, counted in the order in which they were filled, in which something was typed that will not do. */
  readonly slips: ReadonlySet<number>;
  /** Entries that came before anything was done about the one before them. */
  readonly early: ReadonlySet<number>;
};

export const FIRST_PLAN: Plan = { riskClass: 'C3', slips: new Set(), early: new Set() };
