import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { missing, type PictureSnapshot } from '../steps/picture.ts';
import { back, choice, primary, secondary } from './actions.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

type Place = { readonly service: ServiceId; readonly step: string };

/** Originals that are to be shown, and the one under the camera. */
export function pictureView(snapshot: PictureSnapshot, { service, step }: Place, age: Age): View {
  const { context } = snapshot;
  const progress = { service, step };
  if (snapshot.matches('looking')) return { ...workingView('keepPicture', age), progress };
  if (snapshot.matches('keeping')) return { ...workingView('keepPicture', age), progress };
  if (snapshot.matches('overview') || !context.now) return overview(snapshot, service, step);
  const shown = {
    kind: 'pictureOriginal',
    service,
    original: context.now,
    number: context.originals.indexOf(context.now) + 1,
    of: context.originals.length,
    problem: context.problem,
  } as const;
  const question = `pictureOriginal ${context.now}`;
  if (snapshot.matches('cameraAway'))
    return {
      body: { ...shown, phase: 'cameraAway', problem: null },
      actions: [primary('tryAgain'), back()],
      question: `${question} away`,
      progress,
    };
  if (snapshot.matches('checking') || context.picture !== null)
    return {
      body: { ...shown, phase: 'check' },
      actions: [primary('confirm'), secondary('tryAgain', 'one'), back()],
      question: `${question} check`,
      progress,
    };
  const taking = snapshot.matches({ aiming: 'taking' });
  return {
    body: { ...shown, phase: taking ? 'taking' : 'aim' },
    actions: [...(taking ? [] : [primary('takePicture')]), back()],
    question,
    progress,
    // Papers are looked for, unfolded and laid straight.
    patience: 'asked',
  };
}

function overview({ context }: PictureSnapshot, service: ServiceId, step: string): View {
  const { originals, pictures, unclear, earlier } = context;
  const left = missing(context).length;
  const stateOf = (original: (typeof originals)[number]): BodyOf<'originals'>['list'][number]['state'] => {
    if (unclear.includes(original)) return 'again';
    if (earlier.includes(original)) return 'shown';
    return pictures.some((one) => one.original === original) ? 'taken' : 'missing';
  };
  return {
    body: {
      kind: 'originals',
      service,
      list: originals.map((original) => ({ original, state: stateOf(original) })),
      missing: left,
    },
    actions: [
      ...originals.map((_, place) => choice(place)),
      primary(left > 0 ? 'next' : 'askApproval'),
      back(),
    ],
    question: `originals ${left}`,
    progress: { service, step },
    patience: 'asked',
  };
}
