import type { ApprovalSubject } from '#contracts/branch/approval-subject.ts';
import type { ApprovalQuestion, Submission } from '#flows/ports.ts';

/** Everything that an approval allows, in a fixed order: what its digest is made of. */
export type Bound = readonly (string | null | Bound)[];

type Opening = {
  readonly customerRef: string;
  readonly cardRef: string;
  readonly channels: readonly string[];
  readonly perPaymentFen: number;
  readonly perDayFen: number;
};
const opened = ({ customerRef, cardRef, channels, perPaymentFen, perDayFen }: Opening): Bound => [
  'eBankingSignUp',
  customerRef,
  cardRef,
  [...channels],
  String(perPaymentFen),
  String(perDayFen),
];

/** What a question asks to be allowed. */
export function boundBy(question: ApprovalQuestion): Bound {
  const { service } = question;
  switch (service) {
    case 'changeReservedPhone':
      return [service, question.customerRef, question.cardRef, question.newPhone];
    case 'eBankingSignUp':
      return opened(question);
    case 'issueCard':
      return [service, question.customerRef, question.productRef];
  }
}

/** What a submission does of that kind; null where it needs no approval, or brings another proof. */
export function doneBy(submission: Submission): Bound | null {
  switch (submission.type) {
    case 'changePhone':
      return 'approval' in submission
        ? ['changeReservedPhone', submission.customerRef, submission.cardRef, submission.newPhone]
        : null;
    case 'signUpEBanking':
      return 'approval' in submission ? opened(submission) : null;
    case 'openCard':
      return 'approval' in submission ? ['issueCard', submission.customerRef, submission.productRef] : null;
    default:
      return null;
  }
}

/** What the person who decides is shown of it. */
export function shownOf(question: ApprovalQuestion): ApprovalSubject {
  switch (question.service) {
    case 'changeReservedPhone':
      return {
        kind: 'changeReservedPhone',
        why: question.oldPhone === null ? 'noOldNumber' : 'oldNumberUnreachable',
        cardLast4: question.cardLast4,
        oldPhone: question.oldPhone,
        newPhone: question.newPhone,
      };
    case 'eBankingSignUp':
      return {
        kind: 'eBankingSignUp',
        why: question.phone === null ? 'noOldNumber' : 'oldNumberUnreachable',
        cardLast4: question.cardLast4,
        phone: question.phone,
        channels: [...question.channels],
        perPaymentFen: question.perPaymentFen,
        perDayFen: question.perDayFen,
      };
    case 'issueCard':
      return { kind: 'issueCard', product: question.product };
  }
}
