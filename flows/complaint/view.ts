import { COMPLAINT_SUBJECTS, COMPLAINT_WISHES } from '#contracts/branch/complaint.ts';
import type { ActionId } from '#contracts/screen/actions.ts';
import { SUBJECTS_AT_ONCE } from '#contracts/screen/feedback-bodies.ts';
import { back, choice, digitEntry, primary, secondary } from '../present/actions.ts';
import { more, windowOf } from '../present/list-window.ts';
import { receiptState } from '../present/result.ts';
import type { Age, View } from '../present/view.ts';
import { workingView } from '../present/working.ts';
import { PHONE_LENGTH } from '../steps/digits.ts';
import { requireFiled } from './context.ts';
import type { ComplaintSnapshot } from './machine.ts';

/** What of a complaint is on the screen. */
export function complaintView(snapshot: ComplaintSnapshot, age: Age, elder: boolean): View {
  const { context } = snapshot;
  if (snapshot.matches('filing')) return workingView('fileComplaint', age);
  if (snapshot.matches('subject')) return subjectView(snapshot, elder);
  if (snapshot.matches('wish'))
    return {
      body: { kind: 'complaintWish' },
      actions: [...COMPLAINT_WISHES.map((_, index) => choice(index)), back()],
      question: 'complaintWish',
    };
  if (snapshot.matches('contact'))
    return {
      body: { kind: 'complaintPhone', entered: context.contact, problem: context.contactProblem },
      actions: [
        ...digitEntry,
        ...(context.contact.length === PHONE_LENGTH ? [primary('confirm')] : []),
        back(),
      ],
      question: 'complaintPhone',
    };
  if (snapshot.matches('review'))
    return {
      body: {
        kind: 'complaintReview',
        subject: context.subject,
        wish: context.wish,
        contact: context.wish === 'callBack' ? context.contact : null,
      },
      actions: [primary('confirm'), back()],
      question: 'complaintReview',
    };
  if (snapshot.matches('unknown'))
    return {
      body: { kind: 'complaintUnknown' },
      actions: [secondary('tryAgain', 'one'), primary('next')],
      question: 'complaintUnknown',
    };
  if (snapshot.matches('filed')) return filedView(snapshot);
  return {
    body: { kind: 'complaintNotFiled', reason: context.why },
    actions: [primary('tryAgain'), back()],
    question: `complaintNotFiled ${context.why}`,
  };
}

function subjectView({ context }: ComplaintSnapshot, elder: boolean): View {
  const size = elder ? SUBJECTS_AT_ONCE.elder : SUBJECTS_AT_ONCE.normal;
  const { first, last, ...shown } = windowOf(COMPLAINT_SUBJECTS.length, size, context.page);
  return {
    body: { kind: 'complaintSubject', subjects: [...COMPLAINT_SUBJECTS], ...shown },
    actions: [
      ...COMPLAINT_SUBJECTS.slice(first, last + 1).map((_, place) => choice(first + place, 'choose', place)),
      ...more(shown),
      back(),
    ],
    question: `complaintSubject ${first}`,
  };
}

function filedView(snapshot: ComplaintSnapshot): View {
  const { context } = snapshot;
  const { number, due, owner, url } = requireFiled(context);
  const { result } = snapshot.children;
  const receipt = result ? receiptState(result.getSnapshot()) : 'unavailable';
  const ids: ActionId[] = [
    ...(receipt === 'offered' || receipt === 'notPrinted' ? (['printReceipt'] as const) : []),
    ...(context.identified ? (['anotherService'] as const) : []),
  ];
  return {
    body: { kind: 'complaintFiled', number, due, owner, url, wish: context.wish, receipt },
    actions:
      receipt === 'printing'
        ? []
        : [
            ...ids.map((id, place) => secondary(id, (['one', 'two'] as const)[place] ?? 'three')),
            primary('next'),
          ],
    question: `complaintFiled ${number}`,
    ...(receipt === 'printing' || receipt === 'printed' || receipt === 'unknown'
      ? { slot: 'receiptPrinter' as const }
      : {}),
  };
}
