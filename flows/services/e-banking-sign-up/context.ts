import type { EBankingChannel, EBankingContract, EBankingTerms } from '#contracts/bank/e-banking.ts';
import type { E_BANKING_CLOSED } from '#contracts/screen/e-banking-bodies.ts';
import { LIMITS_AT_ONCE } from '#contracts/screen/e-banking-bodies.ts';
import type { ApprovalProof, CustomerCard, ReceiptFacts, SubmissionAnswer } from '../../ports.ts';
import type { SealedPaper } from '../../sale-ports.ts';
import type { ResultContext } from '../result-state.ts';

export type Closed = (typeof E_BANKING_CLOSED)[number];
export type Limits = { readonly perPaymentFen: number; readonly perDayFen: number };

export type Context = ResultContext & {
  readonly terms: EBankingTerms | null;
  /** What the customer has already. */
  readonly contract: EBankingContract | null;
  readonly closed: Closed | null;
  readonly card: CustomerCard | null;
  /** Page of the list of cards, counted on and on. */
  readonly page: number;
  /** That the phone of this very card answered. */
  readonly proofRef: string | null;
  /** What a member of staff approved: this card, these channels, these limits, and nothing else. */
  readonly approval: ApprovalProof | null;
  readonly channels: readonly EBankingChannel[];
  readonly limits: Limits | null;
  readonly sealed: SealedPaper | null;
};

export const requireTerms = ({ terms }: Pick<Context, 'terms'>): EBankingTerms => {
  if (!terms) throw new Error('the terms were needed before they were known');
  return terms;
};
export const requireCard = ({ card }: Pick<Context, 'card'>): CustomerCard => {
  if (!card) throw new Error('no card was chosen before it was needed');
  return card;
};
export const requireLimits = ({ limits }: Pick<Context, 'limits'>): Limits => {
  if (!limits) throw new Error('no limits were chosen before they were needed');
  return limits;
};
export const requireSealed = ({ sealed }: Pick<Context, 'sealed'>): SealedPaper => {
  if (!sealed) throw new Error('nothing was signed before it was needed');
  return sealed;
};

/** How it is known that it is the customer: never by the document alone. */
export type Proof = { readonly proofRef: string } | { readonly approval: ApprovalProof };
export const proofOf = ({ proofRef, approval }: Pick<Context, 'proofRef' | 'approval'>): Proof | null => {
  if (proofRef !== null) return { proofRef };
  return approval === null ? null : { approval };
};
export const requireProof = (context: Pick<Context, 'proofRef' | 'approval'>): Proof => {
  const proof = proofOf(context);
  if (!proof) throw new Error('nobody has shown that it is the customer');
  return proof;
};

/** A card that works. */
export const usableCards = ({ customer }: Pick<Context, 'customer'>): CustomerCard[] =>
  customer.cards.filter(({ status }) => status === 'active');

/** One channel, the other, or all there are. */
export function channelChoices({ channels }: EBankingTerms): EBankingChannel[][] {
  const each = [...new Set(channels)];
  return each.length > 1 ? [...each.map((one) => [one]), each] : each.map((one) => [one]);
}

const YUAN = 100;
/** What people ask for, in yuan for one payment and for one day. */
const LADDER = [
  [1_000, 5_000],
  [5_000, 20_000],
] as const;

/** Limits that can be chosen, from the least on: every rung below the bank's most, then the most itself. */
export function limitChoices({ perPaymentMaximumFen, perDayMaximumFen }: EBankingTerms): Limits[] {
  const most = {
    perPaymentFen: Math.min(perPaymentMaximumFen, perDayMaximumFen),
    perDayFen: perDayMaximumFen,
  };
  const rungs = LADDER.map(([once, day]) => ({ perPaymentFen: once * YUAN, perDayFen: day * YUAN }));
  return [
    ...rungs.filter(
      ({ perPaymentFen, perDayFen }) => perPaymentFen < most.perPaymentFen && perDayFen <= most.perDayFen,
    ),
    most,
  ].slice(-LIMITS_AT_ONCE);
}

/** Why nothing can be opened for this customer, before the first question; null when it can. */
export function closedOf({ terms, contract, age, customer }: Context): Closed | null {
  if (contract !== null) return 'alreadyOpen';
  if (terms === null || terms.channels.length === 0) return 'notOffered';
  if (age < terms.minimumAge) return 'tooYoung';
  return usableCards({ customer }).length === 0 ? 'noCard' : null;
}

export const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'eBanking',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    cardLast4: requireCard(context).last4,
    channels: context.channels,
    ...requireLimits(context),
    contractNumber: answer.outcome === 'done' ? (answer.contract?.contractNumber ?? null) : null,
    paper: requireSealed(context),
    reference: answer.reference,
  });
