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
  const mayPrint = receipt === 'offered' || receipt === 'notPrinted';
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
    actions:
      receipt === 'printing'
        ? []
        : [
            ...(mayPrint ? [secondary('printReceipt', 'one')] : []),
            secondary('anotherService', 'two'),
            primary('next'),
          ],
    question: `result ${answer.submission}`,
    progress: { service, step: 'result' },
    ...(receipt === 'printing' || receipt === 'printed' || receipt === 'unknown'
      ? { slot: 'receiptPrinter' as const }
      : {}),
  };
}
