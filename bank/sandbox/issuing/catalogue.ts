import type { CardCatalogue } from '#contracts/bank/card-issuing.ts';
import type { EBankingTerms } from '#contracts/bank/e-banking.ts';
import type { BlankCard } from '#contracts/bank/sandbox.ts';
import { luhnCheck } from '../check-digits.ts';
import { PAN_PREFIX } from '../people.ts';

/** The sandbox's terms of e-banking; another bank has its own. */
export const E_BANKING_TERMS: EBankingTerms = {
  channels: ['mobile', 'web'],
  minimumAge: 16,
  perPaymentMaximumFen: 5_000_000,
  perDayMaximumFen: 20_000_000,
};

/** The invented debit cards one can apply for. */
export const CARD_CATALOGUE: CardCatalogue = {
  products: [
    {
      productRef: 'cpr_anju-debit',
      name: { zh: '安居借记卡', en: 'Anju debit card' },
      issueFeeFen: 0,
      yearlyFeeFen: 0,
      dailyLimitFen: 500_000,
      minimumAge: 16,
    },
    {
      productRef: 'cpr_silverline',
      name: { zh: '银线借记卡', en: 'Silverline debit card' },
      issueFeeFen: 500,
      yearlyFeeFen: 1_000,
      dailyLimitFen: 2_000_000,
      minimumAge: 18,
    },
  ],
  policy: { maximumCards: 4, applicationHours: 24 },
};

/**
 * Where blanks for terminals come from: every number that begins like this and passes its check is one of the first
 * product, and in the books from the moment somebody asks for it.
 */
export const TERMINAL_STOCK = { pan: /^62999955\d{11}$/, productRef: 'cpr_anju-debit' } as const;

/** Blank cards of each product, as plastic for a stacker. */
const PER_PRODUCT = 12;

export const blankCards: readonly BlankCard[] = CARD_CATALOGUE.products.flatMap(({ productRef }, product) =>
  Array.from({ length: PER_PRODUCT }, (_, place) => {
    const body = `${PAN_PREFIX}0000009${product + 1}${String(place + 1).padStart(4, '0')}`;
    return {
      blankRef: `blk_${product + 1}-${String(place + 1).padStart(4, '0')}`,
      pan: `${body}${luhnCheck(body)}`,
      expiry: '3612',
      label: 'UnionPay Debit',
      productRef,
    };
  }),
);
