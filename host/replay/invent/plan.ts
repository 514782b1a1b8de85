import type { RiskClass } from '#contracts/bank/risk.ts';

/**
 * What of an invented person no fact tells, and an entry further on may contradict: then another one is tried. Nothing here
 * is anybody's.
 */
export type Plan = {
  readonly riskClass: RiskClass;
  /** How the visit was, if he was asked. */
  readonly pleased: boolean;
  /** Fields, counted in the order in which they were filled, in which something was typed that will not do. */
  readonly slips: ReadonlySet<number>;
  /** Entries that came before anything was done about the one before them. */
  readonly early: ReadonlySet<number>;
  /** Answers that were on their way when the input before them came. */
  readonly before: ReadonlySet<number>;
};

export const FIRST_PLAN: Plan = {
  riskClass: 'C3',
  pleased: true,
  slips: new Set(),
  early: new Set(),
  before: new Set(),
};
