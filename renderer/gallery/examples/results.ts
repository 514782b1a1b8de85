import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import type { Slot } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, type Example, example, primary, secondary } from '../example.ts';
import { credit, debit, OLD } from './business.ts';

type Result = BodyOf<'result'>;

function result(name: string, body: Partial<Result> & Pick<Result, 'service' | 'outcome'>): Example {
  const change = body.service === 'changeReservedPhone';
  const whole: Result = {
    kind: 'result',
    refusal: null,
    card: debit,
    oldPhone: change ? OLD : null,
    newPhone: change ? '142****0009' : null,
    reference: 'B-20261122-0042',
    receipt: 'offered',
    ...body,
  };
  const mayPrint = whole.receipt === 'offered' || whole.receipt === 'notPrinted';
  const moving = whole.receipt === 'printing';
  const slot: Slot | null =
    moving || whole.receipt === 'printed' || whole.receipt === 'unknown' ? 'receiptPrinter' : null;
  return example(
    name,
    whole,
    moving
      ? []
      : [
          ...(mayPrint ? [secondary('printReceipt', 'one')] : []),
          secondary('anotherService', 'two'),
          primary('next'),
        ],
    { ...at(whole.service, 'result'), slot },
  );
}

export const resultExamples: readonly Example[] = [
  ...RECEIPT_STATES.map((receipt) =>
    result(`result-blocked-${receipt}`, { service: 'reportLostCard', outcome: 'done', receipt }),
  ),
  result('result-already-blocked', {
    service: 'reportLostCard',
    outcome: 'refused',
    refusal: 'alreadyBlocked',
  }),
  result('result-not-blocked', { service: 'reportLostCard', outcome: 'refused', refusal: 'notAllowed' }),
  result('result-block-unknown', { service: 'reportLostCard', outcome: 'unknown', receipt: 'unavailable' }),
  result('result-block-not-sent', { service: 'reportLostCard', outcome: 'notSent', receipt: 'unknown' }),
  result('result-phone-changed', { service: 'changeReservedPhone', outcome: 'done', receipt: 'printed' }),
  result('result-phone-proof-expired', {
    service: 'changeReservedPhone',
    outcome: 'refused',
    refusal: 'proofExpired',
  }),
  result('result-phone-card-blocked', {
    service: 'changeReservedPhone',
    outcome: 'refused',
    refusal: 'alreadyBlocked',
  }),
  result('result-phone-same', {
    service: 'changeReservedPhone',
    outcome: 'refused',
    refusal: 'samePhone',
  }),
  result('result-phone-refused', { service: 'changeReservedPhone', outcome: 'refused', refusal: 'other' }),
  result('result-phone-unknown', { service: 'changeReservedPhone', outcome: 'unknown' }),
  result('result-phone-not-sent', {
    service: 'changeReservedPhone',
    outcome: 'notSent',
    receipt: 'notPrinted',
  }),
  result('result-case-opened', {
    service: 'changeReservedPhone',
    outcome: 'caseOpened',
    card: credit,
    oldPhone: null,
    reference: 'C-7K4Q92',
  }),
];
