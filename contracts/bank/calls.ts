import { z } from 'zod';
import { codeAttempt, codeRequest, codeVerdict, sentCode } from './codes.ts';
import { COMPANY_CALLS } from './company-calls.ts';
import {
  bankHealth,
  cardQuestion,
  customer,
  customerLookup,
  identifiedCard,
  presenceSign,
  recognised,
} from './customers.ts';
import { ALWAYS, KEYED, WITH_BODY } from './endings.ts';
import type { BankErrorCode } from './errors.ts';
import { ISSUING_CALLS } from './issuing-calls.ts';
import {
  blockRequest,
  caseRequest,
  openedCase,
  operation,
  phoneChange,
  plainOperation,
} from './operations.ts';
import { provenOnce } from './proofs.ts';
import { idempotencyKey, opaqueRef } from './values.ts';
import { WEALTH_CALLS } from './wealth-calls.ts';

const nothing = z.strictObject({});
const cardPath = z.strictObject({ cardRef: opaqueRef });
const key = { idempotencyKey };

/**
 * The gateway's calls, one row each, as `docs/bank-api.yaml` describes them. `path` in OpenAPI's form; `params` its
 * parameters; `body` what is sent as JSON; `input` all of it with the idempotency key where the call takes one;
 * `errors` every code it may answer. `keyed`: changes state under an `Idempotency-Key` header.
 */
export const BANK_CALLS = {
  health: {
    method: 'GET',
    path: '/v1/health',
    params: nothing,
    body: nothing,
    input: nothing,
    reply: bankHealth,
    keyed: false,
    errors: ['unauthorised', 'internal'],
  },
  lookupCustomer: {
    method: 'POST',
    path: '/v1/customers/lookup',
    params: nothing,
    body: customerLookup,
    input: customerLookup,
    reply: customer,
    keyed: false,
    errors: [...WITH_BODY, 'customerUnknown', 'nameMismatch'],
  },
  identifyCard: {
    method: 'POST',
    path: '/v1/cards/identify',
    params: nothing,
    body: cardQuestion,
    input: cardQuestion,
    reply: identifiedCard,
    keyed: false,
    errors: [...WITH_BODY, 'cardUnknown'],
  },
  recognise: {
    method: 'POST',
    path: '/v1/customers/recognise',
    params: nothing,
    body: presenceSign,
    input: presenceSign,
    reply: recognised,
    keyed: false,
    errors: [...WITH_BODY, 'customerUnknown'],
  },
  blockCard: {
    method: 'POST',
    path: '/v1/cards/{cardRef}/block',
    params: cardPath,
    body: blockRequest,
    input: z.strictObject({ ...cardPath.shape, ...blockRequest.shape, ...key }),
    reply: plainOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'cardUnknown'],
  },
  sendCode: {
    method: 'POST',
    path: '/v1/cards/{cardRef}/codes',
    params: cardPath,
    body: codeRequest,
    input: z.strictObject({ ...cardPath.shape, ...codeRequest.shape, ...key }),
    reply: sentCode,
    keyed: true,
    errors: [
      ...KEYED,
      'customerUnknown',
      'cardUnknown',
      'noPhone',
      'tooSoon',
      'tooManyCodes',
      'refusedByBank',
    ],
  },
  verifyCode: {
    method: 'POST',
    path: '/v1/codes/{codeRef}/verify',
    params: z.strictObject({ codeRef: opaqueRef }),
    body: codeAttempt,
    input: z.strictObject({ codeRef: opaqueRef, ...codeAttempt.shape }),
    reply: codeVerdict,
    keyed: false,
    errors: [...WITH_BODY, 'codeUnknown'],
  },
  changePhone: {
    method: 'POST',
    path: '/v1/cards/{cardRef}/phone',
    params: cardPath,
    body: phoneChange.refine(provenOnce),
    input: z.strictObject({ ...cardPath.shape, ...phoneChange.shape, ...key }).refine(provenOnce),
    reply: plainOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'cardUnknown'],
  },
  openCase: {
    method: 'POST',
    path: '/v1/cases',
    params: nothing,
    body: caseRequest,
    input: z.strictObject({ ...caseRequest.shape, ...key }),
    reply: openedCase,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'cardUnknown', 'refusedByBank'],
  },
  ...WEALTH_CALLS,
  ...ISSUING_CALLS,
  ...COMPANY_CALLS,
  operation: {
    method: 'GET',
    path: '/v1/operations/{idempotencyKey}',
    params: z.strictObject(key),
    body: nothing,
    input: z.strictObject(key),
    reply: operation,
    keyed: false,
    errors: [...ALWAYS, 'operationUnknown'],
  },
} as const satisfies { readonly [name: string]: BankCallShape };

type BankCallShape = {
  readonly method: 'GET' | 'POST';
  readonly path: `/v1/${string}`;
  readonly params: z.ZodObject;
  readonly body: z.ZodObject;
  readonly input: z.ZodObject;
  readonly reply: z.ZodType;
  readonly keyed: boolean;
  readonly errors: readonly BankErrorCode[];
};

export type BankCallName = keyof typeof BANK_CALLS;
export type BankCallInput<Name extends BankCallName> = z.infer<(typeof BANK_CALLS)[Name]['input']>;
export type BankCallReply<Name extends BankCallName> = z.infer<(typeof BANK_CALLS)[Name]['reply']>;

/** No request body is larger, bytes. */
export const BANK_REQUEST_BYTES = 65_536;
/** No reply body is larger, bytes; what is larger is not read. */
export const BANK_REPLY_BYTES = 262_144;
