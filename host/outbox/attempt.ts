import type { BankClient } from '#bank/client/client.ts';
import type { BankFailure } from '#contracts/bank/failure.ts';
import type { Operation, RefusalCode } from '#contracts/bank/operations.ts';
import type { Refusal } from '#contracts/screen/bodies.ts';
import type { Submission, SubmissionAnswer } from '#flows/ports.ts';
import { unreachable } from '#foundation/result.ts';

type Without<T> = T extends unknown ? Omit<T, 'submission' | 'reference'> : never;

/** The end of an operation, without its name. `unknown` is not an end. */
export type Settled = Exclude<Without<SubmissionAnswer>, { readonly outcome: 'unknown' }>;

/**
 * What one attempt taught us: the end; that bytes may have reached the bank; that certainly none did; or that the
 * bank was asked and does not know the key.
 */
export type Attempt =
  | { readonly kind: 'settled'; readonly settled: Settled }
  | { readonly kind: 'perhapsSent' }
  | { readonly kind: 'notSent' }
  | { readonly kind: 'notThere' };

type Item = { readonly key: string; readonly submission: Submission; readonly perhapsSent: boolean };

/** One question about a key, or one sending under it. */
export async function attempt(bank: BankClient, item: Item, ask: boolean): Promise<Attempt> {
  if (ask) {
    const known = await bank.operation({ idempotencyKey: item.key });
    if (known.ok) return { kind: 'settled', settled: fromOperation(known.value) };
    if (known.error.code === 'notFound') return { kind: 'notThere' };
    return { kind: 'perhapsSent' };
  }
  const sent = await send(bank, item);
  if (sent.ok) return { kind: 'settled', settled: sent.value };
  return fromFailure(sent.error, item.perhapsSent);
}

type Sent =
  | { readonly ok: true; readonly value: Settled }
  | { readonly ok: false; readonly error: BankFailure };

async function send(bank: BankClient, { key, submission }: Item): Promise<Sent> {
  const idempotencyKey = key;
  switch (submission.type) {
    case 'blockCard': {
      const { customerRef, cardRef } = submission;
      const reply = await bank.blockCard({ customerRef, cardRef, reason: 'lost', idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'changePhone': {
      const { customerRef, cardRef, newPhone } = submission;
      const proof =
        'approval' in submission ? { approval: submission.approval } : { proofRef: submission.proofRef };
      const reply = await bank.changePhone({ customerRef, cardRef, newPhone, ...proof, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'openCase': {
      const { customerRef, cardRef, newPhone } = submission;
      const reply = await bank.openCase({
        customerRef,
        cardRef,
        newPhone,
        kind: 'changePhone',
        idempotencyKey,
      });
      return reply.ok
        ? { ok: true, value: { outcome: 'caseOpened', caseNumber: reply.value.caseNumber } }
        : reply;
    }
    case 'recordAssessment': {
      const { type: _, ...record } = submission;
      const reply = await bank.recordRiskAssessment({ ...record, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'buyProduct': {
      const { type: _, ...order } = submission;
      const reply = await bank.placeWealthOrder({ ...order, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'withdrawOrder': {
      const { customerRef, orderNumber } = submission;
      const reply = await bank.withdrawWealthOrder({ customerRef, orderNumber, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'signUpEBanking': {
      const { type: _, ...contract } = submission;
      const reply = await bank.signUpEBanking({ ...contract, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'openCard': {
      const { type: _, ...application } = submission;
      const reply = await bank.openCardApplication({ ...application, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'bindCard': {
      const { type: _, ...binding } = submission;
      const reply = await bank.bindCard({ ...binding, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'cardTaken': {
      const { type: _, ...binding } = submission;
      const reply = await bank.reportCardTaken({ ...binding, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'cardRetained': {
      const { type: _, ...binding } = submission;
      const reply = await bank.reportCardRetained({ ...binding, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    case 'openCompanyAccount': {
      const { type: _, ...rest } = submission;
      const reply = await bank.submitCompanyAccount({ ...rest, idempotencyKey });
      return reply.ok ? { ok: true, value: fromOperation(reply.value) } : reply;
    }
    default:
      return unreachable(submission);
  }
}

const REFUSALS: Readonly<Partial<Record<RefusalCode, Refusal>>> = {
  alreadyBlocked: 'alreadyBlocked',
  proofInvalid: 'proofExpired',
  samePhone: 'samePhone',
  refusedByBank: 'notAllowed',
  insufficientFunds: 'insufficientFunds',
  productClosed: 'productClosed',
  assessmentExpired: 'assessmentExpired',
  notSuitable: 'notSuitable',
  amountOutOfRange: 'amountOutOfRange',
  cardUnusable: 'cardUnusable',
  tooYoung: 'tooYoung',
  tooManyAssessments: 'tooManyAssessments',
  questionnaireOutdated: 'questionnaireOutdated',
  alreadyWithdrawn: 'alreadyWithdrawn',
  tooLate: 'tooLate',
  alreadySignedUp: 'alreadySignedUp',
  limitOutOfRange: 'limitOutOfRange',
  tooManyCards: 'tooManyCards',
  alreadyOpened: 'alreadyOpened',
  notReviewed: 'notReviewed',
  agentMismatch: 'agentMismatch',
  originalMissing: 'originalMissing',
};

function fromOperation(operation: Operation): Settled {
  if (operation.state === 'refused')
    return { outcome: 'refused', refusal: REFUSALS[operation.code] ?? 'notAllowed' };
  if (operation.action === 'recordRiskAssessment') {
    const { riskClass, validUntil } = operation.result;
    return { outcome: 'done', assessment: { riskClass, validUntil } };
  }
  if (operation.action === 'placeWealthOrder') {
    const { orderNumber, coolingOffUntil } = operation.result;
    return { outcome: 'done', order: { orderNumber, coolingOffUntil } };
  }
  if (operation.action === 'withdrawWealthOrder')
    return { outcome: 'done', withdrawn: { refundedFen: operation.result.refundedFen } };
  if (operation.action === 'signUpEBanking')
    return { outcome: 'done', contract: { contractNumber: operation.result.contractNumber } };
  if (operation.action === 'openCardApplication')
    return { outcome: 'done', application: { applicationRef: operation.result.applicationRef } };
  if (operation.action === 'bindCard') return { outcome: 'done', bound: { last4: operation.result.last4 } };
  if (operation.action === 'submitCompanyAccount')
    return { outcome: 'done', company: { accountNumber: operation.result.accountNumber } };
  return 'caseNumber' in operation && operation.caseNumber !== undefined
    ? { outcome: 'caseOpened', caseNumber: operation.caseNumber }
    : { outcome: 'done' };
}

/** A failure of a sending. After an earlier sending that may have arrived, a "no" to this one settles nothing. */
function fromFailure(failure: BankFailure, perhapsSent: boolean): Attempt {
  switch (failure.code) {
    case 'unknown':
      return { kind: 'perhapsSent' };
    case 'unreachable':
      return { kind: perhapsSent ? 'perhapsSent' : 'notSent' };
    case 'refused':
    case 'notFound':
    case 'rejected':
    case 'invalidInput':
      return perhapsSent
        ? { kind: 'perhapsSent' }
        : {
            kind: 'settled',
            settled: { outcome: 'refused', refusal: failure.code === 'refused' ? 'notAllowed' : 'other' },
          };
    default:
      return unreachable(failure);
  }
}
