import { z } from 'zod';
import { staffApproval } from './approval.ts';
import { applicationOperation, bindOperation, retainedOperation, takenOperation } from './card-issuing.ts';
import { companyOperation } from './company.ts';
import { eBankingOperation } from './e-banking.ts';
import { assessmentOperation } from './risk.ts';
import { operationFacts } from './settled.ts';
import { opaqueRef, phoneNumber } from './values.ts';
import { wealthOrderOperation, withdrawalOperation } from './wealth.ts';

const plainAction = z.enum(['blockCard', 'sendCode', 'changePhone', 'openCase']);

/** What an idempotency key was used for. */
export const operationAction = z.enum([
  ...plainAction.options,
  'recordRiskAssessment',
  'placeWealthOrder',
  'withdrawWealthOrder',
  'signUpEBanking',
  'openCardApplication',
  'bindCard',
  'reportCardTaken',
  'reportCardRetained',
  'submitCompanyAccount',
]);
export type OperationAction = z.infer<typeof operationAction>;

const plainRefusal = z.enum(['alreadyBlocked', 'proofInvalid', 'samePhone', 'refusedByBank']);

/** What a person at the counter finds the case by. */
export const caseNumber = z.string().regex(/^[A-Z0-9-]{4,20}$/);

/** The bank's word on a state change that has no more of a result than, perhaps, a case number. */
export const plainOperation = z.discriminatedUnion('state', [
  z.strictObject({
    ...operationFacts,
    action: plainAction,
    state: z.literal('done'),
    caseNumber: caseNumber.optional(),
  }),
  z.strictObject({
    ...operationFacts,
    action: plainAction,
    state: z.literal('refused'),
    code: plainRefusal,
  }),
]);

export type PlainOperation = z.infer<typeof plainOperation>;

/** The bank's word on one state change: done once, or refused for good. `action` says which, and so what `result` is. */
export const operation = z.union([
  plainOperation,
  assessmentOperation,
  wealthOrderOperation,
  withdrawalOperation,
  eBankingOperation,
  applicationOperation,
  bindOperation,
  takenOperation,
  retainedOperation,
  companyOperation,
]);
export type Operation = z.infer<typeof operation>;

/** Why the bank did not do what it understood well. Final for this key. */
export type RefusalCode = Extract<Operation, { readonly state: 'refused' }>['code'];

export const blockReason = z.enum(['lost', 'stolen']);

export const blockRequest = z.strictObject({ customerRef: opaqueRef, reason: blockReason });

/** Proven in exactly one way: by a code to the old number (`proofRef`), or by a person (`approval`). */
export const phoneChange = z.strictObject({
  customerRef: opaqueRef,
  newPhone: phoneNumber,
  proofRef: opaqueRef.optional(),
  approval: staffApproval.optional(),
});

/** A request that a person will finish. `newPhone` is left out when the customer has not said it. */
export const caseRequest = z.strictObject({
  customerRef: opaqueRef,
  kind: z.literal('changePhone'),
  cardRef: opaqueRef,
  newPhone: phoneNumber.optional(),
});

export const openedCase = z.strictObject({ caseNumber, state: z.literal('open') });
export type OpenedCase = z.infer<typeof openedCase>;
