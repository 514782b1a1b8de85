import type { FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import type { World } from './world.ts';

type SaleQuestions = Pick<
  FlowPorts,
  'recordConsent' | 'riskQuestionnaire' | 'riskStanding' | 'wealthProducts' | 'wealthOrders' | 'eBankingOffer'
>;

/** What selling asks of the bank and changes nothing there, and what the customer agreed to, in the journal. */
export function saleQuestions({ bank, journal, visits, clock, consents }: World): SaleQuestions {
  return {
    async recordConsent({ rule, textVersion, answer }) {
      journal.append({
        kind: 'consent',
        visit: visits.ensure().token,
        facts: { rule, textVersion, answer },
      });
      consents.push({ rule, textVersion, answer, at: clock.wall() });
      return {};
    },
    async riskQuestionnaire() {
      const reply = await bank.riskQuestionnaire({});
      return reply.ok ? ok({ questionnaire: reply.value }) : err({ code: 'unreachable' });
    },
    async riskStanding({ customerRef }) {
      const reply = await bank.riskAssessmentOf({ customerRef });
      return reply.ok ? ok({ assessment: reply.value.assessment }) : err({ code: 'unreachable' });
    },
    async wealthProducts() {
      const reply = await bank.wealthProducts({});
      return reply.ok ? ok(reply.value) : err({ code: 'unreachable' });
    },
    async wealthOrders({ customerRef }) {
      const reply = await bank.wealthOrders({ customerRef });
      return reply.ok ? ok({ orders: reply.value.orders }) : err({ code: 'unreachable' });
    },
    async eBankingOffer({ customerRef }) {
      const [terms, open] = await Promise.all([bank.eBankingTerms({}), bank.eBankingOf({ customerRef })]);
      return terms.ok && open.ok
        ? ok({ terms: terms.value, contract: open.value.contract })
        : err({ code: 'unreachable' });
    },
  };
}
