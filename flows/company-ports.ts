import type { ChangeableField, CompanyCase, OriginalKind } from '#contracts/bank/company.ts';
import type { RuleId } from '#contracts/compliance/rules.ts';
import type { CodedError, Result } from '#foundation/result.ts';

/** In which capacity the person at the terminal acts, by the company's own form. */
export type CompanyRole = 'legalRepresentative' | 'agent';

/** The case of a code, for the person of this visit and for nobody else. */
export type FoundCase = Pick<
  CompanyCase,
  'caseCode' | 'companyName' | 'creditCode' | 'legalRepresentative' | 'address' | 'phone' | 'businessScope'
> & { readonly role: CompanyRole; readonly originals: readonly OriginalKind[] };

/** `notNamed`: the form names somebody else. `tooMany`: no more codes are looked up in this visit. */
export type CaseProblem = 'unknown' | 'notNamed' | 'notReviewed' | 'opened' | 'tooMany' | 'unreachable';

/** What is agreed to before originals are pictured. */
export type CaseRule = Extract<RuleId, 'companyAuthority' | 'picturesKept'>;

/** What the company filled in and was put right here. */
export type CaseDifference = {
  readonly field: ChangeableField;
  readonly filed: string;
  readonly now: string;
};

/** A picture that the customer has seen and not yet kept. */
export type TakenPicture = { readonly picture: string; readonly original: OriginalKind };

/** A picture the branch keeps, with its provenance: which original, when (ISO 8601), under which digest. */
export type KeptPicture = TakenPicture & {
  readonly sha256: string;
  readonly at: string;
  /** Of which company or person it is: another one's serves nobody. */
  readonly of: string;
};

/** What opening a company's account asks of the world. */
export type CompanyPorts = {
  /** Asks the bank for the form of a code, and whether the person of this visit is the one it names. */
  readonly companyCase: (input: {
    readonly caseCode: string;
  }) => Promise<Result<FoundCase, CodedError<CaseProblem>>>;
  /** What was shown in this visit already, for whichever service, and is kept. */
  readonly shownPictures: (input: object) => Promise<{ readonly pictures: readonly KeptPicture[] }>;
  /** Opens the camera for stills until nobody waits any more (`signal`); answers only when it is lost, or never came. */
  readonly holdCamera: (input: object, signal: AbortSignal) => Promise<{ readonly lost: 'absent' | 'fault' }>;
  /** One picture of what lies under the camera; it is shown to the customer, and goes nowhere yet. */
  readonly takePicture: (input: { readonly original: OriginalKind }) => Promise<
    | { readonly outcome: 'taken'; readonly picture: string }
    /** `unfit`: what came is no picture, or too small or too large a one. */
    | { readonly outcome: 'notTaken'; readonly why: 'noPicture' | 'unfit' }
  >;
  /** Has the branch keep it. */
  readonly keepPicture: (input: {
    readonly picture: string;
    readonly of: string;
  }) => Promise<Result<{ readonly kept: KeptPicture }, CodedError<'notKept'>>>;
  /** It is not wanted. */
  readonly discardPicture: (input: { readonly picture: string }) => Promise<object>;
};
