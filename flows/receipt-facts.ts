import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import type { RiskClass } from '#contracts/bank/risk.ts';
import type { ComplaintSubject, ComplaintWish } from '#contracts/branch/complaint.ts';
import type { OwnerRole } from '#contracts/branch/configuration.ts';
import type { TicketLabel, Wait } from '#contracts/branch/ticket.ts';
import type { Bilingual } from '#contracts/language.ts';
import type { CardSummary, Refusal } from '#contracts/screen/bodies.ts';
import type { CardOutcome } from '#contracts/screen/issue-bodies.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { SubmissionAnswer } from './ports.ts';
import type { SealedPaper } from './sale-ports.ts';

/** What a receipt says; the host adds branch, time and the customer's language. */
export type ReceiptFacts =
  | {
      readonly type: 'service';
      readonly service: ServiceId;
      readonly outcome: SubmissionAnswer['outcome'];
      readonly refusal: Refusal | null;
      readonly card: CardSummary;
      readonly oldPhone: string | null;
      readonly newPhone: string | null;
      readonly reference: string;
    }
  | {
      readonly type: 'assessment';
      readonly outcome: SubmissionAnswer['outcome'];
      readonly refusal: Refusal | null;
      readonly riskClass: RiskClass;
      readonly validUntil: string | null;
      readonly paper: SealedPaper;
      readonly reference: string;
    }
  | {
      readonly type: 'order';
      readonly outcome: SubmissionAnswer['outcome'];
      readonly refusal: Refusal | null;
      readonly product: Bilingual;
      readonly amountFen: number;
      readonly cardLast4: string;
      readonly orderNumber: string | null;
      readonly coolingOffUntil: string | null;
      readonly paper: SealedPaper;
      readonly reference: string;
    }
  | {
      readonly type: 'withdrawal';
      readonly outcome: SubmissionAnswer['outcome'];
      readonly refusal: Refusal | null;
      readonly product: Bilingual;
      readonly amountFen: number;
      readonly cardLast4: string;
      readonly orderNumber: string;
      readonly reference: string;
    }
  | {
      readonly type: 'eBanking';
      readonly outcome: SubmissionAnswer['outcome'];
      readonly refusal: Refusal | null;
      readonly cardLast4: string;
      readonly channels: readonly EBankingChannel[];
      readonly perPaymentFen: number;
      readonly perDayFen: number;
      readonly contractNumber: string | null;
      readonly paper: SealedPaper;
      readonly reference: string;
    }
  | {
      readonly type: 'newCard';
      readonly outcome: CardOutcome;
      readonly refusal: Refusal | null;
      /** Of an issued card: the bank has said that it is active. */
      readonly active: boolean;
      readonly product: Bilingual;
      readonly cardLast4: string | null;
      readonly issueFeeFen: number;
      readonly paper: SealedPaper;
      readonly reference: string;
    }
  | {
      readonly type: 'companyAccount';
      readonly outcome: SubmissionAnswer['outcome'];
      readonly refusal: Refusal | null;
      readonly companyName: string;
      readonly caseCode: string;
      readonly accountNumber: string | null;
      readonly paper: SealedPaper;
      readonly reference: string;
    }
  | {
      readonly type: 'retainedCard';
      readonly reason: 'notTaken' | 'jammed';
      readonly last4: string | null;
      readonly reference: string;
    }
  | {
      readonly type: 'complaint';
      readonly number: string;
      readonly due: string;
      readonly owner: OwnerRole;
      readonly subject: ComplaintSubject;
      readonly wish: ComplaintWish;
      readonly url: string | null;
    }
  | {
      readonly type: 'ticket';
      readonly label: TicketLabel;
      readonly services: readonly Bilingual[];
      readonly wait: Wait | null;
      readonly phoneUrl: string | null;
      readonly countsFrom?: string;
      /** Of the appointment it was cut for. */
      readonly appointment?: { readonly time: string };
    };
