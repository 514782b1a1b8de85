/** What a customer can bear, from the assessment: C1 careful to C5 bold. */
export const RISK_CLASSES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

/** What a product risks: R1 low to R5 high. */
export const RISK_LEVELS = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** Whether a product of this level may be sold to somebody of this class: C3 bears R1 to R3, never more. */
export const fits = (riskClass: RiskClass, level: RiskLevel): boolean =>
  RISK_LEVELS.indexOf(level) <= RISK_CLASSES.indexOf(riskClass);
