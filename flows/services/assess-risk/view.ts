import { assessView, saleAwayView, standingView } from '../../present/assess.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import type { AssessRiskSnapshot } from './machine.ts';

const service = 'assessRisk';

export function assessRiskView(snapshot: AssessRiskSnapshot, age: Age): View {
  const { context } = snapshot;
  const { assess } = snapshot.children;
  if (assess) return assessView(assess.getSnapshot(), service, 'questions', context, age);
  if (snapshot.matches('away')) return saleAwayView(service, 'questions');
  if (snapshot.matches('loading'))
    return { ...workingView('loadSale', age), progress: { service, step: 'questions' } };
  return standingView(context.standing, service, 'questions');
}
