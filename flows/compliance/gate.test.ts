import { describe, expect, it } from 'vitest';
import { GATED_ACTS, NEEDED, RULES, type RuleId } from '#contracts/compliance/rules.ts';
import type { FlowPorts, Submission } from '../ports.ts';
import { product, salePorts } from '../sale-ports.test-data.ts';
import { ConsentMissing, gated, ProofMissing } from './gate.ts';

const order: Submission = {
  type: 'buyProduct',
  customerRef: 'c',
  productRef: 'p',
  amountFen: 1,
  cardRef: 'k',
  assessmentId: 'a',
  documentSha256: '0'.repeat(64),
  confirmations: [],
};
const wish = {
  template: 'wealthContract',
  product: product(),
  amountFen: 1,
  cardLast4: '0019',
  riskClass: 'C3',
  assessedOn: '2026-11-01',
} as const;

function behindTheGate() {
  const done: string[] = [];
  const ports = {
    ...salePorts,
    beginVisit: async () => ({ visit: 'v', reference: 'r', today: '2026-11-22' }),
    endVisit: async () => ({}),
    checkCode: async ({ code }: { readonly code: string }) =>
      code === '000000'
        ? ({ result: 'right', proofRef: 'right' } as const)
        : ({ result: 'wrong', triesLeft: 2 } as const),
    approvalState: async () =>
      ({
        state: 'approved',
        reason: 'faceAndDocument',
        approvalId: 'approved',
        staff: '1004',
        at: '2026-11-22T02:00:00.000Z',
      }) as const,
    recordCall: async ({ on }: { readonly on: boolean }) => {
      done.push(`record ${on}`);
      return {};
    },
    submit: async () => {
      done.push('submit');
      return { submission: 's', reference: 'r', outcome: 'done' } as const;
    },
    signPaper: async (input: { readonly paper: string }) => {
      done.push(`sign ${input.paper}`);
      return { outcome: 'sealed', sha256: '', number: '', stamped: false } as const;
    },
  } as Pick<
    FlowPorts,
    | keyof typeof salePorts
    | 'beginVisit'
    | 'endVisit'
    | 'checkCode'
    | 'approvalState'
    | 'recordCall'
    | 'submit'
  > as FlowPorts;
  const gate = gated(ports);
  const agree = (rules: readonly RuleId[]) =>
    Promise.all(
      rules.map((rule) =>
        gate.recordConsent({ rule, textVersion: RULES[rule].textVersion, answer: 'agreed' }),
      ),
    );
  return { gate, done, agree };
}

describe('the gate', () => {
  it('lets no order through without each of its rules', async () => {
    for (const missing of NEEDED['submit.buyProduct']) {
      const { gate, done, agree } = behindTheGate();
      await agree(NEEDED['submit.buyProduct'].filter((rule) => rule !== missing));
      await expect(gate.submit(order)).rejects.toThrow(ConsentMissing);
      expect(done).toEqual([]);
    }
  });

  it('lets an order through once, and asks anew for a second one', async () => {
    const { gate, done, agree } = behindTheGate();
    await agree(NEEDED['submit.buyProduct']);
    await gate.submit(order);
    await expect(gate.submit(order)).rejects.toThrow(ConsentMissing);
    expect(done).toEqual(['submit']);
  });

  it('tells the bank of no confirmation that was not given', async () => {
    const { gate, done, agree } = behindTheGate();
    const elder = { ...order, confirmations: ['wealth.elderHighRisk'] };
    await agree(NEEDED['submit.buyProduct']);
    await expect(gate.submit(elder)).rejects.toThrow(ConsentMissing);
    await agree(['elderRisk']);
    await gate.submit(elder);
    expect(done).toEqual(['submit']);
  });

  it('holds what was agreed to in other words, taken back, or in another visit for nothing', async () => {
    const { gate, done, agree } = behindTheGate();
    const rules = NEEDED['submit.buyProduct'];
    await agree(rules);
    await gate.recordConsent({ rule: 'suitability', textVersion: '1999-01', answer: 'agreed' });
    await expect(gate.submit(order)).rejects.toThrow(ConsentMissing);
    await agree(rules);
    await gate.recordConsent({
      rule: 'suitability',
      textVersion: RULES.suitability.textVersion,
      answer: 'declined',
    });
    await expect(gate.submit(order)).rejects.toThrow(ConsentMissing);
    await agree(rules);
    await gate.endVisit({ why: 'finished' });
    await expect(gate.submit(order)).rejects.toThrow(ConsentMissing);
    await agree(rules);
    await gate.beginVisit({});
    await expect(gate.submit(order)).rejects.toThrow(ConsentMissing);
    expect(done).toEqual([]);
  });

  it('signs only a paper that was opened, by the rules of that paper', async () => {
    const { gate, done, agree } = behindTheGate();
    await agree(NEEDED['sign.riskAssessment']);
    expect(await gate.signPaper({ paper: 'paper-1', teachBack: [] })).toMatchObject({
      outcome: 'notSigned',
    });
    await gate.openPaper(wish);
    await expect(gate.signPaper({ paper: 'paper-1', teachBack: [] })).rejects.toThrow(ConsentMissing);
    await agree(NEEDED['sign.wealthContract']);
    await gate.signPaper({ paper: 'paper-1', teachBack: [] });
    expect(done).toEqual(['sign paper-1']);
  });

  it('lets nobody sign an agreement for e-banking, or open it, before he has shown that it is he', async () => {
    const opened = {
      type: 'signUpEBanking' as const,
      customerRef: 'c',
      cardRef: 'k',
      channels: ['mobile' as const],
      perPaymentFen: 1,
      perDayFen: 1,
      documentSha256: '0'.repeat(64),
    };
    const agreement = {
      template: 'eBankingAgreement',
      cardLast4: '0019',
      phone: null,
      channels: ['mobile'],
      perPaymentFen: 1,
      perDayFen: 1,
    } as const;
    const { gate, done, agree } = behindTheGate();
    const rules = NEEDED['submit.signUpEBanking'];
    await gate.openPaper(agreement);
    await agree(rules);
    await expect(gate.signPaper({ paper: 'paper-1', teachBack: [] })).rejects.toThrow(ProofMissing);
    await expect(gate.captureOnPad({ paper: 'paper-1' }, new AbortController().signal)).rejects.toThrow(
      ProofMissing,
    );
    await expect(gate.submit({ ...opened, proofRef: 'right' })).rejects.toThrow(ProofMissing);
    await gate.checkCode({ codeRef: 'c', code: 'wrong!' });
    await expect(gate.submit({ ...opened, proofRef: 'right' })).rejects.toThrow(ProofMissing);
    await gate.checkCode({ codeRef: 'c', code: '000000' });
    await expect(gate.submit({ ...opened, proofRef: 'made-up' })).rejects.toThrow(ProofMissing);
    const approval = { approvalId: 'approved', staff: '1004', at: '2026-11-22T02:00:00.000Z' };
    await expect(gate.submit({ ...opened, approval })).rejects.toThrow(ProofMissing);
    expect(done).toEqual([]);
    await gate.signPaper({ paper: 'paper-1', teachBack: [] });
    await gate.submit({ ...opened, proofRef: 'right' });
    await gate.approvalState({}, new AbortController().signal);
    await agree(rules);
    await gate.submit({ ...opened, approval });
    expect(done).toEqual(['sign paper-1', 'submit', 'submit']);
    await gate.beginVisit({});
    await agree(rules);
    await expect(gate.submit({ ...opened, approval })).rejects.toThrow(ProofMissing);
  });

  it('records no call without its consent, and each consent for one call', async () => {
    const { gate, agree, done } = behindTheGate();
    await agree(['recording']);
    await expect(gate.recordCall({ on: true, days: 30 })).rejects.toThrow(ConsentMissing);
    await agree(['callRecording']);
    await gate.recordCall({ on: true, days: 30 });
    await gate.recordCall({ on: false, by: 'customer' });
    await expect(gate.recordCall({ on: true, days: 30 })).rejects.toThrow(ConsentMissing);
    expect(done).toEqual(['record true', 'record false']);
  });

  it('records nothing without its consent, and signs no recorded sale without a running recording', async () => {
    const sale = {
      service: 'buyWealth' as const,
      customerRef: 'c',
      productRef: 'p',
      amountFen: 1,
      cardRef: 'k',
    };
    const { gate, done, agree } = behindTheGate();
    await agree(NEEDED['sign.wealthContract']);
    await expect(gate.startRecording(sale)).rejects.toThrow(ConsentMissing);
    await gate.openPaper({ ...wish, product: product({ recording: true }) });
    const sign = () => gate.signPaper({ paper: 'paper-1', teachBack: [] });
    await expect(sign()).rejects.toThrow(ConsentMissing);
    await agree(['recording']);
    await gate.startRecording(sale);
    await sign();
    await gate.stopRecording({ end: 'stopped', by: 'customer' });
    await expect(sign()).rejects.toThrow(ConsentMissing);
    // A consent is for one recording and no second one.
    await expect(gate.startRecording(sale)).rejects.toThrow(ConsentMissing);
    expect(done).toEqual(['sign paper-1']);
  });

  it('has rules for every act', () => {
    for (const act of GATED_ACTS) expect(NEEDED[act].length).toBeGreaterThan(0);
  });
});
