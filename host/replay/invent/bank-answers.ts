import type { EBankingTerms } from '#contracts/bank/e-banking.ts';
import type { Refusal } from '#contracts/screen/bodies.ts';
import type { PortInput, SubmissionAnswer } from '#flows/ports.ts';
import { type Inventing, marksOf, originalsOf, refusal, type Told } from './told.ts';

const COMPANY = '91999999MA0EXAMP6X';
const DAY = 24 * 3_600_000;

function settled({ facts, at }: Told, type: PortInput<'submit'>['type'] | undefined): SubmissionAnswer {
  const of = { submission: String(facts.submission), reference: 'invented' };
  switch (facts.outcome) {
    case 'refused':
      return { ...of, outcome: 'refused', refusal: String(facts.refusal) as Refusal };
    case 'caseOpened':
      return { ...of, outcome: 'caseOpened', caseNumber: 'C-0000' };
    case 'done':
      return { ...of, outcome: 'done', ...doneAs(type, at) };
    case 'unknown':
      return { ...of, outcome: 'unknown' };
    default:
      return { ...of, outcome: 'notSent' };
  }
}

/** What comes with a business that was done, by its kind. */
function doneAs(type: PortInput<'submit'>['type'] | undefined, at: string) {
  switch (type) {
    case 'recordAssessment':
      return { assessment: { riskClass: 'C3', validUntil: at.slice(0, 10) } } as const;
    case 'buyProduct':
      return {
        order: { orderNumber: 'W000000', coolingOffUntil: new Date(Date.parse(at) + DAY).toISOString() },
      };
    case 'withdrawOrder':
      return { withdrawn: { refundedFen: 100_000 } };
    case 'signUpEBanking':
      return { contract: { contractNumber: 'E000000' } };
    case 'openCard':
      return { application: { applicationRef: 'invented-application' } };
    case 'bindCard':
      return { bound: { last4: '0000' } };
    case 'openCompanyAccount':
      return { company: { accountNumber: 'A000000' } };
    default:
      return {};
  }
}

/** Terms of which so many limits can be chosen: as many rungs below the most as there are more than one. */
const MOST: Readonly<Record<number, readonly [number, number]>> = {
  1: [100_000, 500_000],
  2: [500_000, 2_000_000],
};

function terms({ facts }: Told): EBankingTerms {
  const [perPaymentMaximumFen, perDayMaximumFen] = MOST[Number(facts.limits)] ?? [5_000_000, 20_000_000];
  return {
    channels: Number(facts.channels) > 1 ? ['mobile', 'web'] : ['mobile'],
    minimumAge: Number(facts.minimumAge),
    perPaymentMaximumFen,
    perDayMaximumFen,
  };
}

export const bankAnswers = {
  lookupCustomer: ({ facts, person }) =>
    refusal(facts) ?? { ok: true, value: { customerRef: 'invented-customer', cards: person.cards(facts) } },
  submit: (told, input) => settled(told, input.type),
  newCardTaken: (told) => settled(told, undefined),
  sendCode: ({ facts }) =>
    refusal(facts) ?? {
      ok: true,
      value: { codeRef: 'invented-code', sentTo: '142****0000', resendAfterSeconds: Number(facts.seconds) },
    },
  checkCode: ({ facts }) => {
    if (facts.result === 'right') return { result: 'right', proofRef: 'invented-proof' };
    return facts.result === 'wrong'
      ? { result: 'wrong', triesLeft: Number(facts.triesLeft) }
      : { result: String(facts.result) as 'expired' };
  },
  eBankingOffer: (told) =>
    refusal(told.facts) ?? {
      ok: true,
      value: {
        terms: terms(told),
        contract: told.facts.open
          ? { contractNumber: 'E000000', perPaymentFen: 100_000, perDayFen: 500_000 }
          : null,
      },
    },
  cardKinds: ({ facts }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        faceCheck: facts.faceCheck === true,
        kinds: marksOf(facts.marks).map((mark, place) => ({
          productRef: `invented-kind-${place}`,
          name: { zh: '某卡', en: 'A card' },
          issueFeeFen: 0,
          yearlyFeeFen: 0,
          dailyLimitFen: 500_000,
          here: mark.startsWith('h'),
          minimumAge: Number(mark.slice(1)),
        })),
      },
    },
  verifyPerson: ({ facts }) =>
    facts.outcome === 'matched'
      ? { outcome: 'matched', faceCheckRef: 'invented-face-check' }
      : { outcome: String(facts.outcome) as 'notMatched' },
  readBlank: ({ facts }) =>
    refusal(facts) ?? { ok: true, value: { blankRef: 'invented-blank', last4: '0000' } },
  companyCase: ({ facts }, { caseCode }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        caseCode,
        companyName: '某公司',
        creditCode: COMPANY,
        legalRepresentative: '某乙',
        address: '某地',
        phone: '14200000000',
        businessScope: '某业',
        role: String(facts.role) as 'agent',
        originals: originalsOf(facts.kinds),
      },
    },
  shownPictures: ({ facts, at }) => ({
    pictures: originalsOf(facts.kinds).map((original) => ({
      picture: `invented-${original}`,
      original,
      sha256: '0'.repeat(64),
      at,
      of: COMPANY,
    })),
  }),
} satisfies Partial<Inventing>;
