import { createHash } from 'node:crypto';
import type { BankCallInput } from '#contracts/bank/calls.ts';
import type { RiskClass } from '#contracts/bank/risk.ts';
import { freshKey, type TestBank } from '../../test-kit.ts';
import { findingOf, QUESTIONNAIRE } from './questionnaire.ts';

/** What tests of assessments and orders share. */
let papers = 0;
/** The hash of a document nobody has signed before. */
export const freshDocument = () => createHash('sha256').update(`paper ${++papers}`).digest('hex');

/** Answers that lead to a class: the same place in every question's list, least risk first; `o3` is C4, `o4` C5. */
export const answersOf = (option: 'o1' | 'o2' | 'o3' | 'o4') =>
  QUESTIONNAIRE.questions.map(({ id }) => ({ questionId: id, optionId: option }));

const BY_CLASS = { C1: 'o1', C2: 'o2', C4: 'o3', C5: 'o4' } as const;

/** A whole record of an assessment that ends in `riskClass`. */
export function recordOf(
  customerRef: string,
  riskClass: Exclude<RiskClass, 'C3'>,
): BankCallInput<'recordRiskAssessment'> {
  const answers = answersOf(BY_CLASS[riskClass]);
  const finding = findingOf(QUESTIONNAIRE, answers);
  if (finding?.riskClass !== riskClass) throw new Error(`these answers lead to ${finding?.riskClass}`);
  return {
    customerRef,
    answers,
    ...finding,
    questionnaireVersion: QUESTIONNAIRE.version,
    documentSha256: freshDocument(),
    idempotencyKey: freshKey(),
  };
}

export const ALL_RULES = ['wealth.riskDisclosure', 'wealth.riskMatch', 'wealth.ownDecision'];

/** A ready person who was just assessed, with what he orders half filled in. */
export async function assessed(
  bank: Pick<TestBank, 'person' | 'client'>,
  who = 'adult',
  riskClass: Exclude<RiskClass, 'C3'> = 'C5',
) {
  const { customerRef, cards } = await bank.person(who);
  const [card] = cards;
  if (!card) throw new Error('everybody has a card');
  const { cardRef } = card;
  const client = bank.client();
  const recorded = await client.recordRiskAssessment(recordOf(customerRef, riskClass));
  if (!recorded.ok || recorded.value.state !== 'done') throw new Error('not assessed');
  const { assessmentId } = recorded.value.result;
  const order = (
    more: Partial<BankCallInput<'placeWealthOrder'>> = {},
  ): BankCallInput<'placeWealthOrder'> => ({
    customerRef,
    cardRef,
    assessmentId,
    productRef: 'wpr_pebble-90',
    amountFen: 100_000,
    documentSha256: freshDocument(),
    confirmations: ALL_RULES,
    idempotencyKey: freshKey(),
    ...more,
  });
  /** `done`, or why not. */
  const place = async (more: Partial<BankCallInput<'placeWealthOrder'>> = {}) => {
    const answer = await client.placeWealthOrder(order(more));
    if (!answer.ok) return answer.error.code;
    return answer.value.state === 'done' ? answer.value.state : answer.value.code;
  };
  return { client, customerRef, cardRef, cards, assessmentId, order, place };
}
