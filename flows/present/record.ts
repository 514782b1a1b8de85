import type { Action } from '#contracts/screen/actions.ts';
import type { RecordSnapshot } from '../steps/record.ts';
import { back, primary } from './actions.ts';
import { consentView, type SignPlace, signView } from './sign.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

/** By touch on every screen of the stretch; by keypad over help and display. */
const stopRecording: Action = { id: 'stopRecording', role: 'frame' };

/** What is on the screen while a recording runs: the sign that it does, and a way to end it. */
export const whileRecording = (view: View, mayStop: boolean): View => ({
  ...view,
  recording: true,
  actions: mayStop ? [...view.actions, stopRecording] : view.actions,
});

/** A sale from the consent to its recording to the sealed paper. */
export function recordView(snapshot: RecordSnapshot, place: SignPlace, reference: string, age: Age): View {
  const { context } = snapshot;
  const { consent, sign } = snapshot.children;
  const { service } = place;
  if (consent) return consentView(consent.getSnapshot(), service, 'read');
  if (sign) {
    const signing = sign.getSnapshot();
    const view = signView(signing, place, reference, age);
    return context.recording ? whileRecording(view, !signing.hasTag('working')) : view;
  }
  if (snapshot.matches('notRecorded'))
    return {
      body: { kind: 'notSigned', service, why: context.why, reference },
      actions: [primary('next'), back()],
      question: `notSigned ${context.why}`,
      progress: { service, step: 'read' },
    };
  return { ...workingView('recorder', age), progress: { service, step: 'read' } };
}
