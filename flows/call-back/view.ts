import { TIMES_AT_ONCE } from '#contracts/screen/call-back-bodies.ts';
import { back, choice, digitEntry, primary } from '../present/actions.ts';
import { more, windowOf } from '../present/list-window.ts';
import type { Age, View } from '../present/view.ts';
import { workingView } from '../present/working.ts';
import { PHONE_LENGTH } from '../steps/digits.ts';
import { type CallBackSnapshot, chosen } from './machine.ts';

/** What of a call-back is on the screen. */
export function callBackView(snapshot: CallBackSnapshot, age: Age, elder: boolean): View {
  const { context } = snapshot;
  const { phone } = context;
  if (snapshot.matches('loading')) return workingView('loadTimes', age);
  if (snapshot.matches('keeping')) return workingView('keepCallBack', age);
  if (snapshot.matches('times')) {
    const size = elder ? TIMES_AT_ONCE.elder : TIMES_AT_ONCE.normal;
    const { first, last, ...shown } = windowOf(context.times.length, size, context.page);
    return {
      body: { kind: 'callBackTime', times: [...context.times], full: context.full, ...shown },
      actions: [
        ...context.times.slice(first, last + 1).map((_, place) => choice(first + place, 'choose', place)),
        ...more(shown),
        back(),
      ],
      question: `callBackTime ${first} ${context.full}`,
    };
  }
  if (snapshot.matches('phone'))
    return {
      body: { kind: 'callBackPhone', entered: phone, problem: context.phoneProblem },
      actions: [...digitEntry, ...(phone.length === PHONE_LENGTH ? [primary('confirm')] : []), back()],
      question: 'callBackPhone',
    };
  if (snapshot.matches('review'))
    return {
      body: { kind: 'callBackReview', time: chosen(context), phone },
      actions: [primary('confirm'), back()],
      question: 'callBackReview',
    };
  if (snapshot.matches('away'))
    return {
      body: { kind: 'callBackAway', why: context.why },
      actions: [primary('tryAgain'), back()],
      question: `callBackAway ${context.why}`,
    };
  return {
    body: { kind: 'callBackKept', reference: context.reference, time: chosen(context), phone },
    actions: [primary('next')],
    question: 'callBackKept',
  };
}
