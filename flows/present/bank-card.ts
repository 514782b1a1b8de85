import type { BankCardSnapshot } from '../session/bank-card.ts';
import { primary } from './actions.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

const slipState = (snapshot: BankCardSnapshot) => {
  const { slip } = snapshot.context;
  return slip;
};

/** A card in the machine comes before everything else on the screen. */
export function bankCardView(snapshot: BankCardSnapshot, age: Age): View {
  const { context } = snapshot;
  if (snapshot.matches('problem') && context.problem)
    return {
      body: { kind: 'cardProblem', problem: context.problem },
      actions: [primary('next')],
      question: `cardProblem ${context.problem}`,
      slot: 'cardReader',
    };
  if (snapshot.matches('atGate'))
    return {
      body: {
        kind: 'takeMedia',
        what: 'card',
        receipt: false,
        urgency: snapshot.matches({ atGate: 'insistent' }) ? 'insistent' : 'calm',
        why: 'finished',
      },
      actions: [],
      question: 'takeCard',
      slot: 'cardReader',
    };
  if (snapshot.matches('kept') || snapshot.matches('slip')) {
    const reference = context.kept?.reference ?? '';
    const staffTold = context.kept?.staffTold ?? false;
    if (context.stuck || context.unsure)
      return {
        body: {
          kind: 'trouble',
          what: context.stuck ? 'cardStuck' : 'cardReaderFault',
          cardInside: context.stuck,
          reference,
          staffTold,
        },
        actions: [primary('next')],
        question: context.stuck ? 'cardStuck' : 'cardUnsure',
      };
    return {
      body: {
        kind: 'cardRetained',
        reason: context.retainReason,
        reference,
        slip: slipState(snapshot),
        staffTold,
      },
      actions: snapshot.matches('kept') ? [primary('next')] : [],
      question: 'cardRetained',
      ...(context.slip === 'printed' || context.slip === 'printing'
        ? { slot: 'receiptPrinter' as const }
        : {}),
    };
  }
  if (snapshot.matches('retaining')) return workingView('retainCard', age);
  if (snapshot.matches('lookingAgain') || snapshot.matches('lastLook')) return workingView('returnCard', age);
  if (snapshot.matches('returning') || snapshot.matches('returningAgain'))
    return workingView('returnCard', age);
  return workingView('readCard', age);
}

/** Where the card is, for the line that is always on the screen while the machine has it. */
export function cardPlace(
  snapshot: BankCardSnapshot,
): { last4: string | null; where: 'inside' | 'gate' } | null {
  const { context } = snapshot;
  if (snapshot.matches('atGate')) return { last4: context.last4, where: 'gate' };
  if (snapshot.status === 'done' || snapshot.matches('kept') || snapshot.matches('slip')) return null;
  return { last4: context.last4, where: 'inside' };
}
