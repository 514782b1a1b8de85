import type { CardProduct } from '#contracts/bank/card-issuing.ts';
import type { Bilingual } from '#contracts/language.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { ApprovalProof, SubmissionAnswer } from './ports.ts';

/** A kind of card as the bank has it; `here`: cards of it lie in this machine. */
export type CardKind = CardProduct & { readonly here: boolean };

/** The card at the contacts, as the bank names it: nobody's yet. */
export type ReadBlank = { readonly blankRef: string; readonly last4: string };

/** Whether he who stands there is the customer in whose name a card is to be issued. */
export type CardQuestion = {
  readonly service: 'issueCard';
  readonly customerRef: string;
  readonly productRef: string;
  readonly product: Bilingual;
};

/** What of a card the bank is asked, or told. */
export type CardSubmission =
  | ({
      readonly type: 'openCard';
      readonly customerRef: string;
      readonly productRef: string;
      readonly documentSha256: string;
    } & ({ readonly faceCheckRef: string } | { readonly approval: ApprovalProof }))
  | ({ readonly type: 'bindCard' } & CardBinding)
  /** Only the host, which sees the card, says what became of it. */
  | ({ readonly type: 'cardTaken' } & CardBinding)
  | ({
      readonly type: 'cardRetained';
      readonly reason: 'notTaken' | 'jammed' | 'unreadable';
    } & CardBinding);

/** Which card for whose application, in the bank's names. */
export type CardBinding = {
  readonly customerRef: string;
  readonly applicationRef: string;
  readonly blankRef: string;
};

/** What issuing a card asks of the world. */
export type CardPorts = {
  /** `faceCheck`: something here can compare his face with his document's. */
  readonly cardKinds: (
    input: object,
  ) => Promise<
    Result<{ readonly kinds: readonly CardKind[]; readonly faceCheck: boolean }, CodedError<'unreachable'>>
  >;
  /**
   * Whether it is the person of the document, by a camera. Where there is nothing that could say so the honest answer is
   * `notAvailable`; whatever it is but `matched`, a person compares.
   */
  readonly verifyPerson: (input: {
    readonly customerRef: string;
  }) => Promise<
    | { readonly outcome: 'matched'; readonly faceCheckRef: string }
    | { readonly outcome: 'notMatched' | 'notAvailable' }
  >;
  /**
   * One card from the stack to the chip's contacts, for that application. `notFed`: certainly none came; `jammed`: it is on
   * its way and will not come; `unknown`: nobody can say.
   */
  readonly dispenseCard: (input: {
    readonly applicationRef: string;
  }) => Promise<{ readonly outcome: 'fed' | 'notFed' | 'jammed' | 'unknown' }>;
  /** Reads its chip and asks the bank which it is; the number itself stays in the host. */
  readonly readBlank: (input: {
    readonly customerRef: string;
    readonly applicationRef: string;
    readonly productRef: string;
  }) => Promise<
    Result<ReadBlank, CodedError<'unreadable' | 'notOurs' | 'dispenserFault' | 'bankUnreachable'>>
  >;
  /** Brings it to the gate: only a card that the bank has said is this customer's. */
  readonly presentCard: (input: object) => Promise<{ readonly outcome: 'presented' | 'notPresented' }>;
  /**
   * Takes it into the bin, from wherever it is, and sees to it that staff and bank hear of it. `taken`: the customer was
   * quicker; `failed`: it is stuck inside; `unknown`: bin or hand, nobody can say.
   */
  readonly retainNewCard: (input: { readonly reason: 'notTaken' | 'jammed' | 'unreadable' }) => Promise<{
    readonly fate: 'retained' | 'taken' | 'failed' | 'unknown';
    readonly reference: string;
    readonly staffTold: boolean;
  }>;
  /** What the bank says to his having taken it: done, it is active. */
  readonly newCardTaken: (input: object) => Promise<SubmissionAnswer>;
};
