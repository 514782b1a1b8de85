import type { RuleId } from '#contracts/compliance/rules.ts';
import type { AccountPurpose, CardDetail, CardOutcome, Occupation } from '#contracts/screen/issue-bodies.ts';
import { CARD_DETAILS } from '#contracts/screen/issue-bodies.ts';
import type { CardKind } from '../../card-ports.ts';
import type { ApprovalProof, ReceiptFacts, Submission, SubmissionAnswer } from '../../ports.ts';
import type { SealedPaper } from '../../sale-ports.ts';
import type { HandOutOutput } from '../../steps/hand-out.ts';
import type { ResultContext } from '../result-state.ts';

export type Context = ResultContext & {
  readonly kinds: readonly CardKind[];
  /** Something here can compare his face with his document's. */
  readonly faceCheck: boolean;
  readonly kind: CardKind | null;
  readonly page: number;
  readonly occupation: Occupation | null;
  readonly purpose: AccountPurpose | null;
  /** Who made sure that it is he: a camera, or a person. */
  readonly faceCheckRef: string | null;
  readonly approval: ApprovalProof | null;
  readonly sealed: SealedPaper | null;
  readonly applicationRef: string | null;
  readonly handed: HandOutOutput | null;
};

export const requireKind = ({ kind }: Context): CardKind => {
  if (!kind) throw new Error('no kind of card was chosen before it was needed');
  return kind;
};
export const requireSealed = ({ sealed }: Context): SealedPaper => {
  if (!sealed) throw new Error('nothing was signed before it was needed');
  return sealed;
};
export const requireApplication = ({ applicationRef }: Context): string => {
  if (applicationRef === null) throw new Error('the bank has no application yet');
  return applicationRef;
};
export const requireDetails = ({ occupation, purpose }: Context) => {
  if (!occupation || !purpose) throw new Error('what the bank must know was not asked yet');
  return { occupation, purpose };
};

/** Why this kind is not issued to this customer here; null when it is. */
export function reasonAgainst({ age }: Pick<Context, 'age'>, kind: CardKind): 'tooYoung' | 'notHere' | null {
  if (!kind.here) return 'notHere';
  return age < kind.minimumAge ? 'tooYoung' : null;
}

/** What can be had comes first, each in the bank's order. */
export function shelf(context: Context): readonly CardKind[] {
  const kinds = context.kinds.slice(0, 20);
  const open = kinds.filter((kind) => reasonAgainst(context, kind) === null);
  return [...open, ...kinds.filter((kind) => !open.includes(kind))];
}

export const answerAt = <Detail extends CardDetail>(
  detail: Detail,
  choice: number,
): (typeof CARD_DETAILS)[Detail][number] | undefined => CARD_DETAILS[detail][choice];

/** What is agreed to before anybody looks who it is. */
export const rulesOf = ({ faceCheck }: Pick<Context, 'faceCheck'>): RuleId[] => [
  'cardTerms',
  'personalData',
  ...(faceCheck ? (['faceCheck'] as const) : []),
];

export const isChecked = ({ approval, faceCheckRef }: Context): boolean =>
  approval !== null || faceCheckRef !== null;

/** What is sent to the bank: with the check of the person that there was. */
export function applicationOf(context: Context): Extract<Submission, { type: 'openCard' }> {
  const { approval, faceCheckRef } = context;
  const about = {
    type: 'openCard',
    customerRef: context.customer.customerRef,
    productRef: requireKind(context).productRef,
    documentSha256: requireSealed(context).sha256,
  } as const;
  if (approval) return { ...about, approval };
  if (faceCheckRef === null) throw new Error('nobody made sure of the person');
  return { ...about, faceCheckRef };
}

/** How it ended, by what was handed out, or by the bank's word where it did not come to that. */
export function outcomeOf({ handed }: Pick<Context, 'handed'>, answer: SubmissionAnswer): CardOutcome {
  if (handed) return handed.end;
  if (answer.outcome === 'refused' || answer.outcome === 'unknown' || answer.outcome === 'notSent')
    return answer.outcome;
  // The bank's yes came after the customer was told that nobody knew: no card was fed for it.
  return 'noCard';
}

/** To be named to staff: the card that lies in the machine has a name of its own. */
export const referenceOf = ({ handed }: Pick<Context, 'handed'>, answer: SubmissionAnswer): string =>
  handed?.kept?.reference || answer.reference;

export const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'newCard',
    outcome: outcomeOf(context, answer),
    refusal: answer.outcome === 'refused' && !context.handed ? answer.refusal : null,
    active: context.handed?.end === 'issued' && answer.outcome === 'done',
    product: requireKind(context).name,
    cardLast4: context.handed?.last4 ?? null,
    issueFeeFen: requireKind(context).issueFeeFen,
    paper: requireSealed(context),
    reference: referenceOf(context, answer),
  });
