import { z } from 'zod';
import {
  applicationOperation,
  bindOperation,
  bindRequest,
  blankQuestion,
  cardApplicationRequest,
  cardCatalogue,
  identifiedBlank,
  retainedOperation,
  retainedRequest,
  takenOperation,
  takenRequest,
} from './card-issuing.ts';
import { eBankingAnswer, eBankingOperation, eBankingRequest, eBankingTerms } from './e-banking.ts';
import { ALWAYS, KEYED, WITH_BODY, WITHOUT_WORDS } from './endings.ts';
import { checkedOnce, provenOnce } from './proofs.ts';
import { idempotencyKey, opaqueRef } from './values.ts';

const nothing = z.strictObject({});
const customerPath = z.strictObject({ customerRef: opaqueRef });
const applicationPath = z.strictObject({ applicationRef: opaqueRef });
const key = { idempotencyKey };
const WITH_APPLICATION = [...KEYED, 'customerUnknown', 'applicationUnknown', 'blankUnknown'] as const;

/** The calls that sign up for e-banking and issue cards; rows as in `calls.ts`. */
export const ISSUING_CALLS = {
  eBankingTerms: {
    method: 'GET',
    path: '/v1/e-banking/terms',
    params: nothing,
    body: nothing,
    input: nothing,
    reply: eBankingTerms,
    keyed: false,
    errors: WITHOUT_WORDS,
  },
  eBankingOf: {
    method: 'GET',
    path: '/v1/customers/{customerRef}/e-banking',
    params: customerPath,
    body: nothing,
    input: customerPath,
    reply: eBankingAnswer,
    keyed: false,
    errors: [...ALWAYS, 'customerUnknown'],
  },
  signUpEBanking: {
    method: 'POST',
    path: '/v1/e-banking/contracts',
    params: nothing,
    body: eBankingRequest.refine(provenOnce),
    input: z.strictObject({ ...eBankingRequest.shape, ...key }).refine(provenOnce),
    reply: eBankingOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'cardUnknown'],
  },
  cardProducts: {
    method: 'GET',
    path: '/v1/card-products',
    params: nothing,
    body: nothing,
    input: nothing,
    reply: cardCatalogue,
    keyed: false,
    errors: WITHOUT_WORDS,
  },
  openCardApplication: {
    method: 'POST',
    path: '/v1/card-applications',
    params: nothing,
    body: cardApplicationRequest.refine(checkedOnce),
    input: z.strictObject({ ...cardApplicationRequest.shape, ...key }).refine(checkedOnce),
    reply: applicationOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'productUnknown'],
  },
  identifyBlank: {
    method: 'POST',
    path: '/v1/cards/identify-blank',
    params: nothing,
    body: blankQuestion,
    input: blankQuestion,
    reply: identifiedBlank,
    keyed: false,
    errors: [...WITH_BODY, 'blankUnknown'],
  },
  bindCard: {
    method: 'POST',
    path: '/v1/card-applications/{applicationRef}/bind',
    params: applicationPath,
    body: bindRequest,
    input: z.strictObject({ ...applicationPath.shape, ...bindRequest.shape, ...key }),
    reply: bindOperation,
    keyed: true,
    errors: WITH_APPLICATION,
  },
  reportCardTaken: {
    method: 'POST',
    path: '/v1/card-applications/{applicationRef}/taken',
    params: applicationPath,
    body: takenRequest,
    input: z.strictObject({ ...applicationPath.shape, ...takenRequest.shape, ...key }),
    reply: takenOperation,
    keyed: true,
    errors: WITH_APPLICATION,
  },
  reportCardRetained: {
    method: 'POST',
    path: '/v1/card-applications/{applicationRef}/retained',
    params: applicationPath,
    body: retainedRequest,
    input: z.strictObject({ ...applicationPath.shape, ...retainedRequest.shape, ...key }),
    reply: retainedOperation,
    keyed: true,
    errors: WITH_APPLICATION,
  },
} as const;
