import type { EvidenceRecord } from '../evidence/record.ts';

/** What verifying says, in one word. Only `trusted` is a yes. */
export const OUTCOMES = [
  /** Both signatures whole, covering what they must, leading to a given anchor. */
  'trusted',
  /** Both signatures whole; who signed is not confirmed by a given anchor at that time. */
  'signerUnknown',
  /** What is there is whole, and a signature is missing. */
  'incomplete',
  /** Something was changed, added, removed or put together from other papers. */
  'tampered',
  'notSigned',
  /** Not a paper of the form that is sealed here. */
  'unreadable',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Signer = 'customer' | 'bank';

export const FINDING_CODES = [
  'structure',
  'activeContent',
  'changedObjects',
  'addedAfterSealing',
  'wrongCoverage',
  'signatureBroken',
  'signatureWrong',
  'algorithmRefused',
  'digestMismatch',
  'evidenceInvalid',
  'evidenceOfAnother',
  'strokesOfAnother',
  'bankSealMissing',
  'signerNotAnchored',
  'certificateExpired',
  'certificateNotYetValid',
  'certificateRevoked',
  'revocationListStale',
  'certificateUsage',
  'timeStampBroken',
  'timeStampNotTrusted',
  'timesContradict',
  'noTimeStamp',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type Finding = {
  readonly code: FindingCode;
  readonly signature?: Signer;
  /** Where in the file, in bytes from its beginning; which object. */
  readonly offset?: number;
  readonly object?: number;
  /** For technicians; nothing personal. */
  readonly detail?: string;
};

export type SignatureReport = {
  readonly by: Signer;
  /** Subject and issuer as their certificates say, one line each. Personal. */
  readonly subject: string;
  readonly issuer: string;
  readonly algorithm: string;
  /** What the signature says of its time, milliseconds since the epoch. */
  readonly claimedAt: number;
  /** What a trusted time stamp says. */
  readonly stampedAt?: number;
  readonly trusted: boolean;
};

export type Report = {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly signatures: readonly SignatureReport[];
  readonly evidence?: EvidenceRecord;
};
