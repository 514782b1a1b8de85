import {
  certificateRequestSchema,
  issuedCertificateSchema,
  PAPER_BYTES,
  paperRequestSchema,
  paperStateSchema,
  paperVoidSchema,
  sealedDigestSchema,
  sealRequestSchema,
} from '#contracts/branch/paper.ts';
import type { BranchCall } from './calls.ts';

/** The calls about what is signed: certificate, seal, archive. */
export const paperCalls: readonly BranchCall[] = [
  {
    id: 'issueCertificate',
    method: 'POST',
    path: '/v1/certificates',
    caller: 'terminal',
    summary: 'A certificate for one signature. One an event: the same request again is given the same.',
    request: certificateRequestSchema,
    answer: issuedCertificateSchema,
  },
  {
    id: 'sealDigest',
    method: 'POST',
    path: '/v1/seals',
    caller: 'terminal',
    summary:
      'The bank’s seal on a digest, for a signing whose certificate this terminal was given. One an event.',
    request: sealRequestSchema,
    answer: sealedDigestSchema,
  },
  {
    id: 'keepPaper',
    method: 'POST',
    path: '/v1/papers',
    caller: 'terminal',
    summary: `Archives a sealed paper of at most ${PAPER_BYTES / 1_048_576} MB: verified on arrival, kept once.`,
    request: paperRequestSchema,
    answer: paperStateSchema,
  },
  {
    id: 'voidPaper',
    method: 'POST',
    path: '/v1/papers/void',
    caller: 'terminal',
    summary: 'The paper of this event is void for good, and refused if it comes later.',
    request: paperVoidSchema,
    answer: paperStateSchema,
  },
  {
    id: 'paperState',
    method: 'GET',
    path: '/v1/papers/:event',
    caller: 'terminal',
    summary: 'How the paper of one of this terminal’s signings stands.',
    answer: paperStateSchema,
  },
];
