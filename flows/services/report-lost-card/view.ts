import { back, primary } from '../../present/actions.ts';
import { chooseCardView } from '../../present/choose-card.ts';
import { resultView } from '../../present/result.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import { summary } from '../service-machine.ts';
import { type ReportLostCardSnapshot, unselectable } from './machine.ts';

const service = 'reportLostCard';

export function reportLostCardView(snapshot: ReportLostCardSnapshot, age: Age, elder: boolean): View {
  const { context } = snapshot;
  const { chosen } = context;
  const { result } = snapshot.children;
  if (chosen && result)
    return resultView(result.getSnapshot(), service, {
      card: summary(chosen),
      oldPhone: null,
      newPhone: null,
    });
  if (chosen && (snapshot.matches('agreeing') || snapshot.matches('submitting')))
    return { ...workingView('block', age), progress: { service, step: 'review' } };
  if (chosen && snapshot.matches('review'))
    return {
      body: { kind: 'reviewBlock', card: summary(chosen) },
      actions: [primary('confirm'), back()],
      question: `reviewBlock ${chosen.cardRef}`,
      progress: { service, step: 'review' },
    };
  const cards = context.customer.cards.map((card) => {
    const reason = unselectable(card, context.shownCardRef);
    return { ...summary(card), selectable: reason === null, reason };
  });
  return chooseCardView(service, cards, context.page, elder);
}
