import type { CodedError } from '#foundation/result.ts';

/** What can go wrong between a rendered paper and a sealed one. Details name places, never persons or content. */
export type SealingError = CodedError<
  /** The paper is not a file of the form that is sealed and verified here. */
  | 'paperUnusable'
  | 'paperTooLarge'
  /** It carries signatures already, or not the ones this step needs. */
  | 'signaturesUnexpected'
  | 'signaturePlaceUnknown'
  | 'evidenceUnusable'
  | 'captionUnusable'
  /** The authority answered with a certificate that does not fit the request. */
  | 'certificateUnusable'
  | 'certificateRefused'
  /** The answer of the bank's seal is no signature over this digest. */
  | 'sealUnusable'
  | 'sealRefused'
  /** The signature does not fit into the place kept for it. */
  | 'signatureTooLarge'
  | 'timeStampUnavailable'
  | 'timeStampUnusable'
  | 'keyUnusable'
>;
