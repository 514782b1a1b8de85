import { assign, type SnapshotFrom, setup } from 'xstate';
import type { FlowEvent, Health } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { ReceiptFacts, SubmissionAnswer } from '../ports.ts';

type Input = {
  readonly answer: SubmissionAnswer;
  readonly facts: (answer: SubmissionAnswer) => ReceiptFacts;
  readonly printer: Health;
  /** The paper is not asked for, it comes: a number one waits with. */
  readonly atOnce?: boolean;
};

type Output = { readonly next: 'another' | 'finish'; readonly receipt: boolean };

/**
 * The last step of every service: what happened, a receipt if the customer wants one, and where to go from here.
 * A receipt is sent to the printer once; one whose end was not confirmed is never repeated by itself.
 */
export const resultStep = setup({
  types: {
    context: {} as Input & Output,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as Output,
  },
  actors: { printReceipt: undeliveredPorts.printReceipt },
  guards: {
    printerReady: ({ context }) => context.printer === 'ok',
    aboutThis: ({ context, event }) =>
      event.type === 'submission.settled' && event.answer.submission === context.answer.submission,
  },
  actions: {
    learn: assign({
      answer: ({ context, event }) => (event.type === 'submission.settled' ? event.answer : context.answer),
    }),
    notePrinter: assign({
      printer: ({ context, event }) =>
        event.type === 'health' && event.of === 'receiptPrinter' ? event.health : context.printer,
    }),
    wantAnother: assign({ next: 'another' }),
    notePaper: assign({ receipt: true }),
    notAtOnce: assign({ atOnce: false }),
  },
}).createMachine({
  id: 'result',
  context: ({ input }) => ({ ...input, next: 'finish', receipt: false }),
  initial: 'open',
  on: {
    'submission.settled': { guard: 'aboutThis', actions: 'learn' },
    health: { actions: 'notePrinter' },
  },
  states: {
    open: {
      initial: 'offered',
      on: {
        'act.next': 'over',
        'act.anotherService': { target: 'over', actions: 'wantAnother' },
      },
      states: {
        offered: {
          always: [
            { guard: ({ context }) => context.printer !== 'ok', target: 'unavailable' },
            { guard: ({ context }) => context.atOnce === true, target: '#result.printing' },
          ],
          on: { 'act.printReceipt': '#result.printing' },
        },
        unavailable: {
          // A printer that comes back later is asked by the customer, not by itself.
          entry: 'notAtOnce',
          always: { guard: 'printerReady', target: 'offered' },
        },
        printed: {},
        unknown: {},
        notPrinted: { on: { 'act.printReceipt': { guard: 'printerReady', target: '#result.printing' } } },
      },
    },
    /** Paper is moving: nobody leaves before it is known what became of it. */
    printing: {
      invoke: {
        src: 'printReceipt',
        input: ({ context }) => context.facts(context.answer),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'printed',
            target: 'open.printed',
            actions: 'notePaper',
          },
          {
            guard: ({ event }) => event.output.outcome === 'unknown',
            target: 'open.unknown',
            actions: 'notePaper',
          },
          { target: 'open.notPrinted' },
        ],
        onError: 'open.unknown',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type ResultSnapshot = SnapshotFrom<typeof resultStep>;
