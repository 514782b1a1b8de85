import type { Bilingual } from '#contracts/language.ts';
import type { HandOutSnapshot } from '../steps/hand-out.ts';
import { primary } from './actions.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

/** A new card on its way; where it is stands in the frame as long as the machine has it. */
export function handOutView(
  snapshot: HandOutSnapshot,
  name: Bilingual,
  reference: string,
  age: Age,
): Omit<View, 'progress'> {
  const { blank } = snapshot.context;
  const last4 = blank?.last4 ?? null;
  const inside = { card: { last4, where: 'newInside' } } as const;
  if (snapshot.matches('atGate'))
    return {
      body: {
        kind: 'takeNewCard',
        last4: last4 ?? '0000',
        name,
        urgency: snapshot.matches({ atGate: 'insistent' }) ? 'insistent' : 'calm',
      },
      actions: [],
      question: 'takeNewCard',
      slot: 'cardDispenser',
      card: { last4, where: 'newGate' },
    };
  if (snapshot.matches('waiting'))
    return {
      body: { kind: 'awaitBinding', reference },
      actions: [primary('next')],
      question: 'awaitBinding',
      patience: 'asked',
      ...inside,
    };
  if (snapshot.matches('binding')) return { ...workingView('bindCard', age), ...inside };
  if (snapshot.matches('presenting')) return { ...workingView('presentCard', age), ...inside };
  if (snapshot.matches('keeping')) return { ...workingView('retainCard', age), ...inside };
  if (snapshot.matches('activating') || snapshot.matches('over')) return workingView('activateCard', age);
  return workingView('prepareCard', age);
}
