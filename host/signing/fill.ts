import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import type { Consent } from '#contracts/compliance/rules.ts';
import type { Bilingual, Language } from '#contracts/language.ts';
import type { DocumentType } from '#contracts/services/service.ts';
import type { Paper } from '#documents/paper/paper.ts';
import { type BadData, composePaper, type TemplateData } from '#documents/templates/catalogue.ts';
import type { PaperWish } from '#flows/sale-ports.ts';
import { type Result, unreachable } from '#foundation/result.ts';
import { application } from './card-application.ts';
import { companyApplication } from './company-application.ts';

/** Whose paper it is, and where and when it is written. */
export type Surroundings = {
  readonly language: Language;
  readonly number: string;
  /** Day in China, `YYYY-MM-DD`. */
  readonly today: string;
  readonly customer: {
    readonly name: string;
    readonly documentType: DocumentType;
    readonly documentNumber: string;
  };
  /** As on his document; null where it names none. */
  readonly address: string | null;
  /** What he has answered to rules in this visit. */
  readonly consents: readonly Consent[];
  readonly house: House;
};

/** The bank as its papers name it, and the rules of its own that stand on them. */
export type House = {
  readonly bank: Bilingual;
  readonly branch: Bilingual;
  /** The number to call. */
  readonly hotline: string;
  /** Working days until money that goes back is on the account. */
  readonly refundDays: number;
  /** Years for which a contract is kept after its product's end. */
  readonly retentionYears: number;
  /** Hours in which a first payment to somebody new can be called back. */
  readonly recallHours: number;
};

/** As the sandbox bank calls itself on paper. */
export const SANDBOX_HOUSE: Omit<House, 'branch'> = {
  bank: { zh: '示例银行', en: 'Example Bank' },
  hotline: '400-000-0000',
  refundDays: 1,
  retentionYears: 20,
  recallHours: 24,
};

const DAY = 86_400_000;
const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The last day a year from now on which an assessment holds, as banks count: the day before the anniversary. */
const aYear = (day: string): string =>
  later(`${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-03-01')}`, -1);

const words = (name: Bilingual, language: Language): string => (language === 'zh-CN' ? name.zh : name.en);

function assessment(
  wish: Extract<PaperWish, { template: 'riskAssessment' }>,
  { language, today, customer, house }: Surroundings,
): TemplateData<'riskAssessment'> {
  const { questionnaire, answers, score, riskClass } = wish;
  return {
    bank: { name: house.bank, branch: house.branch, hotline: house.hotline },
    customer,
    questionnaire: questionnaire.version,
    answers: questionnaire.questions.map(({ text, options }, place) => {
      const option = options[answers[place] ?? -1];
      return {
        question: words(text, language),
        answer: option ? words(option.text, language) : '—',
        points: option?.score ?? 0,
      };
    }),
    score,
    riskClass,
    assessedOn: today,
    validUntil: aYear(today),
  };
}

function contract(
  wish: Extract<PaperWish, { template: 'wealthContract' }>,
  { today, customer, house }: Surroundings,
): TemplateData<'wealthContract'> {
  const { product, amountFen, cardLast4, riskClass, assessedOn } = wish;
  const { expected, termDays, feeBasisPoints } = product;
  return {
    bank: { name: house.bank, branch: house.branch, hotline: house.hotline },
    customer,
    riskClass,
    assessedOn,
    product: {
      name: product.name,
      code: product.productRef,
      issuer: house.bank,
      riskLevel: product.risk,
      startsOn: today,
      endsOn: termDays === null ? null : later(today, termDays),
      termDays,
      benchmark: { low: expected.lowBasisPoints, high: expected.highBasisPoints },
      fees:
        feeBasisPoints === 0
          ? []
          : [
              {
                name: { zh: '固定管理费', en: 'Management fee' },
                basisPoints: feeBasisPoints,
                when: { zh: '每年，从产品资产中扣除', en: 'Yearly, out of the product' },
              },
            ],
    },
    amountFen,
    account: `•••• ${cardLast4}`,
    outcomes: {
      good: expected.highBasisPoints,
      middle: expected.middleBasisPoints,
      bad: expected.lowBasisPoints,
    },
    rules: {
      coolingOffHours: product.coolingOffHours,
      refundDays: house.refundDays,
      retentionYears: house.retentionYears,
    },
    signedOn: today,
  };
}

const CHANNELS: Readonly<Record<EBankingChannel | 'both', Bilingual>> = {
  mobile: { zh: '手机银行', en: 'Mobile banking' },
  web: { zh: '网上银行', en: 'Internet banking' },
  both: { zh: '手机银行和网上银行', en: 'Mobile and internet banking' },
};

/** One limit holds for all channels together, so they stand in one line. */
const named = ([first, ...others]: readonly EBankingChannel[]): Bilingual =>
  CHANNELS[first === undefined || others.length > 0 ? 'both' : first];

function agreement(
  wish: Extract<PaperWish, { template: 'eBankingAgreement' }>,
  { today, customer, house }: Surroundings,
): TemplateData<'eBankingAgreement'> {
  return {
    bank: { name: house.bank, branch: house.branch, hotline: house.hotline },
    customer: wish.phone === null ? customer : { ...customer, phone: wish.phone },
    account: `•••• ${wish.cardLast4}`,
    channels: [{ name: named(wish.channels), onceFen: wish.perPaymentFen, dayFen: wish.perDayFen }],
    rules: { recallHours: house.recallHours, retentionYears: house.retentionYears },
    // They are asked for after reading, and stand in the evidence inside the paper.
    consents: [],
    signedOn: today,
  };
}

/** A paper filled in with what the customer decided and what the house knows. */
export function fillPaper(wish: PaperWish, around: Surroundings): Result<Paper, BadData> {
  const { language, number } = around;
  switch (wish.template) {
    case 'riskAssessment':
      return composePaper('riskAssessment', assessment(wish, around), { language, number });
    case 'wealthContract':
      return composePaper('wealthContract', contract(wish, around), { language, number });
    case 'eBankingAgreement':
      return composePaper('eBankingAgreement', agreement(wish, around), { language, number });
    case 'cardApplication':
      return composePaper('cardApplication', application(wish, around), { language, number });
    case 'companyAccountApplication':
      return composePaper('companyAccountApplication', companyApplication(wish, around), {
        language,
        number,
      });
    default:
      return unreachable(wish);
  }
}
