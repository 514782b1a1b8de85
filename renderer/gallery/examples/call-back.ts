import type { Body } from '#contracts/screen/screen.ts';
import { back, choose, type Example, entry, example, known, primary, secondary } from '../example.ts';

const half = (place: number) => {
  const from = Date.parse('2026-11-23T01:00:00.000Z') + place * 30 * 60_000;
  return { from: new Date(from).toISOString(), to: new Date(from + 30 * 60_000).toISOString() };
};
const times = Array.from({ length: 8 }, (_, place) => half(place));
const [time = half(0)] = times;
const phone = '14200010001';
const shown = (name: string, body: Body, actions: Example['actions']): Example =>
  example(name, body, actions, known);

/** Somebody is to call back. */
export const callBackExamples: readonly Example[] = [
  shown('call-back-time', { kind: 'callBackTime', times: times.slice(0, 3), full: false }, [
    ...[0, 1, 2].map((place) => choose(place)),
    back(),
  ]),
  shown('call-back-time-some', { kind: 'callBackTime', times, full: true, window: { first: 3, last: 5 } }, [
    ...[3, 4, 5].map((choice, place) => choose(choice, place)),
    secondary('more', 'zero'),
    back(),
  ]),
  shown('call-back-phone', { kind: 'callBackPhone', entered: '1420001', problem: false }, [...entry, back()]),
  shown('call-back-phone-wrong', { kind: 'callBackPhone', entered: '02012345678', problem: true }, [
    ...entry,
    primary('confirm'),
    back(),
  ]),
  shown('call-back-review', { kind: 'callBackReview', time, phone }, [primary('confirm'), back()]),
  shown('call-back-kept', { kind: 'callBackKept', reference: 'B-0042', time, phone }, [primary('next')]),
  shown('call-back-unknown', { kind: 'callBackKept', reference: null, time, phone }, [primary('next')]),
  ...(['unreachable', 'noTimes', 'notKept'] as const).map((why) =>
    shown(`call-back-away-${why}`, { kind: 'callBackAway', why }, [primary('tryAgain'), back()]),
  ),
];
