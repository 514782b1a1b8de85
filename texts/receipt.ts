import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import type { RiskClass } from '#contracts/bank/risk.ts';
import type { Bilingual, Language } from '#contracts/language.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { formatCard, formatMoney, textsFor } from './format.ts';
import { channelWords } from './tell/e-banking.ts';
import { classWords } from './tell/sale.ts';
import { dayWords, momentWords } from './tell/words.ts';

type Result = BodyOf<'result'>;

/** The outcome of a service as a receipt states it; "unknown" is stated as unknown. */
export function receiptOutcome(service: ServiceId, outcome: Result['outcome'], language: Language): string {
  const { t } = textsFor(language);
  return outcome === 'done' ? t(`receipt.outcome.${service}.done`) : t(`receipt.outcome.${outcome}`);
}

/** Why the bank refused, in words; null when it did not. */
export function receiptRefusal(refusal: Result['refusal'], language: Language): string | null {
  return refusal === null ? null : textsFor(language).t(`receipt.refusal.${refusal}`);
}

/** Why the machine keeps a card. */
export const retainedReason = (reason: BodyOf<'cardRetained'>['reason'], language: Language): string =>
  textsFor(language).t(`receipt.retained.${reason}`);

export type ReceiptPair = { readonly label: string; readonly value: string };
type Signed = { readonly number: string; readonly stamped: boolean };
type Settled = { readonly outcome: Result['outcome']; readonly refusal: Result['refusal'] };

const settledPairs = (
  service: ServiceId,
  { outcome, refusal }: Settled,
  language: Language,
): ReceiptPair[] => {
  const { t } = textsFor(language);
  const why = receiptRefusal(refusal, language);
  return [
    { label: t('receipt.outcome'), value: receiptOutcome(service, outcome, language) },
    ...(why === null ? [] : [{ label: t('receipt.reason'), value: why }]),
  ];
};

/** What became of the seal of a signed paper, in one sentence; a stamp that is still to come is said to be so. */
export const receiptSeal = ({ stamped }: Signed, language: Language): string =>
  textsFor(language).t(stamped ? 'receipt.seal.stamped' : 'receipt.seal.queued');

/** The middle of the receipt of a risk assessment, line by line. */
export function assessmentPairs(
  facts: Settled & {
    readonly riskClass: RiskClass;
    readonly validUntil: string | null;
    readonly paper: Signed;
  },
  language: Language,
): ReceiptPair[] {
  const texts = textsFor(language);
  const { t } = texts;
  const { riskClass, validUntil, paper } = facts;
  return [
    { label: t('receipt.service'), value: t('service.assessRisk') },
    { label: t('receipt.riskClass'), value: classWords(riskClass, texts).shown },
    ...settledPairs('assessRisk', facts, language),
    ...(validUntil === null
      ? []
      : [{ label: t('receipt.validUntil'), value: dayWords(validUntil, texts).said }]),
    { label: t('receipt.paper'), value: paper.number },
  ];
}

/** The middle of the receipt of an order taken back, line by line. Money is said to be back only when it is. */
export function withdrawalPairs(
  facts: Settled & {
    readonly product: Bilingual;
    readonly amountFen: number;
    readonly cardLast4: string;
    readonly orderNumber: string;
  },
  language: Language,
): ReceiptPair[] {
  const { t, pick } = textsFor(language);
  const back = facts.outcome === 'done';
  return [
    { label: t('receipt.service'), value: t('service.withdrawOrder') },
    { label: t('receipt.product'), value: pick(facts.product) },
    { label: t(back ? 'receipt.refund' : 'receipt.amount'), value: formatMoney(facts.amountFen) },
    { label: t(back ? 'receipt.refundCard' : 'receipt.payingCard'), value: formatCard(facts.cardLast4) },
    { label: t('receipt.orderNumber'), value: facts.orderNumber },
    ...settledPairs('withdrawOrder', facts, language),
  ];
}

/** The middle of the receipt of a sign-up for e-banking, line by line. Limits are said only where they hold, or may. */
export function eBankingPairs(
  facts: Settled & {
    readonly cardLast4: string;
    readonly channels: readonly EBankingChannel[];
    readonly perPaymentFen: number;
    readonly perDayFen: number;
    readonly contractNumber: string | null;
    readonly paper: Signed;
  },
  language: Language,
): ReceiptPair[] {
  const texts = textsFor(language);
  const { t } = texts;
  const { outcome, contractNumber } = facts;
  const holds = outcome === 'done' || outcome === 'unknown';
  return [
    { label: t('receipt.service'), value: t('service.eBankingSignUp') },
    { label: t('receipt.card'), value: formatCard(facts.cardLast4) },
    ...settledPairs('eBankingSignUp', facts, language),
    ...(holds
      ? [
          { label: t('receipt.channels'), value: channelWords(facts.channels, texts) },
          { label: t('receipt.perPayment'), value: formatMoney(facts.perPaymentFen) },
          { label: t('receipt.perDay'), value: formatMoney(facts.perDayFen) },
        ]
      : []),
    ...(contractNumber === null ? [] : [{ label: t('receipt.contractNumber'), value: contractNumber }]),
    { label: t('receipt.paper'), value: facts.paper.number },
  ];
}

type NewCard = BodyOf<'newCardResult'>;

/** What became of a new card, as a receipt states it. */
const newCardOutcome = (
  { outcome, active }: Pick<NewCard, 'outcome' | 'active'>,
  language: Language,
): string => {
  const { t } = textsFor(language);
  if (outcome === 'issued')
    return t(active ? 'receipt.outcome.issueCard.done' : 'receipt.outcome.issueCard.notActive');
  return outcome === 'refused' || outcome === 'unknown' || outcome === 'notSent'
    ? t(`receipt.outcome.${outcome}`)
    : t(`receipt.outcome.issueCard.${outcome}`);
};

/** The middle of the receipt of a new card, line by line. */
export function newCardPairs(
  facts: Pick<NewCard, 'outcome' | 'active' | 'refusal'> & {
    readonly issueFeeFen: number;
    readonly product: Bilingual;
    readonly cardLast4: string | null;
    readonly paper: Signed;
  },
  language: Language,
): ReceiptPair[] {
  const { t, pick } = textsFor(language);
  const why = receiptRefusal(facts.refusal, language);
  const issued = facts.outcome === 'issued';
  return [
    { label: t('receipt.service'), value: t('service.issueCard') },
    { label: t('receipt.product'), value: pick(facts.product) },
    ...(facts.cardLast4 === null ? [] : [{ label: t('receipt.card'), value: formatCard(facts.cardLast4) }]),
    { label: t('receipt.outcome'), value: newCardOutcome(facts, language) },
    ...(why === null ? [] : [{ label: t('receipt.reason'), value: why }]),
    ...(issued ? [{ label: t('receipt.issueFee'), value: formatMoney(facts.issueFeeFen) }] : []),
    { label: t('receipt.paper'), value: facts.paper.number },
  ];
}

/** The middle of the receipt of a company's account, line by line. The account is named only when it is there. */
export function companyPairs(
  facts: Settled & {
    readonly companyName: string;
    readonly caseCode: string;
    readonly accountNumber: string | null;
    readonly paper: Signed;
  },
  language: Language,
): ReceiptPair[] {
  const { t } = textsFor(language);
  const { companyName, caseCode, accountNumber, paper } = facts;
  return [
    { label: t('receipt.service'), value: t('service.companyAccount') },
    { label: t('receipt.company'), value: companyName },
    { label: t('receipt.caseCode'), value: caseCode },
    ...(accountNumber === null ? [] : [{ label: t('receipt.account'), value: accountNumber }]),
    ...settledPairs('companyAccount', facts, language),
    { label: t('receipt.paper'), value: paper.number },
  ];
}

/** The middle of the receipt of a purchase, line by line. */
export function orderPairs(
  facts: Settled & {
    readonly product: Bilingual;
    readonly amountFen: number;
    readonly cardLast4: string;
    readonly orderNumber: string | null;
    readonly coolingOffUntil: string | null;
    readonly paper: Signed;
  },
  language: Language,
): ReceiptPair[] {
  const texts = textsFor(language);
  const { t, pick } = texts;
  const { orderNumber, coolingOffUntil } = facts;
  return [
    { label: t('receipt.service'), value: t('service.buyWealth') },
    { label: t('receipt.product'), value: pick(facts.product) },
    { label: t('receipt.amount'), value: formatMoney(facts.amountFen) },
    { label: t('receipt.payingCard'), value: formatCard(facts.cardLast4) },
    ...settledPairs('buyWealth', facts, language),
    ...(orderNumber === null ? [] : [{ label: t('receipt.orderNumber'), value: orderNumber }]),
    ...(coolingOffUntil === null
      ? []
      : [{ label: t('receipt.coolingOff'), value: momentWords(coolingOffUntil, texts).said }]),
    { label: t('receipt.paper'), value: facts.paper.number },
  ];
}
