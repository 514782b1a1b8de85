import type { CompanySubmission } from '#contracts/bank/company.ts';
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
    case 'companyAccount':
      return companyBound({
        caseCode: question.found.caseCode,
        agent: question.agent,
        differences: question.differences.map(({ field, now }) => ({ field, value: now })),
        originals: question.pictures.map(({ original, sha256 }) => ({ kind: original, sha256 })),
      });
  }
}

const companyBound = ({
  caseCode,
  agent,
  differences,
  originals,
}: Pick<CompanySubmission, 'agent' | 'differences' | 'originals'> & { readonly caseCode: string }): Bound => [
  'companyAccount',
  caseCode,
  [agent.documentType, agent.documentNumber, agent.name],
  differences.map(({ field, value }) => [field, value]),
  originals.map(({ kind, sha256 }) => [kind, sha256]),
];

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
    case 'openCompanyAccount':
      return companyBound(submission);
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
    case 'companyAccount': {
      const { found, agent, differences, pictures } = question;
      return {
        kind: 'companyAccount',
        companyName: found.companyName,
        creditCode: found.creditCode,
        legalRepresentative: found.legalRepresentative,
        person: {
          name: agent.name,
          documentType: agent.documentType,
          numberEnd: agent.documentNumber.slice(-4),
        },
        role: found.role,
        differences: differences.map((one) => ({ ...one })),
        pictures: pictures.map(({ picture, original, sha256 }) => ({ id: picture, original, sha256 })),
      };
    }
  }
}
