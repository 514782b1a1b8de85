import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type ASSESSMENT_REFUSALS,
  type AssessmentAnswer,
  type AssessmentRecord,
  type RiskAssessment,
  riskClass,
} from '#contracts/bank/risk.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Outcome } from '../keyed.ts';
import type { Store } from '../store.ts';
import { ageOn, bankDayOf, dayMoved } from './calendar.ts';
import { findingOf, QUESTIONNAIRE } from './questionnaire.ts';

const assessmentRow = z.object({
  assessment_id: z.string(),
  customer_ref: z.string(),
  risk_class: riskClass,
  score: z.int(),
  questionnaire_version: z.string(),
  document_sha256: z.string(),
  made_on: z.string(),
  valid_until: z.string(),
});

const birthRow = z.object({ birth_date: z.string() });

/** Full years today by the bank's calendar; nothing when the bank does not know the customer. */
export function ageOf(store: Store, clock: Clock, customerRef: string): number | undefined {
  const born = store.one(birthRow, 'SELECT birth_date FROM birthdays WHERE customer_ref = ?', customerRef);
  return born && ageOn(born.birth_date, bankDayOf(clock.wall()));
}

/** The newest, over or not. */
export function assessmentOf(
  store: Store,
  clock: Clock,
  customerRef: string,
): AssessmentAnswer['assessment'] {
  const row = store.one(
    assessmentRow,
    'SELECT * FROM assessments WHERE customer_ref = ? ORDER BY sequence DESC LIMIT 1',
    customerRef,
  );
  if (!row) return null;
  const today = bankDayOf(clock.wall());
  return {
    assessmentId: row.assessment_id,
    riskClass: row.risk_class,
    score: row.score,
    questionnaireVersion: row.questionnaire_version,
    documentSha256: row.document_sha256,
    madeOn: row.made_on,
    validUntil: row.valid_until,
    // A clock that went back before the day it was made on makes nothing valid.
    valid: row.made_on <= today && today <= row.valid_until,
  };
}

type Recorded = Outcome<(typeof ASSESSMENT_REFUSALS)[number], RiskAssessment>;

/** Records what the customer answered today; call inside a transaction. */
export function recordAssessment(store: Store, clock: Clock, record: AssessmentRecord): Recorded {
  const { customerRef, documentSha256 } = record;
  const age = ageOf(store, clock, customerRef);
  if (age === undefined) return { error: 'customerUnknown' };
  const { policy, version } = QUESTIONNAIRE;
  if (age < policy.minimumAge) return { refused: 'tooYoung' };
  if (record.questionnaireVersion !== version) return { refused: 'questionnaireOutdated' };
  const finding = findingOf(QUESTIONNAIRE, record.answers);
  if (finding?.score !== record.score || finding.riskClass !== record.riskClass)
    return { refused: 'classMismatch' };
  const today = bankDayOf(clock.wall());
  const since = (day: string) => timesSince(store, customerRef, day);
  if (since(today) >= policy.perDay || since(dayMoved(today, -1, 1)) >= policy.perYear)
    return { refused: 'tooManyAssessments' };
  const served = 'SELECT assessment_id FROM assessments WHERE document_sha256 = ?';
  if (store.one(z.object({ assessment_id: z.string() }), served, documentSha256))
    return { refused: 'duplicate' };
  return { done: true, result: keepAssessment(store, record, today) };
}

/** Writes an assessment of `day` into the books; good for one year, the day itself included. */
export function keepAssessment(store: Store, record: AssessmentRecord, day: string): RiskAssessment {
  const { customerRef, answers, ...findings } = record;
  const { score, riskClass: found, questionnaireVersion, documentSha256 } = findings;
  const assessmentId = `ras_${randomUUID()}`;
  const validUntil = dayMoved(day, 1, -1);
  store.run(
    `INSERT INTO assessments (assessment_id, customer_ref, risk_class, score, questionnaire_version, answers,
       document_sha256, made_on, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    assessmentId,
    customerRef,
    found,
    score,
    questionnaireVersion,
    JSON.stringify(answers),
    documentSha256,
    day,
    validUntil,
  );
  return {
    assessmentId,
    riskClass: found,
    score,
    questionnaireVersion,
    documentSha256,
    madeOn: day,
    validUntil,
  };
}

const timesSince = (store: Store, customerRef: string, day: string): number =>
  store.one(
    z.object({ times: z.int() }),
    'SELECT count(*) AS times FROM assessments WHERE customer_ref = ? AND made_on >= ?',
    customerRef,
    day,
  )?.times ?? 0;
