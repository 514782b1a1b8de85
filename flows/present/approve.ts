import type { Action } from '#contracts/screen/actions.ts';
import type { ApprovalPhase } from '#contracts/screen/approval-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { ApproveSnapshot } from '../steps/approve.ts';
import { back, primary, secondary } from './actions.ts';
import type { View } from './view.ts';

const openCase = secondary('openCase', 'one');

function actionsOf({ phase, refusal }: Pick<BodyOf<'awaitApproval'>, 'phase' | 'refusal'>): Action[] {
  switch (phase) {
    case 'asking':
    case 'asked':
    case 'unanswered':
    case 'seen':
    case 'unreachable':
      return [openCase, back()];
    case 'notAsked':
    case 'expired':
      return [primary('askApproval'), openCase, back()];
    case 'refused':
      if (refusal === 'documentNeeded') return [primary('askApproval'), openCase, back()];
      return refusal === 'detailsWrong'
        ? [primary('confirm'), openCase, back()]
        : [openCase, primary('next')];
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
export function approveView(
  { context }: ApproveSnapshot,
  service: ServiceId,
  facts: Pick<BodyOf<'awaitApproval'>, 'card' | 'newPhone'>,
): View {
  const { phase, refusal, reference } = context;
  const patience = PATIENCE[phase];
  return {
    body: { kind: 'awaitApproval', phase, refusal, reference, ...facts },
    actions: actionsOf(context),
    question: `awaitApproval ${phase} ${refusal ?? ''}`,
    progress: { service, step: SERVICES[service].approval?.step ?? 'review' },
    ...(patience === undefined ? {} : { patience }),
  };
}
