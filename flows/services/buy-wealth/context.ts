import type { AssessmentAnswer } from '#contracts/bank/risk.ts';
import { RISK_CEILING } from '#contracts/bank/risk.ts';
import type { WealthCatalogue, WealthProduct } from '#contracts/bank/wealth.ts';
import { BANK_RULES, type RuleId } from '#contracts/compliance/rules.ts';
import type { CustomerCard, ReceiptFacts, SubmissionAnswer } from '../../ports.ts';
import type { RecordedSale, SealedPaper } from '../../sale-ports.ts';
import type { SignInput } from '../../steps/sign.ts';
import type { ResultContext } from '../result-state.ts';
import { canRecord } from '../service-machine.ts';

export type AmountProblem = 'belowMinimum' | 'notInSteps' | 'tooMuch';
export type Misfit = 'risk' | 'counterOnly' | 'recordingAway' | 'closed';

export type Context = ResultContext & {
  readonly standing: AssessmentAnswer['assessment'];
  readonly catalogue: WealthCatalogue | null;
  readonly product: WealthProduct | null;
  readonly page: number;
  readonly card: CustomerCard | null;
  /** Whole yuan as typed. */
  readonly entered: string;
  readonly problem: AmountProblem | null;
  readonly sealed: SealedPaper | null;
  /** Picture and sound are being recorded. */
  readonly recording: boolean;
};

const FEN_PER_YUAN = 100;
/** No more digits than the largest amount a terminal sells for, 999,999,999 yuan. */
export const AMOUNT_LENGTH = 9;

const ruleOf = (bankRule: string): RuleId | undefined =>
  Object.hasOwn(BANK_RULES, bankRule) ? BANK_RULES[bankRule] : undefined;

export const requireProduct = ({ product }: Context): WealthProduct => {
  if (!product) throw new Error('no product was chosen before it was needed');
  return product;
};
export const requireCard = ({ card }: Context): CustomerCard => {
  if (!card) throw new Error('no card was chosen before it was needed');
  return card;
};
export const requireStanding = ({ standing }: Context) => {
  if (!standing) throw new Error('nobody knows the risk class');
  return standing;
};
export const requireSealed = ({ sealed }: Context): SealedPaper => {
  if (!sealed) throw new Error('nothing was signed before it was needed');
  return sealed;
};

/** Only money on a debit card can pay. */
export const payingCards = ({ customer }: Pick<Context, 'customer'>): CustomerCard[] =>
  customer.cards.filter(({ kind, status }) => kind === 'debit' && status === 'active');

/** 65 and older with a product of higher risk, by the bank's own lines. */
export function asksElder({ age, catalogue }: Context, { risk }: WealthProduct): boolean {
  const elder = catalogue?.policy.elder;
  return elder !== undefined && age >= elder.fromAge && risk >= elder.fromRisk;
}

/** What the bank wants confirmed before this product is sold to this customer, in its own names. */
export function confirmationsOf(context: Context, product: WealthProduct): string[] {
  const elder = asksElder(context, product) ? (context.catalogue?.policy.elder.confirmations ?? []) : [];
  return [...elder, ...product.confirmations];
}

/** What is read and signed. */
export const signInput = (context: Context): SignInput => ({
  wish: {
    template: 'wealthContract',
    product: requireProduct(context),
    amountFen: amountFen(context),
    cardLast4: requireCard(context).last4,
    riskClass: requireStanding(context).riskClass,
    assessedOn: requireStanding(context).madeOn,
  },
  rules: rulesOf(context),
  teachBack: requireProduct(context).teachBack,
  pad: context.pad,
  elder: context.elder,
});

/** What is recorded while it is sold. */
export const recordedSale = (context: Context): RecordedSale => ({
  service: 'buyWealth',
  customerRef: context.customer.customerRef,
  productRef: requireProduct(context).productRef,
  amountFen: amountFen(context),
  cardRef: requireCard(context).cardRef,
});

/** The rules that are agreed to before this product's contract is signed, in the order in which they are asked. */
export function rulesOf(context: Context): RuleId[] {
  const asked = confirmationsOf(context, requireProduct(context)).flatMap((rule) => ruleOf(rule) ?? []);
  return [...new Set<RuleId>([...asked, 'suitability', 'riskDisclosure', 'electronicSigning'])].sort(
    (a, b) => Number(a === 'electronicSigning') - Number(b === 'electronicSigning'),
  );
}

/** Why this product is not sold to this customer here; null when it is. What the terminal cannot ask it does not sell. */
export function misfit(context: Context, product: WealthProduct): Misfit | null {
  if (!product.open) return 'closed';
  if (product.risk > RISK_CEILING[requireStanding(context).riskClass]) return 'risk';
  const known = confirmationsOf(context, product).every((rule) => ruleOf(rule) !== undefined);
  if (!known) return 'counterOnly';
  return product.recording && !canRecord(context) ? 'recordingAway' : null;
}

/** What is on sale: what fits comes first, each in the bank's order. */
export function shelf(context: Context): WealthProduct[] {
  const open = (context.catalogue?.products ?? []).filter((product) => product.open).slice(0, 32);
  const fitting = open.filter((product) => misfit(context, product) === null);
  return [...fitting, ...open.filter((product) => !fitting.includes(product))];
}

export const amountFen = ({ entered }: Pick<Context, 'entered'>): number =>
  Number(entered || '0') * FEN_PER_YUAN;

export function amountProblem(context: Context): AmountProblem | null {
  const { minimumFen, maximumFen, stepFen } = requireProduct(context);
  const amount = amountFen(context);
  if (amount < minimumFen) return 'belowMinimum';
  if (amount > maximumFen) return 'tooMuch';
  return (amount - minimumFen) % stepFen === 0 ? null : 'notInSteps';
}

const DAYS_A_YEAR = 365;
const PARTS = 10_000;

/**
 * What the amount would be at the end of the term, or after a year, in whole fen. A part of a fen is dropped to the
 * customer's disadvantage, in gain and in loss, as on the contract.
 */
export function exampleFen({ termDays }: WealthProduct, amount: number, basisPoints: number): number {
  const exact = BigInt(amount) * BigInt(basisPoints) * BigInt(termDays ?? DAYS_A_YEAR);
  const whole = BigInt(PARTS * DAYS_A_YEAR);
  return amount + Number(exact / whole - (exact < 0n && exact % whole !== 0n ? 1n : 0n));
}

export const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'order',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    product: requireProduct(context).name,
    amountFen: amountFen(context),
    cardLast4: requireCard(context).last4,
    orderNumber: answer.outcome === 'done' ? (answer.order?.orderNumber ?? null) : null,
    coolingOffUntil: answer.outcome === 'done' ? (answer.order?.coolingOffUntil ?? null) : null,
    paper: requireSealed(context),
    reference: answer.reference,
  });
