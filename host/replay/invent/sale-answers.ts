import type { ProductRisk, RiskQuestionnaire } from '#contracts/bank/risk.ts';
import { teachBackQuestion, type WealthProduct } from '#contracts/bank/wealth.ts';
import { type Inventing, marksOf, nothing, refusal } from './told.ts';

const WORDS = { zh: '某', en: 'some' };
/** A digest as it was before it was written in fours. */
const digest = (fact: unknown): string => String(fact).replaceAll(':', '');

const DAY = 24 * 3_600_000;
/** The least amount of every invented product and its steps, in fen: whatever number of twos is typed fits it, and of threes none. */
export const LEAST_FEN = 200;

/** A product as its mark tells it: `R2or013` is of risk R2, open, recorded, and asks the questions 0, 1 and 3. */
function product(mark: string, place: number, at: string): WealthProduct {
  return {
    productRef: `invented-product-${place}`,
    name: WORDS,
    risk: mark.slice(0, 2) as ProductRisk,
    termDays: 180,
    expected: { lowBasisPoints: 0, middleBasisPoints: 100, highBasisPoints: 200 },
    feeBasisPoints: 0,
    currency: 'CNY',
    minimumFen: LEAST_FEN,
    stepFen: LEAST_FEN,
    maximumFen: 90_000_000_000,
    coolingOffHours: 24,
    closesAt: at,
    open: mark[2] === 'o',
    recording: mark[3] === 'r',
    teachBack: [...mark.slice(4)].flatMap((one) => teachBackQuestion.options[Number(one)] ?? []),
    confirmations: [],
  };
}

const questionnaire = (version: string, options: readonly string[]): RiskQuestionnaire => ({
  version,
  questions: options.map((count, question) => ({
    id: `question${question}`,
    text: WORDS,
    options: Array.from({ length: Number(count) }, (_, place) => ({
      id: `option${place}`,
      text: WORDS,
      score: place,
    })),
  })),
  classes: [{ riskClass: 'C1', fromScore: 0 }],
  policy: { minimumAge: 18, perDay: 1, perYear: 12 },
});

export const saleAnswers = {
  recordConsent: nothing,
  riskQuestionnaire: ({ facts }) =>
    refusal(facts) ?? {
      ok: true,
      value: { questionnaire: questionnaire(String(facts.version), marksOf(facts.options)) },
    },
  riskStanding: ({ facts, plan, today }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        assessment:
          facts.valid === null || facts.valid === undefined
            ? null
            : {
                assessmentId: 'invented-assessment',
                riskClass: plan.riskClass,
                score: 0,
                questionnaireVersion: 'INVENTED',
                documentSha256: '0'.repeat(64),
                madeOn: today,
                validUntil: today,
                valid: facts.valid === true,
              },
      },
    },
  wealthProducts: ({ facts, at }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        products: marksOf(facts.marks).map((mark, place) => product(mark, place, at)),
        policy: {
          minimumAge: 18,
          elder: { fromAge: 65, fromRisk: 'R3', confirmations: ['wealth.elderHighRisk'] },
        },
      },
    },
  wealthOrders: ({ facts, at }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        orders: [...String(facts.marks ?? '')].map((mark, place) => ({
          orderNumber: `W${String(place).padStart(6, '0')}`,
          productRef: `invented-product-${place}`,
          name: WORDS,
          amountFen: LEAST_FEN,
          cardRef: 'invented-card-0',
          last4: '0000',
          placedAt: at,
          coolingOffUntil: new Date(Date.parse(at) + DAY).toISOString(),
          state: 'placed',
          withdrawable: mark === 'w',
        })),
      },
    },
  openPaper: ({ facts }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        paper: 'invented-paper',
        template: String(facts.template) as 'wealthContract',
        number: String(facts.number),
        sha256: digest(facts.sha256),
        pages: Number(facts.pages),
        texts: Array.from({ length: Number(facts.pages) }, () => ['某']),
      },
    },
  signPaper: ({ facts }) =>
    facts.outcome === 'sealed'
      ? {
          outcome: 'sealed',
          sha256: digest(facts.sha256),
          number: 'invented',
          stamped: facts.stamped === true,
        }
      : { outcome: 'notSigned', why: String(facts.why) as 'failed' },
  discardPaper: nothing,
  keepPicture: ({ facts, at, person }, { of }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        kept: {
          picture: String(facts.picture),
          original: person.pictures.get(String(facts.picture)) ?? 'businessLicence',
          sha256: digest(facts.sha256),
          at,
          of,
        },
      },
    },
  discardPicture: nothing,
} satisfies Partial<Inventing>;
