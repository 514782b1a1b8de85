import type { CardProduct } from '#contracts/bank/card-issuing.ts';
import type { EBankingChannel, EBankingContract, EBankingTerms } from '#contracts/bank/e-banking.ts';
import type { AssessmentAnswer, RiskClass, RiskQuestionnaire } from '#contracts/bank/risk.ts';
import type {
  TeachBackQuestion,
  WealthCatalogue,
  WealthOrders,
  WealthProduct,
} from '#contracts/bank/wealth.ts';
import type { Consent } from '#contracts/compliance/rules.ts';
import type { AccountPurpose, Occupation } from '#contracts/screen/issue-bodies.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { CaseDifference, CaseRule, FoundCase, KeptPicture } from './company-ports.ts';

/** What a paper is filled with; whose it is, the bank's name and the day the host knows. */
export type PaperWish =
  | {
      readonly template: 'riskAssessment';
      readonly questionnaire: RiskQuestionnaire;
      /** The chosen option of each question, from 0. */
      readonly answers: readonly number[];
      readonly score: number;
      readonly riskClass: RiskClass;
    }
  | {
      readonly template: 'wealthContract';
      readonly product: WealthProduct;
      readonly amountFen: number;
      readonly cardLast4: string;
      readonly riskClass: RiskClass;
      /** `YYYY-MM-DD`. */
      readonly assessedOn: string;
    }
  | {
      readonly template: 'eBankingAgreement';
      readonly cardLast4: string;
      /** As the bank masks it; null when the card has none. */
      readonly phone: string | null;
      readonly channels: readonly EBankingChannel[];
      readonly perPaymentFen: number;
      readonly perDayFen: number;
    }
  | {
      readonly template: 'cardApplication';
      readonly product: CardProduct;
      readonly occupation: Occupation;
      readonly purpose: AccountPurpose;
    }
  | {
      readonly template: 'companyAccountApplication';
      readonly found: FoundCase;
      readonly differences: readonly CaseDifference[];
      readonly pictures: readonly KeptPicture[];
      /** Agreed to already; what is agreed to at the signature stands in its evidence. */
      readonly rules: readonly CaseRule[];
    };

/** A paper that lies before the customer. Its bytes go to the page by another way. */
export type OpenedPaper = {
  readonly paper: string;
  readonly template: PaperWish['template'];
  readonly number: string;
  readonly sha256: string;
  readonly pages: number;
  /** The words of each page, line by line. */
  readonly texts: readonly (readonly string[])[];
};

/** A signed and sealed paper, kept in the archive under this digest. `stamped`: with the time of an authority. */
export type SealedPaper = { readonly sha256: string; readonly number: string; readonly stamped: boolean };

/** `notSigned` is certain: no signature of it exists, or none that holds. */
export type SignAnswer =
  | ({ readonly outcome: 'sealed' } & SealedPaper)
  | {
      readonly outcome: 'notSigned';
      readonly why: 'tooLittle' | 'sealAway' | 'failed' | 'recordingLost';
    };

/** How writing on the pad ended. After `written` it lies on the paper; otherwise nothing of it is anywhere. */
export type PadAnswer =
  | { readonly outcome: 'written'; readonly strokes: number }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'notWritten'; readonly why: 'padLost' | 'padFailed' | 'notWhole' };

/** What is sold while it is recorded; a digest of it is all that is told of it. */
export type RecordedSale = {
  readonly service: ServiceId;
  readonly customerRef: string;
  readonly productRef: string;
  readonly amountFen: number;
  readonly cardRef: string;
};

/** What selling and signing ask of the world. */
export type SalePorts = {
  /** Writes what the customer answered to a rule; nothing that needs it may come before. */
  readonly recordConsent: (input: Consent) => Promise<object>;
  /** The bank's questions as they are asked now. */
  readonly riskQuestionnaire: (
    input: object,
  ) => Promise<Result<{ readonly questionnaire: RiskQuestionnaire }, CodedError<'unreachable'>>>;
  /** The customer's newest assessment. */
  readonly riskStanding: (input: {
    readonly customerRef: string;
  }) => Promise<Result<Pick<AssessmentAnswer, 'assessment'>, CodedError<'unreachable'>>>;
  readonly wealthProducts: (input: object) => Promise<Result<WealthCatalogue, CodedError<'unreachable'>>>;
  /** The customer's own orders, newest first, by the bank's clock. */
  readonly wealthOrders: (input: {
    readonly customerRef: string;
  }) => Promise<Result<Pick<WealthOrders, 'orders'>, CodedError<'unreachable'>>>;
  /** What the bank offers of e-banking, and what of it the customer has already. */
  readonly eBankingOffer: (input: {
    readonly customerRef: string;
  }) => Promise<
    Result<
      { readonly terms: EBankingTerms; readonly contract: EBankingContract | null },
      CodedError<'unreachable'>
    >
  >;
  /** Fills in a paper and lays it before the customer: from now on its bytes do not change. One at a time. */
  readonly openPaper: (
    input: PaperWish,
  ) => Promise<Result<OpenedPaper, CodedError<'unprintable' | 'failed'>>>;
  /** It lies open at this page now. That the page is seen is told by `paper.shown`, once it is painted. */
  readonly turnTo: (input: { readonly paper: string; readonly page: number }) => Promise<object>;
  /**
   * Has the customer write on the pad, in his own language, until he confirms or refuses there; how many strokes lie
   * there is told by `ink.changed`. Whoever stops waiting (`signal`) has the pad cleared, and nothing of it is kept.
   */
  readonly captureOnPad: (input: { readonly paper: string }, signal: AbortSignal) => Promise<PadAnswer>;
  /** As if the customer had pressed that button on the pad. */
  readonly pressOnPad: (input: { readonly button: 'clear' | 'confirm' }) => Promise<object>;
  /** What was written is gone: it is begun anew. */
  readonly clearInk: (input: { readonly paper: string }) => Promise<object>;
  /** Signs with what was written, has it sealed by the bank and kept. All of it, or none. */
  readonly signPaper: (input: {
    readonly paper: string;
    readonly teachBack: readonly TeachBackAnswer[];
  }) => Promise<SignAnswer>;
  /** Begins to record picture and sound; answered once something is really being recorded, or nothing will be. */
  readonly startRecording: (
    input: RecordedSale,
  ) => Promise<Result<{ readonly recording: string }, CodedError<'notRecording'>>>;
  /** It is over: with the sale and its paper, or because it is left. Nothing to end is no fault. */
  readonly stopRecording: (
    input:
      | { readonly end: 'complete'; readonly sold: boolean; readonly paper: string }
      | { readonly end: 'stopped'; readonly by: 'customer' | 'leaving' },
  ) => Promise<object>;
  /** It is not wanted any more; nothing of it stays. */
  readonly discardPaper: (input: { readonly paper: string }) => Promise<object>;
};

export type TeachBackAnswer = {
  readonly question: TeachBackQuestion;
  /** Which of the answers was chosen last, and how often another was before. */
  readonly answer: number;
  readonly wrong: number;
};
