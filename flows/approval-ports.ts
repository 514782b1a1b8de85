import type { OriginalKind } from '#contracts/bank/company.ts';
import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import type { RefuseReason } from '#contracts/branch/approval-reason.ts';
import type { DocumentType } from '#contracts/services/service.ts';
import type { CardQuestion } from './card-ports.ts';
import type { CaseDifference, FoundCase, KeptPicture } from './company-ports.ts';

/** A member of staff approved: which question, who, and when (ISO 8601, the branch's clock). */
export type ApprovalProof = { readonly approvalId: string; readonly staff: string; readonly at: string };

/** All that would be done and a person is to decide, by its service; what he is shown of it the host chooses. */
export type ApprovalQuestion = PhoneQuestion | EBankingQuestion | CardQuestion | CompanyQuestion;

export type PhoneQuestion = {
  readonly service: 'changeReservedPhone';
  readonly customerRef: string;
  readonly cardRef: string;
  readonly cardLast4: string;
  /** As the bank masks it; null when the card has none. */
  readonly oldPhone: string | null;
  readonly newPhone: string;
};

export type EBankingQuestion = {
  readonly service: 'eBankingSignUp';
  readonly customerRef: string;
  readonly cardRef: string;
  readonly cardLast4: string;
  /** As the bank masks it; null when the card has none. */
  readonly phone: string | null;
  readonly channels: readonly EBankingChannel[];
  readonly perPaymentFen: number;
  readonly perDayFen: number;
};

export type CompanyQuestion = {
  readonly service: 'companyAccount';
  readonly found: Pick<FoundCase, 'caseCode' | 'companyName' | 'creditCode' | 'legalRepresentative' | 'role'>;
  readonly agent: Agent;
  readonly differences: readonly CaseDifference[];
  readonly pictures: readonly KeptPicture[];
};

/** Who stands at the terminal, as his document says. */
export type Agent = {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly name: string;
};

/** News of the question that was asked last. `over`: by the branch's rule, or it knows of none. */
export type ApprovalNews =
  | { readonly state: 'asked' | 'unanswered' | 'seen' | 'unreachable' | 'over' }
  | {
      readonly state: 'refused';
      readonly approvalId: string;
      readonly staff: string;
      readonly reason: RefuseReason;
      /** Whether staff may be asked once more in this visit. */
      readonly again: boolean;
      /** Pictures that could not be judged, where that was why. */
      readonly unclear?: readonly OriginalKind[];
    }
  /** `second`: who approved after him, where the branch wants two. */
  | ({ readonly state: 'approved'; readonly reason: string; readonly second?: string } & ApprovalProof);
