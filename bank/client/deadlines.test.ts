import { describe, expect, it } from 'vitest';
import type { BankCallName } from '#contracts/bank/calls.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { TOKEN } from '../test-kit.ts';
import { type BankClient, createBankClient } from './client.ts';
import { BANK_DEADLINES } from './deadlines.ts';

describe('a silent bank', () => {
  const ref = { cardRef: 'crd_example01', customerRef: 'cus_example01' };
  const who = { customerRef: ref.customerRef };
  const blank = { ...who, applicationRef: 'cap_example01', blankRef: 'blk_example01' };
  const documentSha256 = 'a'.repeat(64);
  const key = { idempotencyKey: 'test-key-00000000001' };
  const CALLS: { readonly [Name in BankCallName]: (client: BankClient) => Promise<unknown> } = {
    health: (client) => client.health({}),
    lookupCustomer: (client) =>
      client.lookupCustomer({
        documentType: 'residentIdCard',
        documentNumber: '799999199001010019',
        name: '安示例',
      }),
    identifyCard: (client) => client.identifyCard({ pan: '9999990000000000014' }),
    recognise: (client) => client.recognise({ by: 'beaconTag', value: 'bcn_example01' }),
    blockCard: (client) => client.blockCard({ ...ref, ...key, reason: 'lost' }),
    sendCode: (client) => client.sendCode({ ...ref, ...key, purpose: 'changePhone' }),
    verifyCode: (client) => client.verifyCode({ codeRef: 'cod_example01', code: '000000' }),
    changePhone: (client) =>
      client.changePhone({ ...ref, ...key, newPhone: '14200990001', proofRef: 'prf_example01' }),
    openCase: (client) => client.openCase({ ...ref, ...key, kind: 'changePhone' }),
    riskQuestionnaire: (client) => client.riskQuestionnaire({}),
    riskAssessmentOf: (client) => client.riskAssessmentOf(who),
    recordRiskAssessment: (client) =>
      client.recordRiskAssessment({
        ...who,
        ...key,
        questionnaireVersion: 'RQ-2026-1',
        answers: [],
        score: 0,
        riskClass: 'C1',
        documentSha256,
      }),
    wealthProducts: (client) => client.wealthProducts({}),
    placeWealthOrder: (client) =>
      client.placeWealthOrder({
        ...ref,
        ...key,
        productRef: 'wpr_example01',
        amountFen: 100,
        assessmentId: 'ras_example01',
        documentSha256,
        confirmations: [],
      }),
    wealthOrders: (client) => client.wealthOrders(who),
    withdrawWealthOrder: (client) => client.withdrawWealthOrder({ ...who, ...key, orderNumber: 'W000001' }),
    eBankingTerms: (client) => client.eBankingTerms({}),
    eBankingOf: (client) => client.eBankingOf(who),
    signUpEBanking: (client) =>
      client.signUpEBanking({
        ...ref,
        ...key,
        channels: ['mobile'],
        perPaymentFen: 1,
        perDayFen: 1,
        documentSha256,
        proofRef: 'prf_example01',
      }),
    cardProducts: (client) => client.cardProducts({}),
    openCardApplication: (client) =>
      client.openCardApplication({
        ...who,
        ...key,
        productRef: 'cpr_example01',
        documentSha256,
        faceCheckRef: 'fac_example01',
      }),
    identifyBlank: (client) => client.identifyBlank({ pan: '9999990000000000014' }),
    bindCard: (client) => client.bindCard({ ...blank, ...key }),
    reportCardTaken: (client) => client.reportCardTaken({ ...blank, ...key }),
    reportCardRetained: (client) => client.reportCardRetained({ ...blank, ...key, reason: 'jammed' }),
    companyCase: (client) => client.companyCase({ caseCode: 'EXAMPLE234' }),
    submitCompanyAccount: (client) =>
      client.submitCompanyAccount({
        ...key,
        caseCode: 'EXAMPLE234',
        agent: { documentType: 'residentIdCard', documentNumber: '799999199001010019', name: '安示例' },
        differences: [],
        originals: [],
        approval: { approvalId: 'approval-example', staff: '1004', at: '2026-11-22T02:00:00.000Z' },
        documentSha256,
      }),
    operation: (client) => client.operation(key),
  };

  it.each(Object.entries(CALLS))(
    'ends %s at its deadline, though fetch never heeds the signal',
    async (name, call) => {
      const clock = new ManualClock();
      const made = createBankClient({
        baseUrl: 'https://bank.example/',
        token: TOKEN,
        clock,
        fetch: () => new Promise(() => {}),
      });
      if (!made.ok) throw new Error(made.error.code);
      let answer: unknown;
      const asked = call(made.value).then((result) => {
        answer = result;
      });
      const deadline = BANK_DEADLINES[name as BankCallName];
      clock.advance(deadline - 1);
      await settle();
      expect(answer).toBeUndefined();
      clock.advance(1);
      await asked;
      expect(answer).toEqual({ ok: false, error: { code: 'unknown', reason: 'timeout' } });
      expect(clock.armed).toBe(0);
    },
  );

  it('keeps nobody waiting for more than half a minute, the following of the outcome included', () => {
    for (const deadline of Object.values(BANK_DEADLINES))
      expect(deadline + BANK_DEADLINES.operation).toBeLessThanOrEqual(30_000);
  });
});
