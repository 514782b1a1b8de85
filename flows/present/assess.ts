import type { AssessmentAnswer } from '#contracts/bank/risk.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { type AssessSnapshot, findingOf } from '../steps/assess.ts';
import { back, choice, primary } from './actions.ts';
import { resultFrame, sealTruth, submissionTruth } from './result.ts';
import { signView } from './sign.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

/** The bank cannot be asked now; nothing was done. */
export const saleAwayView = (service: ServiceId, step: string): View => ({
  body: { kind: 'saleAway', service },
  actions: [primary('tryAgain'), back()],
  question: 'saleAway',
  progress: { service, step },
});

/** What is known of the class before anything is asked. */
export const standingView = (
  standing: AssessmentAnswer['assessment'],
  service: ServiceId,
  step: string,
): View => ({
  body: {
    kind: 'assessmentStanding',
    service,
    state: standing === null ? 'none' : standing.valid ? 'valid' : 'expired',
    riskClass: standing?.riskClass ?? null,
    validUntil: standing?.validUntil ?? null,
  },
  actions: [primary('confirm'), back()],
  question: 'assessmentStanding',
  progress: { service, step },
});

/** The assessment, wherever it is asked for; `step` is its own place on the rail of that service. */
export function assessView(
  snapshot: AssessSnapshot,
  service: ServiceId,
  step: string,
  facts: { readonly name: string; readonly reference: string },
  age: Age,
): View {
  const { context } = snapshot;
  const { sign, result } = snapshot.children;
  if (snapshot.matches('away')) return saleAwayView(service, step);
  if (snapshot.matches('loading') || !context.questionnaire)
    return { ...workingView('loadSale', age), progress: { service, step } };
  if (sign) return signView(sign.getSnapshot(), { service, name: facts.name }, facts.reference, age);
  if (result) {
    const shown = result.getSnapshot();
    const { answer } = shown.context;
    return {
      body: {
        kind: 'assessmentResult',
        service,
        ...submissionTruth(shown),
        ...sealTruth(context.sealed),
        riskClass: findingOf(context).riskClass,
        validUntil: answer.outcome === 'done' ? (answer.assessment?.validUntil ?? null) : null,
        onward: context.onward && answer.outcome === 'done',
      },
      ...resultFrame(shown, service, 'assessmentResult'),
    };
  }
  if (snapshot.matches('submitting'))
    return { ...workingView('recordAssessment', age), progress: { service, step: 'sign' } };
  const { questions } = context.questionnaire;
  const asked = questions[context.place];
  const chosen = context.answers[context.place] ?? -1;
  return {
    body: {
      kind: 'assessmentQuestion',
      service,
      number: context.place + 1,
      of: questions.length,
      text: asked?.text ?? { zh: '—', en: '—' },
      options: (asked?.options ?? []).map(({ text }) => text),
      chosen: chosen < 0 ? null : chosen,
    },
    actions: [...(asked?.options ?? []).map((_, place) => choice(place)), back()],
    question: `assessmentQuestion ${context.place}`,
    progress: { service, step },
  };
}
