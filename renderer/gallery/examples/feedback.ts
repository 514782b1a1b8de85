import { COMPLAINT_SUBJECTS, COMPLAINT_WISHES } from '#contracts/branch/complaint.ts';
import { RATING_LEVELS, RATING_REASONS } from '#contracts/branch/feedback.ts';
import type { Action } from '#contracts/screen/actions.ts';
import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import { NOT_FILED } from '#contracts/screen/feedback-bodies.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { back, choose, type Example, entry, example, known, primary, secondary } from '../example.ts';

const url = 'https://branch.example/c/q7Kd3mZx9Tg2Wb5Rv8Yn4Pc6Ls1Hf0Ja';
const keyed = (id: 'rate' | 'reason', choice: number, place: number): Action => ({
  ...choose(choice, place),
  id,
});

const reasons = (name: string, chosen: BodyOf<'ratingReasons'>['chosen'], window?: 'window'): Example => {
  const shown = window ? RATING_REASONS.slice(0, 3) : RATING_REASONS;
  return example(name, { kind: 'ratingReasons', chosen, ...(window && { window: { first: 0, last: 2 } }) }, [
    ...shown.map((_, place) => keyed('reason', place, place)),
    ...(window ? [secondary('more', 'zero')] : []),
    primary('next'),
  ]);
};

const filed = (
  name: string,
  more: Partial<BodyOf<'complaintFiled'>> = {},
  frame: Partial<Frame> = {},
): Example => {
  const body: BodyOf<'complaintFiled'> = {
    kind: 'complaintFiled',
    number: 'C-261122-0007-K7QXM',
    due: '2026-11-23T06:05:00.000Z',
    owner: 'lobby',
    wish: 'byNumber',
    url: null,
    receipt: 'printed',
    ...more,
  };
  const { receipt } = body;
  const print = receipt === 'offered' || receipt === 'notPrinted';
  return example(
    name,
    body,
    receipt === 'printing'
      ? []
      : [
          ...(print ? [secondary('printReceipt', 'one')] : []),
          ...(frame === known ? [secondary('anotherService', print ? 'two' : 'one')] : []),
          primary('next'),
        ],
    frame,
  );
};

const number = '14200010001';
const phone = (name: string, entered: string, problem = false): Example =>
  example(name, { kind: 'complaintPhone', entered, problem }, [
    ...entry,
    ...(entered.length === number.length ? [primary('confirm')] : []),
    back(),
  ]);

export const feedbackExamples: readonly Example[] = [
  example('farewell-rating', { kind: 'farewell', why: 'finished', rating: 'offered' }, [
    ...RATING_LEVELS.map((level) => keyed('rate', level, level - 1)),
    primary('next'),
  ]),
  example('farewell-thanked', { kind: 'farewell', why: 'finished', rating: 'thanked' }, [primary('next')]),
  reasons('rating-reasons', []),
  reasons('rating-reasons-chosen', ['waitedLong', 'notDone']),
  reasons('rating-reasons-some', ['waitedLong'], 'window'),
  example('complaint-subject', { kind: 'complaintSubject', subjects: [...COMPLAINT_SUBJECTS] }, [
    ...COMPLAINT_SUBJECTS.map((_, place) => choose(place)),
    back(),
  ]),
  example(
    'complaint-subject-some',
    { kind: 'complaintSubject', subjects: [...COMPLAINT_SUBJECTS], window: { first: 3, last: 5 } },
    [...[3, 4, 5].map((choice, place) => choose(choice, place)), secondary('more', 'zero'), back()],
    known,
  ),
  example('complaint-wish', { kind: 'complaintWish' }, [
    ...COMPLAINT_WISHES.map((_, place) => choose(place)),
    back(),
  ]),
  phone('complaint-phone', ''),
  phone('complaint-phone-whole', number),
  phone('complaint-phone-wrong', '24200010001', true),
  example(
    'complaint-review',
    { kind: 'complaintReview', subject: 'waiting', wish: 'byNumber', contact: null },
    [primary('confirm'), back()],
  ),
  example(
    'complaint-review-call',
    { kind: 'complaintReview', subject: 'accessibility', wish: 'callBack', contact: number },
    [primary('confirm'), back()],
    known,
  ),
  ...RECEIPT_STATES.map((receipt) => filed(`complaint-${receipt}`, { receipt })),
  filed('complaint-followed', { url, owner: 'manager' }),
  filed('complaint-followed-known', { url, receipt: 'notPrinted', wish: 'callBack' }, known),
  ...NOT_FILED.map((reason) =>
    example(`complaint-not-filed-${reason}`, { kind: 'complaintNotFiled', reason }, [
      primary('tryAgain'),
      back(),
    ]),
  ),
  example('complaint-unanswered', { kind: 'complaintUnknown' }, [
    secondary('tryAgain', 'one'),
    primary('next'),
  ]),
];
