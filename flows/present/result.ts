import type { Body, BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { SubmissionAnswer } from '../ports.ts';
import type { SealedPaper } from '../sale-ports.ts';
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
const afterwards = (receipt: BodyOf<'result'>['receipt']): Pick<View, 'actions' | 'slot'> => ({
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

/** The truth of a submission of which no case can be opened, with the receipt's own beside it. */
export const submissionTruth = (snapshot: ResultSnapshot) => {
  const { answer } = snapshot.context;
  return {
    outcome: answer.outcome === 'caseOpened' ? ('done' as const) : answer.outcome,
    refusal: refusalOf(answer),
    reference: answer.reference,
    receipt: receiptState(snapshot),
  };
};

/** Whether the paper that was signed for it is sealed, and its number to name; nothing of one that never was. */
export const sealTruth = (sealed: SealedPaper | null) => ({
  seal: sealed === null ? ('none' as const) : sealed.stamped ? ('stamped' as const) : ('queued' as const),
  paperNumber: sealed?.number ?? '',
});

/** What every result has around what it says: its question, its place on the rail, and where one can go from it. */
export const resultFrame = (
  snapshot: ResultSnapshot,
  service: ServiceId,
  kind: Body['kind'],
): Omit<View, 'body'> => ({
  question: `${kind} ${snapshot.context.answer.submission}`,
  progress: { service, step: 'result' },
  ...afterwards(receiptState(snapshot)),
});

/** What happened, and the receipt's own truth beside it. */
export function resultView(
  snapshot: ResultSnapshot,
  service: ServiceId,
  facts: Pick<BodyOf<'result'>, 'card' | 'oldPhone' | 'newPhone'>,
): View {
  const { answer } = snapshot.context;
  return {
    body: {
      kind: 'result',
      service,
      outcome: answer.outcome,
      refusal: refusalOf(answer),
      ...facts,
      reference: answer.outcome === 'caseOpened' ? answer.caseNumber : answer.reference,
      receipt: receiptState(snapshot),
    },
    ...resultFrame(snapshot, service, 'result'),
  };
}
