import type { RefObject } from 'react';
import type { ApprovalSubject } from '#contracts/branch/approval-subject.ts';
import { CompanyGist, CompanyShown } from './company-shown.tsx';
import { EBankingGist, EBankingShown } from './e-banking-shown.tsx';
import { NewCardGist, NewCardShown } from './new-card-shown.tsx';
import { PhoneGist, PhoneShown } from './phone-shown.tsx';
import type { ApprovalWords } from './words.ts';

export type ShownProps<Kind extends ApprovalSubject['kind']> = {
  readonly subject: Extract<ApprovalSubject, { kind: Kind }>;
  readonly words: ApprovalWords;
  /** Id of the question. */
  readonly item: string;
  /** Takes the keyboard when it is opened. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
};

/** What is decided, by its kind: why a person must, and what differs. */
export function SubjectShown({ subject, ...rest }: ShownProps<ApprovalSubject['kind']>) {
  switch (subject.kind) {
    case 'changeReservedPhone':
      return <PhoneShown subject={subject} {...rest} />;
    case 'eBankingSignUp':
      return <EBankingShown subject={subject} {...rest} />;
    case 'issueCard':
      return <NewCardShown subject={subject} {...rest} />;
    case 'companyAccount':
      return <CompanyShown subject={subject} {...rest} />;
  }
}

/** The one line of it that is read once more before it is approved. */
export function Gist({ subject }: Pick<ShownProps<ApprovalSubject['kind']>, 'subject'>) {
  switch (subject.kind) {
    case 'changeReservedPhone':
      return <PhoneGist subject={subject} />;
    case 'eBankingSignUp':
      return <EBankingGist subject={subject} />;
    case 'issueCard':
      return <NewCardGist subject={subject} />;
    case 'companyAccount':
      return <CompanyGist subject={subject} />;
  }
}
