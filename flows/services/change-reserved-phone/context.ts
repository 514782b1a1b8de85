import { maskPhone } from '#contracts/bank/values.ts';
import type { ApprovalProof, CustomerCard, ReceiptFacts, SubmissionAnswer } from '../../ports.ts';
import { isMobile } from '../../steps/digits.ts';
import type { ResultContext } from '../result-state.ts';
import { summary } from '../service-machine.ts';

export type PhoneProblem = 'notMobile' | 'sameAsOld';

export type Context = ResultContext & {
  readonly chosen: CustomerCard | null;
  /** Page of the list of cards, counted on and on. */
  readonly page: number;
  readonly proofRef: string | null;
  /** Without proof of the old number a person decides, here or at the counter. */
  readonly route: 'change' | 'case';
  /** What a member of staff approved: this very change and no other. */
  readonly approval: ApprovalProof | null;
  readonly phone: string;
  readonly phoneProblem: PhoneProblem | null;
  /** The number of which the bank said that it is the reserved one already; the terminal itself knows it only masked. */
  readonly samePhone: string | null;
};

/** How the change is to be made, as it stands now: a member of staff can be asked only where the branch is there. */
export const routeOf = ({
  route,
  branch,
}: Pick<Context, 'route' | 'branch'>): 'change' | 'person' | 'case' =>
  route === 'case' && branch === 'ok' ? 'person' : route;

export const requireCard = (context: Context): CustomerCard => {
  if (!context.chosen) throw new Error('no card was chosen before it was needed');
  return context.chosen;
};

export const phoneProblem = (context: Context): PhoneProblem | null => {
  if (!isMobile(context.phone)) return 'notMobile';
  return context.phone === context.samePhone ? 'sameAsOld' : null;
};

export const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'service',
    service: 'changeReservedPhone',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    card: summary(requireCard(context)),
    oldPhone: context.chosen?.reservedPhone?.masked ?? null,
    newPhone: maskPhone(context.phone),
    reference: answer.outcome === 'caseOpened' ? answer.caseNumber : answer.reference,
  });
