import { maskPhone } from '#contracts/bank/values.ts';
import { back, digitEntry, primary, secondary } from '../../present/actions.ts';
import { approveView } from '../../present/approve.ts';
import { chooseCardView } from '../../present/choose-card.ts';
import { provePhoneView } from '../../present/prove-phone.ts';
import { resultView } from '../../present/result.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import { PHONE_LENGTH } from '../../steps/digits.ts';
import { summary } from '../service-machine.ts';
import { routeOf } from './context.ts';
import type { ChangeReservedPhoneSnapshot } from './machine.ts';

const service = 'changeReservedPhone';

export function changeReservedPhoneView(
  snapshot: ChangeReservedPhoneSnapshot,
  age: Age,
  elder: boolean,
): View {
  const { context } = snapshot;
  const { chosen } = context;
  if (!chosen || snapshot.matches('chooseCard')) return chooseCard(context, elder);
  const oldPhone = chosen.reservedPhone?.masked ?? null;
  const { prove, result, approve } = snapshot.children;
  if (prove) return provePhoneView(prove.getSnapshot(), { service, step: 'proveOldNumber' }, age);
  if (result)
    return resultView(result.getSnapshot(), service, {
      card: summary(chosen),
      oldPhone,
      newPhone: maskPhone(context.phone),
    });
  if (approve)
    return approveView(approve.getSnapshot(), {
      service,
      card: summary(chosen),
      newPhone: maskPhone(context.phone),
    });
  const route = routeOf(context);
  if (snapshot.matches('agreeing') || snapshot.matches('submitting'))
    return {
      ...workingView(context.route === 'change' || context.approval ? 'changePhone' : 'openCase', age),
      progress: { service, step: 'review' },
    };
  if (snapshot.matches('enterPhone'))
    return {
      body: {
        kind: 'enterPhone',
        entered: context.phone,
        problem: context.phoneProblem,
        route,
      },
      actions: [
        ...digitEntry,
        ...(context.phone.length === PHONE_LENGTH ? [primary('confirm')] : []),
        back(),
      ],
      question: `enterPhone ${route}`,
      progress: { service, step: 'newNumber' },
    };
  return {
    body: {
      kind: 'reviewPhone',
      card: summary(chosen),
      oldPhone,
      newPhone: context.phone,
      route,
    },
    actions:
      route === 'person'
        ? [primary('askApproval'), secondary('openCase', 'one'), back()]
        : [primary('confirm'), back()],
    question: `reviewPhone ${route}`,
    progress: { service, step: 'review' },
  };
}

type Context = ChangeReservedPhoneSnapshot['context'];

function chooseCard(context: Context, elder: boolean): View {
  const cards = context.customer.cards.map((card) => ({
    ...summary(card),
    selectable: card.status === 'active',
    reason: card.status === 'active' ? null : ('alreadyBlocked' as const),
  }));
  return chooseCardView(service, cards, context.page, elder);
}
