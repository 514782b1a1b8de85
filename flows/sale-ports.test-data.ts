import type { EBankingTerms } from '#contracts/bank/e-banking.ts';
import type { RiskQuestionnaire } from '#contracts/bank/risk.ts';
import type { WealthCatalogue, WealthOrder, WealthProduct } from '#contracts/bank/wealth.ts';
import type { SalePorts } from './sale-ports.ts';

const words = (text: string) => ({ zh: text, en: text });

/** Two questions of three answers; 0 to 12 points. */
export const questionnaire: RiskQuestionnaire = {
  version: 'RQ-1',
  questions: ['aim', 'loss'].map((id) => ({
    id,
    text: words(id),
    options: [0, 3, 6].map((score, place) => ({ id: `option${place}`, text: words(`${score}`), score })),
  })),
  classes: [
    { riskClass: 'C1', fromScore: 0 },
    { riskClass: 'C2', fromScore: 3 },
    { riskClass: 'C3', fromScore: 6 },
    { riskClass: 'C5', fromScore: 12 },
  ],
  policy: { minimumAge: 18, perDay: 1, perYear: 12 },
};

export const product = (over: Partial<WealthProduct> = {}): WealthProduct => ({
  productRef: 'product-2',
  name: words('steady'),
  risk: 'R2',
  termDays: 180,
  expected: { lowBasisPoints: 120, middleBasisPoints: 260, highBasisPoints: 380 },
  feeBasisPoints: 30,
  currency: 'CNY',
  minimumFen: 100_000,
  stepFen: 10_000,
  maximumFen: 100_000_000,
  coolingOffHours: 24,
  closesAt: '2026-12-31T08:00:00Z',
  open: true,
  recording: false,
  teachBack: ['mayLose'],
  confirmations: ['wealth.riskDisclosure', 'wealth.riskMatch', 'wealth.ownDecision'],
  ...over,
});

export const catalogue: WealthCatalogue = {
  products: [product({ productRef: 'product-4', risk: 'R4' }), product()],
  policy: { minimumAge: 18, elder: { fromAge: 65, fromRisk: 'R3', confirmations: ['wealth.elderHighRisk'] } },
};

/** Bought today, and still to be taken back. */
export const order = (over: Partial<WealthOrder> = {}): WealthOrder => ({
  orderNumber: 'W000001',
  productRef: 'product-2',
  name: words('steady'),
  amountFen: 100_000,
  cardRef: 'card-1',
  last4: '0019',
  placedAt: '2026-11-22T01:00:00Z',
  coolingOffUntil: '2026-11-23T01:00:00Z',
  state: 'placed',
  withdrawable: true,
  ...over,
});

/** What the bank offers of e-banking to everybody of 16. */
export const terms: EBankingTerms = {
  channels: ['mobile', 'web'],
  minimumAge: 16,
  perPaymentMaximumFen: 5_000_000,
  perDayMaximumFen: 20_000_000,
};

export const SHA256 = 'ab'.repeat(32);

/** Selling and signing where everything goes well, for somebody of class C3. */
export const salePorts: SalePorts = {
  recordConsent: async () => ({}),
  riskQuestionnaire: async () => ({ ok: true, value: { questionnaire } }),
  riskStanding: async () => ({
    ok: true,
    value: {
      assessment: {
        assessmentId: 'assessment-1',
        riskClass: 'C3',
        score: 6,
        questionnaireVersion: 'RQ-1',
        documentSha256: SHA256,
        madeOn: '2026-11-01',
        validUntil: '2027-10-31',
        valid: true,
      },
    },
  }),
  wealthProducts: async () => ({ ok: true, value: catalogue }),
  wealthOrders: async () => ({ ok: true, value: { orders: [order()] } }),
  eBankingOffer: async () => ({ ok: true, value: { terms, contract: null } }),
  openPaper: async ({ template }) => ({
    ok: true,
    value: {
      paper: 'paper-1',
      template,
      number: 'P-0001',
      sha256: SHA256,
      pages: 2,
      texts: [['first page'], ['second page']],
    },
  }),
  turnTo: async () => ({}),
  captureOnPad: (_, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ outcome: 'notWritten', why: 'padFailed' }));
    }),
  pressOnPad: async () => ({}),
  clearInk: async () => ({}),
  signPaper: async () => ({ outcome: 'sealed', sha256: SHA256, number: 'P-0001', stamped: true }),
  discardPaper: async () => ({}),
  startRecording: async () => ({ ok: true, value: { recording: 'recording-1' } }),
  stopRecording: async () => ({}),
};
