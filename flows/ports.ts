import type { BoundCard, CardApplication } from '#contracts/bank/card-issuing.ts';
import type { CodePurpose } from '#contracts/bank/codes.ts';
import type { CompanyAccount, CompanySubmission } from '#contracts/bank/company.ts';
import type { EBankingContract, EBankingRequest } from '#contracts/bank/e-banking.ts';
import type { AssessmentRecord, RiskAssessment } from '#contracts/bank/risk.ts';
import type { PlacedOrder, WealthOrderRequest, WithdrawnOrder } from '#contracts/bank/wealth.ts';
import type { FoundAppointment, Kept } from '#contracts/branch/appointment.ts';
import type { ComplaintReceipt, ComplaintSubject, ComplaintWish } from '#contracts/branch/complaint.ts';
import type { Hours, Need, Segment } from '#contracts/branch/configuration.ts';
import type { RatingReason } from '#contracts/branch/feedback.ts';
import type { Channel, TicketLabel, Wait } from '#contracts/branch/ticket.ts';
import type { OwnAnswers } from '#contracts/finding/answer.ts';
import type { Bilingual } from '#contracts/language.ts';
import type { Refusal } from '#contracts/screen/bodies.ts';
import type { NotFiled } from '#contracts/screen/feedback-bodies.ts';
import type { Opening } from '#contracts/screen/queue-bodies.ts';
import type { FormValues } from '#contracts/services/form.ts';
import type { DocumentType, ServiceId } from '#contracts/services/service.ts';
import type { CardReaderCondition } from '#devices/card-reader/contract.ts';
import type { IdentityDocument, IdScannerCondition } from '#devices/id-scanner/contract.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { ApprovalNews, ApprovalProof, ApprovalQuestion } from './approval-ports.ts';
import type { CallPorts } from './call-ports.ts';
import type { CardPorts, CardSubmission } from './card-ports.ts';
import type { CompanyPorts } from './company-ports.ts';
import type { HelperPorts } from './helper-ports.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import type { SalePorts } from './sale-ports.ts';

export type {
  Agent,
  ApprovalNews,
  ApprovalProof,
  ApprovalQuestion,
  CompanyQuestion,
  EBankingQuestion,
  PhoneQuestion,
} from './approval-ports.ts';
export type { ReceiptFacts };

/** A card of the customer as the bank lists it. */
export type CustomerCard = {
  readonly cardRef: string;
  readonly last4: string;
  readonly product: Bilingual;
  readonly kind: 'debit' | 'credit';
  readonly status: 'active' | 'blocked' | 'lost';
  readonly reservedPhone: { readonly masked: string; readonly last4: string } | null;
};

export type Customer = { readonly customerRef: string; readonly cards: readonly CustomerCard[] };

export type LookupProblem = 'customerUnknown' | 'nameMismatch' | 'bankUnreachable';

export type DocumentProblem = CodedError<'device' | 'cancelled'> & {
  readonly condition?: IdScannerCondition;
};

/** `unreadable` is the card's own; `readerFault` is the machine's and says nothing about the card. */
export type CardProblem = 'unreadable' | 'readerFault' | 'notOurs' | 'fallbackRefused' | 'bankUnreachable';

/** Business with an effect at the bank. The host fixes its idempotency key and journals it before the first send. */
export type Submission =
  | {
      readonly type: 'blockCard';
      readonly customerRef: string;
      readonly cardRef: string;
    }
  | ({
      readonly type: 'changePhone';
      readonly customerRef: string;
      readonly cardRef: string;
      readonly newPhone: string;
    } & ({ readonly proofRef: string } | { readonly approval: ApprovalProof }))
  | {
      readonly type: 'openCase';
      readonly customerRef: string;
      readonly cardRef: string;
      readonly newPhone: string;
    }
  | ({ readonly type: 'recordAssessment' } & Readonly<AssessmentRecord>)
  | ({ readonly type: 'buyProduct' } & Readonly<WealthOrderRequest>)
  | {
      readonly type: 'withdrawOrder';
      readonly customerRef: string;
      readonly orderNumber: string;
    }
  | ({ readonly type: 'signUpEBanking' } & Readonly<Omit<EBankingRequest, 'proofRef' | 'approval'>> &
      ({ readonly proofRef: string } | { readonly approval: ApprovalProof }))
  | CardSubmission
  | ({
      readonly type: 'openCompanyAccount';
      readonly caseCode: string;
      readonly approval: ApprovalProof;
    } & Readonly<CompanySubmission>);

/**
 * What became of a submission, as far as it is known. `unknown` is followed further by the outbox and told later by
 * a `submission.settled` event; `notSent` is certain: the bank never saw it and never will.
 */
export type SubmissionAnswer = {
  readonly submission: string;
  /** Short, to be named to staff. */
  readonly reference: string;
} & (
  | {
      readonly outcome: 'done';
      readonly assessment?: Pick<RiskAssessment, 'riskClass' | 'validUntil'>;
      readonly order?: Pick<PlacedOrder, 'orderNumber' | 'coolingOffUntil'>;
      readonly withdrawn?: Pick<WithdrawnOrder, 'refundedFen'>;
      readonly contract?: Pick<EBankingContract, 'contractNumber'>;
      readonly application?: Pick<CardApplication, 'applicationRef'>;
      readonly bound?: Pick<BoundCard, 'last4'>;
      readonly company?: Pick<CompanyAccount, 'accountNumber'>;
    }
  | { readonly outcome: 'caseOpened'; readonly caseNumber: string }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'notSent' }
);

export type PrintAnswer = { readonly outcome: 'printed' | 'unknown' | 'notPrinted' };

export type SentCode = {
  readonly codeRef: string;
  readonly sentTo: string;
  readonly resendAfterSeconds: number;
};

/** A paper that a business needs at the counter, and what will do in its place. */
export type Paper = { readonly id: string; readonly name: Bilingual; readonly instead: readonly Bilingual[] };

/** One of the things people queue for in this branch, as it stands now. */
export type Business = {
  readonly id: string;
  readonly name: Bilingual;
  /** The same done at a terminal. */
  readonly atTerminal: ServiceId | null;
  readonly papers: readonly Paper[];
  /** Of somebody who took a number now; null when the branch does not say. */
  readonly wait: Wait | null;
};

export type QueueNow = {
  readonly open: boolean;
  /** When it opens next; null when it is open, or no hours are known. */
  readonly opening: Opening | null;
  /** The branch cannot be had: these can be given here out of numbers reserved beforehand, and no wait is known. */
  readonly cutOff?: true;
  readonly services: readonly Business[];
  /** Left out where nobody said. */
  readonly care?: Care;
};

/** What one can find here: what the branch says of itself, of its hours, and of what one can queue for. */
export type Way = Omit<QueueNow, 'services' | 'care'> & {
  readonly services: readonly (Business & { readonly words: readonly string[] })[];
  /** Answers of its own. */
  readonly own: OwnAnswers;
  readonly hours: readonly Hours[];
  readonly care: Care;
};

/** What is done for those who find waiting hard, as the branch declares it. */
export type Care = {
  /** By the branch's clock; null when this is not such an hour. */
  readonly until: string | null;
  readonly seats: number;
};

/** What a number is asked for; it names nobody. */
export type NumberWish = {
  readonly services: readonly string[];
  readonly segment: Segment;
  readonly needs: readonly Need[];
  readonly channel: Channel;
  /** Checks in the appointment that was found last, instead of asking for an ordinary number. */
  readonly appointment?: true;
};

/** `null`: there is none. `tooMany`: codes were asked for too often. */
export type AppointmentAnswer = Result<
  { readonly found: FoundAppointment | null },
  CodedError<'unreachable' | 'tooMany'>
>;

/** The number of this visit. */
export type HeldNumber = {
  readonly label: TicketLabel;
  readonly state: 'waiting' | 'called' | 'over';
  readonly wait: Wait | null;
  readonly counter: string | null;
  readonly phoneUrl: string | null;
  /** Given out while the branch cannot be had, which is told of it later: it counts from this time of day, `10:42`. */
  readonly countsFrom?: string;
  /** The time of the appointment it was cut for, by the branch's clock, and how it was kept. */
  readonly appointment?: { readonly time: string; readonly kept: Kept };
};

/** What was entered for a service, to be kept with the number of this visit. */
export type DraftToKeep = {
  readonly service: ServiceId;
  readonly values: FormValues;
  readonly label: TicketLabel;
  readonly holder: {
    readonly documentType: DocumentType;
    readonly documentNumber: string;
    readonly name: string;
  };
};

/** `unknown`: asked and not answered; `notTaken` is certain: there is no number and will be none. */
export type NumberAnswer =
  | { readonly outcome: 'taken'; readonly number: HeldNumber }
  | { readonly outcome: 'unknown' }
  /** `appointment`: it cannot be checked in any more, or not yet; asked anew, the branch says why. */
  | { readonly outcome: 'notTaken'; readonly why: 'refused' | 'notSent' | 'appointment' };

/** A complaint as its customer confirmed it. */
export type ComplaintFiling = {
  readonly subject: ComplaintSubject;
  readonly wish: ComplaintWish;
  /** Digits to call back; with the wish for it, and only then. */
  readonly contact: string | null;
};

/** `unknown`: asked and not answered, it is sent on until it has arrived; `notFiled` is certain. */
export type ComplaintAnswer =
  | { readonly outcome: 'filed'; readonly receipt: ComplaintReceipt }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'notFiled'; readonly why: NotFiled };

/** Why no code was sent. `tooSoon` says in how many seconds one can be; `notSent`: as far as is known. */
export type CodeRefusal =
  | CodedError<'noPhone' | 'tooManyCodes' | 'notSent'>
  | (CodedError<'tooSoon'> & { readonly seconds: number });

/**
 * Everything the flows ask of the world. Each is one journalled question with one journalled answer, so that a visit
 * can be walked again from the journal alone. None throws; a signal ends the ones that wait for a person.
 */
export type FlowPorts = SalePorts &
  CardPorts &
  CompanyPorts &
  HelperPorts &
  CallPorts & {
    /** Opens a visit: its token for the journal, a short reference to name to staff, the day in China `YYYY-MM-DD`. */
    readonly beginVisit: (
      input: object,
    ) => Promise<{ readonly visit: string; readonly reference: string; readonly today: string }>;
    /** Closes it: anchors the journal and forgets the person. */
    readonly endVisit: (input: { readonly why: string }) => Promise<object>;
    readonly readDocument: (
      input: object,
      signal: AbortSignal,
    ) => Promise<Result<{ readonly document: IdentityDocument }, DocumentProblem>>;
    /** `unknown` when the reader cannot be asked. */
    readonly documentPresence: (
      input: object,
    ) => Promise<{ readonly presence: 'present' | 'absent' | 'unknown' }>;
    readonly lookupCustomer: (input: {
      readonly documentType: DocumentType;
      readonly documentNumber: string;
      readonly name: string;
    }) => Promise<Result<Customer, CodedError<LookupProblem>>>;
    readonly setCardEntry: (input: { readonly enabled: boolean }) => Promise<object>;
    /** Reads the inserted card and asks the bank which it is; the number itself stays in the host. */
    readonly readBankCard: (
      input: object,
    ) => Promise<
      Result<
        { readonly last4: string; readonly cardRef: string },
        CodedError<CardProblem> & { readonly last4?: string }
      >
    >;
    readonly ejectCard: (
      input: object,
    ) => Promise<Result<object, CodedError<'failed'> & { readonly condition?: CardReaderCondition }>>;
    /** Where the reader says the card is now; `unknown` when it cannot be asked. */
    readonly cardPlace: (
      input: object,
    ) => Promise<{ readonly place: 'none' | 'gate' | 'inside' | 'unknown' }>;
    /**
     * Takes the card into the bin and opens the custody record. `taken`: the customer was quicker; `failed`: it is stuck
     * inside; `unknown`: it is gone, and whether into the bin or into a hand nobody can say.
     */
    readonly retainCard: (input: { readonly reason: 'notTaken' | 'jammed' | 'leftInside' }) => Promise<{
      readonly fate: 'retained' | 'taken' | 'failed' | 'unknown';
      readonly reference: string;
      readonly staffTold: boolean;
    }>;
    readonly submit: (input: Submission) => Promise<SubmissionAnswer>;
    readonly sendCode: (input: {
      readonly customerRef: string;
      readonly cardRef: string;
      readonly purpose: CodePurpose;
    }) => Promise<Result<SentCode, CodeRefusal>>;
    readonly checkCode: (input: {
      readonly codeRef: string;
      readonly code: string;
    }) => Promise<
      | { readonly result: 'right'; readonly proofRef: string }
      | { readonly result: 'wrong'; readonly triesLeft: number }
      | { readonly result: 'expired' | 'locked' | 'unreachable' }
    >;
    readonly printReceipt: (input: ReceiptFacts) => Promise<PrintAnswer>;
    /** What one can queue for in this branch, and how long it would take now. */
    readonly queueNow: (input: object) => Promise<Result<QueueNow, CodedError<'unreachable'>>>;
    /** The appointment of a code; without one, today's of the customer whom ID or card has told in this visit. */
    readonly findAppointment: (input: { readonly code: string | null }) => Promise<AppointmentAnswer>;
    /** What can be found in this branch. */
    readonly wayNow: (input: object) => Promise<Result<Way, CodedError<'unreachable'>>>;
    /** Takes the number of this visit: a visit has one, however often it is asked, until it is given back. */
    readonly takeTicket: (input: NumberWish) => Promise<NumberAnswer>;
    /** What is known of it now; one that was asked for and not answered is asked for again, under the same id. */
    readonly ticketState: (input: object) => Promise<NumberAnswer>;
    /**
     * Gives it back. `called`: too late, a counter calls it; `following`: the branch has not said so, it is told until
     * it has; `notGiven`: nothing was done.
     */
    readonly giveUpTicket: (
      input: object,
    ) => Promise<{ readonly outcome: 'given' | 'called' | 'following' | 'notGiven' }>;
    /** Has the branch keep, sealed, what was entered; each time for a service takes the place of the time before. */
    readonly keepDraft: (input: DraftToKeep) => Promise<{ readonly outcome: 'kept' | 'notKept' | 'unknown' }>;
    /** Nothing of it is left at the branch: told until it has heard. */
    readonly dropDraft: (input: { readonly service: ServiceId }) => Promise<object>;
    /** Asks a member of staff to decide; the host adds visit and language, and binds all of it to the answer. */
    readonly requestApproval: (
      input: ApprovalQuestion,
      signal: AbortSignal,
    ) => Promise<
      | { readonly reached: true; readonly approvalId: string; readonly reference: string }
      /** `spent`: as many were refused in this visit as may be; nobody was asked. */
      | { readonly reached: false; readonly spent?: true }
    >;
    /** The next news of it, however long that takes. Whoever stops waiting (`signal`) has withdrawn it. */
    readonly approvalState: (input: object, signal: AbortSignal) => Promise<ApprovalNews>;
    /** The customer gave up: nobody need decide any more. */
    readonly withdrawApproval: (input: object) => Promise<object>;
    /** Hands on what was said of a visit that is over; it is sent on until the branch has it. */
    readonly giveRating: (input: {
      /** 1 to 5. */
      readonly level: number;
      readonly reasons: readonly RatingReason[];
      readonly service: ServiceId | null;
    }) => Promise<object>;
    /** Files a complaint, once, under an id fixed and durable before the first byte leaves. */
    readonly fileComplaint: (input: ComplaintFiling) => Promise<ComplaintAnswer>;
    /** What became of one that was sent and not answered. */
    readonly complaintState: (input: object) => Promise<ComplaintAnswer>;
    /** Asks the branch for a person; the host adds step, service and language. */
    readonly requestHelp: (
      input: object,
    ) => Promise<{ readonly reached: true; readonly reference: string } | { readonly reached: false }>;
    readonly withdrawHelp: (input: object) => Promise<object>;
  };

export type PortName = keyof FlowPorts;
export type PortInput<Name extends PortName> = Parameters<FlowPorts[Name]>[0];
export type PortOutput<Name extends PortName> = Awaited<ReturnType<FlowPorts[Name]>>;
