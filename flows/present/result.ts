import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { SubmissionAnswer } from '../ports.ts';
import type { ResultSnapshot } from '../steps/result.ts';
import { primary, secondary } from './actions.ts';
import type { View } from './view.ts';

/** What is known of the paper. */
export const receiptState = (snapshot: ResultSnapshot): BodyOf<'result'>['receipt'] => {
  if (snapshot.matches('printing')) return 'printing';
  if (snapshot.matches({ open: 'printed' })) return 'printed';
  if (snapshot.matches({ open: 'unknown' })) return 'unknown';
  if (snapshot.matches({ open: 'notPrinted' }))
    return snapshot.context.printer === 'ok' ? 'notPrinted' : 'unavailable';
  return snapshot.matches({ open: 'unavailable' }) ? 'unavailable' : 'offered';
};

/** Where one can go from a result, and the printer's slot while paper of it is in there. */
export const afterwards = (receipt: BodyOf<'result'>['receipt']): Pick<View, 'actions' | 'slot'> => ({
  actions:
    receipt === 'printing'
      ? []
      : [
          ...(receipt === 'offered' || receipt === 'notPrinted' ? [secondary('printReceipt', 'one')] : []),
          secondary('anotherService', 'two'),
          primary('next'),
        ],
  ...(receipt === 'printing' || receipt === 'printed' || receipt === 'unknown'
    ? { slot: 'receiptPrinter' as const }
    : {}),
});

const refusalOf = (answer: SubmissionAnswer): BodyOf<'result'>['refusal'] =>
  answer.outcome === 'refused' ? answer.refusal : null;

/** What happened, and the receipt's own truth beside it. */
export function resultView(
  snapshot: ResultSnapshot,
  service: ServiceId,
  facts: Pick<BodyOf<'result'>, 'card' | 'oldPhone' | 'newPhone'>,
): View {
  const { answer } = snapshot.context;
  const receipt = receiptState(snapshot);
  return {
    body: {
      kind: 'result',
      service,
      outcome: answer.outcome,
      refusal: refusalOf(answer),
      ...facts,
      reference: answer.outcome === 'caseOpened' ? answer.caseNumber : answer.reference,
      receipt,
    },
    question: `result ${answer.submission}`,
    progress: { service, step: 'result' },
    ...afterwards(receipt),
  };
}
