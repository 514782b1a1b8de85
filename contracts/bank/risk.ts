import { z } from 'zod';
import { settled } from './settled.ts';
import { bankDay, bilingual, opaqueRef, sha256 } from './values.ts';

/** How much risk a customer can bear, C1 the least (five classes). */
export const riskClass = z.enum(['C1', 'C2', 'C3', 'C4', 'C5']);
export type RiskClass = z.infer<typeof riskClass>;

/** How much risk a product carries, R1 the least. */
export const productRisk = z.enum(['R1', 'R2', 'R3', 'R4', 'R5']);
export type ProductRisk = z.infer<typeof productRisk>;

/** The riskiest product that suits a class: a product suits when its risk is at most this. Names sort as text. */
export const RISK_CEILING: Readonly<Record<RiskClass, ProductRisk>> = {
  C1: 'R1',
  C2: 'R2',
  C3: 'R3',
  C4: 'R4',
  C5: 'R5',
};

const optionId = z.string().regex(/^[a-z][A-Za-z0-9]{0,23}$/);
export const questionnaireVersion = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,19}$/);
const score = z.int().min(0).max(1_000);

/** The bank's questions with their score table. One option is chosen of each; the scores are added. */
export const riskQuestionnaire = z.strictObject({
  version: questionnaireVersion,
  questions: z
    .array(
      z.strictObject({
        id: optionId,
        text: bilingual(120),
        options: z.array(z.strictObject({ id: optionId, text: bilingual(120), score })).max(8),
      }),
    )
    .max(30),
  /** Lowest first: a class holds from its score up to the next one's. The first begins at 0. */
  classes: z.array(z.strictObject({ riskClass, fromScore: score })).max(5),
  policy: z.strictObject({
    /** Full years. */
    minimumAge: z.int().min(0).max(150),
    perDay: z.int().min(1).max(100),
    perYear: z.int().min(1).max(1_000),
  }),
});
export type RiskQuestionnaire = z.infer<typeof riskQuestionnaire>;

/** A finding that stands. `validUntil`: the last day it may be used on. */
export const riskAssessment = z.strictObject({
  assessmentId: opaqueRef,
  riskClass,
  score,
  questionnaireVersion,
  documentSha256: sha256,
  madeOn: bankDay,
  validUntil: bankDay,
});
export type RiskAssessment = z.infer<typeof riskAssessment>;

/** The customer's newest assessment, over or not (`valid` by the bank's calendar); null: never assessed. */
export const assessmentAnswer = z.strictObject({
  customerRef: opaqueRef,
  assessment: z.strictObject({ ...riskAssessment.shape, valid: z.boolean() }).nullable(),
});
export type AssessmentAnswer = z.infer<typeof assessmentAnswer>;

/** What the customer answered by himself, what follows from it, and the sealed report of it. */
export const assessmentRecord = z.strictObject({
  customerRef: opaqueRef,
  questionnaireVersion,
  answers: z.array(z.strictObject({ questionId: optionId, optionId })).max(30),
  score,
  riskClass,
  documentSha256: sha256,
});
export type AssessmentRecord = z.infer<typeof assessmentRecord>;

/**
 * `classMismatch`: answers, score and class do not follow from one another by the table of that version.
 * `questionnaireOutdated`: not the version the bank asks now. `duplicate`: the document served before.
 */
export const ASSESSMENT_REFUSALS = [
  'classMismatch',
  'questionnaireOutdated',
  'tooYoung',
  'tooManyAssessments',
  'duplicate',
  'refusedByBank',
] as const;

export const assessmentOperation = settled('recordRiskAssessment', riskAssessment, ASSESSMENT_REFUSALS);
export type AssessmentOperation = z.infer<typeof assessmentOperation>;
