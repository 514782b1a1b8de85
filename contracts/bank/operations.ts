import { z } from 'zod';
import { assessmentOperation } from './risk.ts';
import { operationFacts } from './settled.ts';
import { moment, opaqueRef, phoneNumber, staffNumber } from './values.ts';
import { wealthOrderOperation, withdrawalOperation } from './wealth.ts';

const plainAction = z.enum(['blockCard', 'sendCode', 'changePhone', 'openCase']);

/** What an idempotency key was used for. */
export const operationAction = z.enum([
  ...plainAction.options,
  'recordRiskAssessment',
  'placeWealthOrder',
  'withdrawWealthOrder',
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
]);
export type Operation = z.infer<typeof operation>;

/** Why the bank did not do what it understood well. Final for this key. */
export type RefusalCode = Extract<Operation, { readonly state: 'refused' }>['code'];

export const blockReason = z.enum(['lost', 'stolen']);

export const blockRequest = z.strictObject({ customerRef: opaqueRef, reason: blockReason });

/** A person of the bank made sure that it is the customer, and approved this very change: who, when, under which name. */
export const staffApproval = z.strictObject({
  approvalId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  staff: staffNumber,
  at: moment,
});
export type StaffApproval = z.infer<typeof staffApproval>;

/** Proven in exactly one way: by a code to the old number (`proofRef`), or by a person (`approval`). */
export const phoneChange = z.strictObject({
  customerRef: opaqueRef,
  newPhone: phoneNumber,
  proofRef: opaqueRef.optional(),
  approval: staffApproval.optional(),
});

export const provenOnce = (change: {
  readonly proofRef?: string | undefined;
  readonly approval?: StaffApproval | undefined;
}): boolean => (change.proofRef === undefined) !== (change.approval === undefined);

/** A request that a person will finish. `newPhone` is left out when the customer has not said it. */
export const caseRequest = z.strictObject({
  customerRef: opaqueRef,
  kind: z.literal('changePhone'),
  cardRef: opaqueRef,
  newPhone: phoneNumber.optional(),
});

export const openedCase = z.strictObject({ caseNumber, state: z.literal('open') });
export type OpenedCase = z.infer<typeof openedCase>;
