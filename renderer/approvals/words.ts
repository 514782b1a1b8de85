import type { ChangeableField, OriginalKind } from '#contracts/bank/company.ts';
import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import type { ApproveReason, RefuseReason } from '#contracts/branch/approval-reason.ts';
import type { ApprovalSubject, PERSON_NEEDED } from '#contracts/branch/approval-subject.ts';
import type { Language } from '#contracts/language.ts';
import type { ServiceId } from '#contracts/services/service.ts';

/** Refusals with words of their own. */
export type Refusable =
  | 'alreadyDecided'
  | 'approvalOver'
  | 'notYourself'
  | 'notFound'
  | 'unreachable'
  | 'other';

/** Everything the approvals page says, in the words of those who work there. */
export type ApprovalWords = {
  readonly title: string;
  readonly titleWith: (waiting: number) => string;
  readonly connecting: string;
  readonly live: string;
  readonly lost: string;
  readonly lostMore: string;
  readonly nothing: string;
  readonly nothingMore: string;
  readonly more: (count: number) => string;
  readonly keys: string;
  readonly state: Readonly<Record<'waiting' | 'escalated', string>>;
  readonly seenBy: (staff: string) => string;
  readonly seenByYou: string;
  /** Two different people must approve: before, between them, and for the first of them. */
  readonly second: {
    readonly needed: string;
    readonly waited: (first: string) => string;
    readonly waitedYours: string;
    /** Under the decision: what comes of a yes now. */
    readonly firstMore: string;
    readonly secondMore: (first: string, reason: string) => string;
    readonly yours: string;
    readonly said: (reference: string) => string;
  };
  readonly open: string;
  readonly openMore: string;
  readonly label: Readonly<
    Record<
      | 'terminal'
      | 'reference'
      | 'waiting'
      | 'endsIn'
      | 'card'
      | 'oldPhone'
      | 'newPhone'
      | 'newCard'
      | 'phone'
      | 'channels'
      | 'perPayment'
      | 'perDay'
      | 'why'
      | 'company'
      | 'creditCode'
      | 'legalRepresentative'
      | 'person'
      | 'pictures'
      | 'changed',
      string
    >
  >;
  readonly channel: Readonly<Record<EBankingChannel, string>>;
  readonly speaks: Readonly<Record<Language, string>>;
  readonly service: Readonly<Record<ServiceId, string>>;
  readonly step: string;
  readonly why: Readonly<Record<(typeof PERSON_NEEDED)[number], string>>;
  /** Why a card needs a person. */
  readonly newCardWhy: string;
  readonly noOldPhone: string;
  readonly cannotReceive: string;
  readonly checkTitle: string;
  /** What is to be done there, in this order. */
  readonly checks: Readonly<Record<ApprovalSubject['kind'], readonly string[]>>;
  readonly original: Readonly<Record<OriginalKind, string>>;
  readonly role: Readonly<Record<'agent' | 'legalRepresentative', string>>;
  readonly field: Readonly<Record<ChangeableField, string>>;
  readonly judgeOriginals: string;
  readonly changedFrom: (filed: string, now: string) => string;
  readonly nothingChanged: string;
  readonly picture: {
    readonly open: (name: string) => string;
    readonly opening: string;
    readonly failed: string;
    readonly larger: string;
    readonly logged: string;
  };
  readonly whichUnclear: string;
  readonly decideTitle: string;
  readonly approve: string;
  readonly refuse: string;
  readonly approveReason: Readonly<Record<ApproveReason, string>>;
  readonly refuseReason: Readonly<Record<RefuseReason, string>>;
  /** What the customer is told of a refusal for suspicion. */
  readonly quiet: string;
  readonly next: string;
  readonly confirmTitle: Readonly<Record<'approved' | 'refused', (reference: string) => string>>;
  readonly approvedMore: Readonly<Record<ApprovalSubject['kind'], string>>;
  readonly refusedMore: string;
  readonly confirm: Readonly<Record<'approved' | 'refused', string>>;
  readonly cancel: string;
  readonly sending: string;
  readonly said: {
    readonly arrived: (reference: string, terminal: string) => string;
    readonly gone: (reference: string) => string;
    readonly seen: (reference: string) => string;
    readonly approved: (reference: string) => string;
    readonly refused: (reference: string) => string;
  };
  readonly wrong: Readonly<Record<Refusable, (reference: string) => string>>;
  readonly duration: (minutes: number, seconds: string) => string;
};
