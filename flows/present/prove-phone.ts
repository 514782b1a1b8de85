import type { ServiceId } from '#contracts/services/service.ts';
import { summary } from '../services/service-machine.ts';
import { CODE_LENGTH } from '../steps/digits.ts';
import type { ProvePhoneSnapshot } from '../steps/prove-phone.ts';
import { back, digitEntry, primary, secondary } from './actions.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

type Context = ProvePhoneSnapshot['context'];

/** Which of the service's declared steps this is; the screen that asks goes by the same name. */
export type ProvePhonePlace = { readonly service: ServiceId; readonly step: 'proveOldNumber' | 'provePhone' };

/** The reserved phone is asked for a code. */
export function provePhoneView(snapshot: ProvePhoneSnapshot, progress: ProvePhonePlace, age: Age): View {
  if (snapshot.matches('sending')) return { ...workingView('sendCode', age), progress };
  if (snapshot.matches('checking') || snapshot.status === 'done')
    return { ...workingView('checkCode', age), progress };
  const view = snapshot.matches('entering') ? enterCode(snapshot.context) : ask(snapshot.context, progress);
  return { ...view, progress };
}

function ask({ card, sent, wait, usedUp, problem: last }: Context, { step }: ProvePhonePlace): View {
  const phone = card.reservedPhone?.masked ?? null;
  // With a code that is still good, asking leads back to it whatever the bank says.
  const maySend = phone !== null && (sent !== null || (wait === 0 && !usedUp));
  const problem = sent === null && last !== 'wrong' ? last : null;
  const asked = { card: summary(card), problem, secondsLeft: sent === null ? wait : 0 };
  return {
    body:
      step === 'proveOldNumber'
        ? { kind: 'proveOldNumber', ...asked, oldPhone: phone }
        : { kind: 'provePhone', ...asked, phone },
    actions: maySend
      ? [primary('sendCode'), secondary('noOldNumber', 'one'), back()]
      : [primary('noOldNumber'), back()],
    question: `${step} ${card.cardRef} ${problem ?? ''}`,
  };
}

/** Only ever asked for a code that was sent and is still good. */
function enterCode({ code, sent, wait, usedUp, problem, triesLeft }: Context): View {
  const full = code.length === CODE_LENGTH;
  return {
    body: {
      kind: 'enterCode',
      sentTo: sent?.sentTo ?? '',
      entered: code,
      length: CODE_LENGTH,
      problem: problem === 'expired' ? null : problem,
      triesLeft,
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
  };
}
