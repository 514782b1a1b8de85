import { maskPhone } from '#contracts/bank/values.ts';
import type { CustomerCard } from '../../ports.ts';
import { back, digitEntry, primary, secondary } from '../../present/actions.ts';
import { approveView } from '../../present/approve.ts';
import { chooseCardView } from '../../present/choose-card.ts';
import { resultView } from '../../present/result.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import { CODE_LENGTH, PHONE_LENGTH } from '../../steps/digits.ts';
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
  const { result, approve } = snapshot.children;
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
  if (snapshot.matches('sendingCode'))
    return { ...workingView('sendCode', age), progress: { service, step: 'proveOldNumber' } };
  if (snapshot.matches('checkingCode'))
    return { ...workingView('checkCode', age), progress: { service, step: 'proveOldNumber' } };
  if (snapshot.matches('agreeing') || snapshot.matches('submitting'))
    return {
      ...workingView(context.route === 'change' || context.approval ? 'changePhone' : 'openCase', age),
      progress: { service, step: 'review' },
    };
  if (snapshot.matches('proveOldNumber')) return proveOldNumber(context, chosen, oldPhone);
  if (snapshot.matches('enterCode')) return enterCode(context);
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

function proveOldNumber(context: Context, chosen: CustomerCard, oldPhone: string | null): View {
  const { sent, wait, usedUp, codeProblem } = context;
  // With a code that is still good, asking leads back to it whatever the bank says.
  const maySend = oldPhone !== null && (sent !== null || (wait === 0 && !usedUp));
  const problem = sent === null && codeProblem !== 'wrong' ? codeProblem : null;
  return {
    body: {
      kind: 'proveOldNumber',
      card: summary(chosen),
      oldPhone,
      problem,
      secondsLeft: sent === null ? wait : 0,
    },
    actions: maySend
      ? [primary('sendCode'), secondary('noOldNumber', 'one'), back()]
      : [primary('noOldNumber'), back()],
    question: `proveOldNumber ${chosen.cardRef} ${problem ?? ''}`,
    progress: { service, step: 'proveOldNumber' },
  };
}

/** Only ever asked for a code that was sent and is still good. */
function enterCode(context: Context): View {
  const { code, sent, wait, usedUp, codeProblem } = context;
  const full = code.length === CODE_LENGTH;
  return {
    body: {
      kind: 'enterCode',
      sentTo: sent?.sentTo ?? '',
      entered: code,
      length: CODE_LENGTH,
      problem: codeProblem === 'expired' ? null : codeProblem,
      triesLeft: context.triesLeft,
      resend: usedUp ? 'none' : wait > 0 ? 'wait' : 'available',
      secondsLeft: wait,
    },
    actions: [
      ...digitEntry,
      ...(full ? [primary('confirm')] : []),
      // Once all digits stand there, ENTER confirms them.
      ...(wait > 0 || usedUp
        ? []
        : [full ? ({ id: 'resendCode', role: 'secondary' } as const) : secondary('resendCode', 'enter')]),
      { id: 'noOldNumber', role: 'secondary' },
      back(),
    ],
    question: 'enterCode',
    progress: { service, step: 'proveOldNumber' },
  };
}
