import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { Clock } from '#foundation/clock.ts';
import { gb32100Check } from '../check-digits.ts';
import type { Store } from '../store.ts';
import { CASE_RULES, caseOf, fileCase } from './cases.ts';

/** The case that is ready when the books open; its agent is the ready adult. */
export const READY_CASE = 'SAMPE23456';

/** Nobody's: no registration office has the area 999999. */
export const READY_CREDIT_CODE = `91999999MA0EXAMP6${gb32100Check('91999999MA0EXAMP6')}`;

/** Files the ready case, unless it is filed. */
export function seedCompany(store: Store, clock: Clock, people: readonly ReadyPerson[]): void {
  const agent = people.find(({ key }) => key === 'adult');
  if (!agent || caseOf(store, clock, READY_CASE)) return;
  const { type: documentType, number: documentNumber, name } = agent.document;
  fileCase(
    store,
    clock,
    {
      companyName: '样例市安居贸易有限公司',
      creditCode: READY_CREDIT_CODE,
      legalRepresentative: '贺闻溪',
      agent: { documentType, documentNumber, name },
      address: '样例省样例市安居路100号',
      phone: '14200020001',
      businessScope: '日用百货批发和零售；仓储服务（不含危险品）',
    },
    READY_CASE,
    // Reviewed already: nobody has to wait for it.
    Math.floor(clock.wall()) - CASE_RULES.reviewSeconds * 1_000,
  );
}
