import { maskPhone } from '#contracts/bank/values.ts';
import type {
  ApprovalProof,
  CustomerCard,
  PortOutput,
  ReceiptFacts,
  SentCode,
  SubmissionAnswer,
} from '../../ports.ts';
import { isMobile } from '../../steps/digits.ts';
import type { ResultContext } from '../result-state.ts';
import { summary } from '../service-machine.ts';

export type CodeProblem = 'wrong' | 'expired' | 'tooSoon' | 'tooManyCodes' | 'notSent';
export type PhoneProblem = 'notMobile' | 'sameAsOld';

export type Context = ResultContext & {
  readonly chosen: CustomerCard | null;
  /** Page of the list of cards, counted on and on. */
  readonly page: number;
  /** The code that can still be entered: sent in this visit, neither locked nor expired. */
  readonly sent: SentCode | null;
  /** Seconds until the bank sends another. */
  readonly wait: number;
  /** It sends no more for this card now. */
  readonly usedUp: boolean;
  readonly code: string;
  readonly codeProblem: CodeProblem | null;
  readonly triesLeft: number | null;
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

export const mayResend = ({ context }: { readonly context: Context }): boolean =>
  context.wait === 0 && !context.usedUp;

/** What a refusal to send leaves behind; the seconds are the bank's. */
export function notSent(output: PortOutput<'sendCode'>) {
  const error = output.ok ? null : output.error;
  return {
    code: '',
    codeProblem:
      error?.code === 'tooSoon' || error?.code === 'tooManyCodes' ? error.code : ('notSent' as const),
    ...(error?.code === 'tooSoon' ? { wait: error.seconds } : {}),
    ...(error?.code === 'tooManyCodes' ? { usedUp: true } : {}),
  };
}

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
