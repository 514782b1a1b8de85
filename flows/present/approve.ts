import type { Action } from '#contracts/screen/actions.ts';
import type { ApprovalPhase } from '#contracts/screen/approval-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import type { ApproveSnapshot } from '../steps/approve.ts';
import { back, primary, secondary } from './actions.ts';
import type { View } from './view.ts';

function actionsOf(
  { phase, refusal }: Pick<BodyOf<'awaitApproval'>, 'phase' | 'refusal'>,
  orCase: boolean,
): Action[] {
  const instead = orCase ? [secondary('openCase', 'one')] : [];
  switch (phase) {
    case 'asking':
    case 'asked':
    case 'unanswered':
    case 'seen':
    case 'unreachable':
      return [...instead, back()];
    case 'notAsked':
    case 'expired':
      return [primary('askApproval'), ...instead, back()];
    case 'refused':
      if (refusal === 'documentNeeded') return [primary('askApproval'), ...instead, back()];
      return refusal === 'detailsWrong' || refusal === 'pictureUnclear'
        ? [primary('confirm'), ...instead, back()]
        : [...instead, primary('next')];
  }
}

/** As long as somebody is coming, the customer is not asked whether he is still there as soon as elsewhere. */
const PATIENCE: Readonly<Partial<Record<ApprovalPhase, View['patience']>>> = {
  asked: 'asked',
  unanswered: 'asked',
  unreachable: 'asked',
  seen: 'seen',
};

/** A person is asked to decide: what is known of it, and every other way. */
export function approveView({ context }: ApproveSnapshot, about: BodyOf<'awaitApproval'>['about']): View {
  const { service } = about;
  const { approval } = SERVICES[service];
  const { phase, refusal, reference } = context;
  const patience = PATIENCE[phase];
  return {
    body: { kind: 'awaitApproval', phase, refusal, reference, about },
    actions: actionsOf(context, approval?.orCase === true),
    question: `awaitApproval ${phase} ${refusal ?? ''}`,
    progress: { service, step: approval?.step ?? 'review' },
    ...(patience === undefined ? {} : { patience }),
  };
}
