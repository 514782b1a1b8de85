import * as z from 'zod';
import { RISK_CLASSES } from '#contracts/sale/risk.ts';
import { bank, customer, day, line } from '../shared/values.ts';

export const riskAssessmentData = z.strictObject({
  bank,
  customer,
  /** Which list of questions, `2026-11`. */
  questionnaire: line(20),
  /** Question and chosen answer in the words that were shown, in the paper's language. */
  answers: z
    .array(z.strictObject({ question: line(200), answer: line(200), points: z.int().min(-100).max(100) }))
    .min(1)
    .max(40),
  score: z.int().min(-1_000).max(1_000),
  riskClass: z.enum(RISK_CLASSES),
  assessedOn: day,
  validUntil: day,
});
