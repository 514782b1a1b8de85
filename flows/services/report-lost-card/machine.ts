import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import { RULES } from '#contracts/compliance/rules.ts';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import type { CustomerCard, ReceiptFacts, SubmissionAnswer } from '../../ports.ts';
import { resultStep } from '../../steps/result.ts';
import { noResult, type ResultContext, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput, summary } from '../service-machine.ts';

type Context = ResultContext & {
  readonly chosen: CustomerCard | null;
  /** Page of the list of cards, counted on and on. */
  readonly page: number;
};

/** Why a card of the list cannot be reported: it is blocked already, or the customer just showed it. */
export const unselectable = (
  card: CustomerCard,
  shown: string | null,
): 'alreadyBlocked' | 'inMachine' | null => {
  if (card.status !== 'active') return 'alreadyBlocked';
  return card.cardRef === shown ? 'inMachine' : null;
};

const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'service',
    service: 'reportLostCard',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    card: summary(requireCard(context)),
    oldPhone: null,
    newPhone: null,
    reference: answer.reference,
  });

const requireCard = (context: Context): CustomerCard => {
  if (!context.chosen) throw new Error('no card was chosen before it was needed');
  return context.chosen;
};
/** Report a lost card: choose among own cards, confirm once, block exactly once, say what happens next. */
export const reportLostCardMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as { result: 'resultStep' },
  },
  actors: { submit: undeliveredPorts.submit, recordConsent: undeliveredPorts.recordConsent, resultStep },
  guards: {
    selectable: ({ context, event }) => {
      const card = event.type === 'act.choose' ? context.customer.cards[event.choice] : undefined;
      return card !== undefined && unselectable(card, context.shownCardRef) === null;
    },
  },
  actions: {
    choose: assign({
      chosen: ({ context, event }) =>
        (event.type === 'act.choose' ? context.customer.cards[event.choice] : undefined) ?? context.chosen,
    }),
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    passToResult: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'reportLostCard',
  context: ({ input }) => ({ ...input, ...noResult, chosen: null, page: 0 }),
  initial: 'chooseCard',
  on: { health: { actions: 'noteHealth' } },
  states: {
    chooseCard: {
      on: {
        'act.choose': { guard: 'selectable', target: 'review', actions: 'choose' },
        'act.more': { actions: 'turnPage' },
        'act.back': 'left',
      },
    },
    review: {
      on: { 'act.confirm': 'agreeing', 'act.back': 'chooseCard' },
    },
    agreeing: {
      tags: ['working'],
      invoke: {
        src: 'recordConsent',
        input: { rule: 'confirmBlock', textVersion: RULES.confirmBlock.textVersion, answer: 'agreed' },
        onDone: 'submitting',
      },
    },
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => ({
          type: 'blockCard',
          customerRef: context.customer.customerRef,
          cardRef: requireCard(context).cardRef,
        }),
        onDone: { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
      },
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type ReportLostCardSnapshot = SnapshotFrom<typeof reportLostCardMachine>;
