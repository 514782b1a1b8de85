import type { PortName, PortOutput } from '#flows/ports.ts';
import { catalogue, order, product, questionnaire, SHA256, terms } from '#flows/sale-ports.test-data.ts';
import type { SalePorts } from '#flows/sale-ports.ts';
import { err, ok } from '#foundation/result.ts';

const assessment = {
  assessmentId: 'assessment-1',
  riskClass: 'C3',
  score: 6,
  questionnaireVersion: 'RQ-1',
  documentSha256: SHA256,
  madeOn: '2026-11-01',
  validUntil: '2027-10-31',
} as const;

/** An order paid from a card that nobody of the model shows: whose it is the port does not say. */
const bought = (over: Parameters<typeof order>[0] = {}) => order({ last4: '7531', ...over });

type SaleAnswers = { readonly [Name in PortName & keyof SalePorts]: readonly (() => PortOutput<Name>)[] };

/** What bank, host and archive may say while something is sold or signed, the ordinary answer first. */
export const SALE_ANSWERS: SaleAnswers = {
  recordConsent: [() => ({})],
  riskQuestionnaire: [() => ok({ questionnaire }), () => err({ code: 'unreachable' })],
  riskStanding: [
    () => ok({ assessment: { ...assessment, valid: true } }),
    () => ok({ assessment: { ...assessment, valid: false } }),
    () => ok({ assessment: null }),
    () => err({ code: 'unreachable' }),
  ],
  wealthProducts: [
    () => ok(catalogue),
    () => ok({ ...catalogue, products: [product({ risk: 'R3', teachBack: [] })] }),
    () => ok({ ...catalogue, products: [] }),
    () => ok({ ...catalogue, products: [product({ recording: true })] }),
    () => err({ code: 'unreachable' }),
  ],
  wealthOrders: [
    () => ok({ orders: [bought()] }),
    () =>
      ok({
        orders: [
          bought({ orderNumber: 'W000003', withdrawable: false }),
          bought({ orderNumber: 'W000002', withdrawable: false, state: 'withdrawn' }),
          ...Array.from({ length: 7 }, (_, place) => bought({ orderNumber: `W10000${place}` })),
        ],
      }),
    () => ok({ orders: [] }),
    () => err({ code: 'unreachable' }),
  ],
  eBankingOffer: [
    () => ok({ terms, contract: null }),
    () => ok({ terms: { ...terms, channels: ['web'], perPaymentMaximumFen: 100 }, contract: null }),
    () => ok({ terms: { ...terms, minimumAge: 120 }, contract: null }),
    () => ok({ terms: { ...terms, channels: [] }, contract: null }),
    () => ok({ terms, contract: { contractNumber: 'E000001', perPaymentFen: 100_000, perDayFen: 500_000 } }),
    () => err({ code: 'unreachable' }),
  ],
  openPaper: [
    ...([1, 2] as const).map(
      (pages) => () =>
        ok({
          paper: 'paper-1',
          template: 'wealthContract' as const,
          number: 'T01-AAAA-1',
          sha256: SHA256,
          pages,
          texts: Array.from({ length: pages }, () => ['some words']),
        }),
    ),
    () => err({ code: 'unprintable' }),
    () => err({ code: 'failed' }),
  ],
  turnTo: [() => ({})],
  captureOnPad: [
    () => ({ outcome: 'written', strokes: 2 }),
    () => ({ outcome: 'refused' }),
    ...(['padLost', 'padFailed', 'notWhole'] as const).map((why) => () => ({
      outcome: 'notWritten' as const,
      why,
    })),
  ],
  pressOnPad: [() => ({})],
  clearInk: [() => ({})],
  signPaper: [
    () => ({ outcome: 'sealed', sha256: SHA256, number: 'T01-AAAA-1', stamped: true }),
    () => ({ outcome: 'sealed', sha256: SHA256, number: 'T01-AAAA-1', stamped: false }),
    ...(['tooLittle', 'sealAway', 'failed'] as const).map((why) => () => ({
      outcome: 'notSigned' as const,
      why,
    })),
  ],
  discardPaper: [() => ({})],
  startRecording: [() => ok({ recording: 'recording-1' }), () => err({ code: 'notRecording' })],
  stopRecording: [() => ({})],
};
