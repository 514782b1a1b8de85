import { assign } from 'xstate';
import type { ReceiptFacts, SubmissionAnswer } from '../ports.ts';
import { type QueueContext, requireNumber, standingAfter } from './context.ts';
import { queueSetup } from './setup.ts';

/** A taken number ends like every business: done, named by what is called, and on paper. */
const doneAs = (reference: string): SubmissionAnswer => ({
  submission: 'number',
  reference,
  outcome: 'done',
});

const ticketFacts = (context: QueueContext): ReceiptFacts => {
  const { label, wait, phoneUrl, countsFrom, appointment } = requireNumber(context);
  return {
    type: 'ticket',
    label,
    services: context.standing?.services ?? [],
    wait,
    phoneUrl,
    ...(countsFrom === undefined ? {} : { countsFrom }),
    ...(appointment ? { appointment: { time: appointment.time } } : {}),
  };
};

/** The number is there: shown, printed, kept up to date, and given back if it is not wanted any more. */
export const held = queueSetup.createStateConfig({
  initial: 'shown',
  invoke: {
    id: 'result',
    src: 'resultStep',
    input: ({ context }) => ({
      answer: doneAs(requireNumber(context).label),
      facts: () => ticketFacts(context),
      printer: context.printer,
      atOnce: context.fresh,
    }),
    onDone: {
      target: '#queue.left',
      actions: assign({
        next: ({ event }) => (event.output.next === 'another' ? 'menu' : 'finish'),
        receipt: ({ event }) => event.output.receipt,
      }),
    },
  },
  on: { health: { actions: ['notePrinter', 'pass'] } },
  states: {
    shown: {
      initial: 'still',
      on: {
        'act.giveUpNumber': 'asking',
        'act.next': { actions: 'pass' },
        'act.anotherService': { actions: 'pass' },
        'act.printReceipt': { actions: 'pass' },
      },
      states: {
        still: { after: { queueLook: 'looking' } },
        looking: {
          invoke: {
            src: 'ticketState',
            input: {},
            onDone: {
              target: 'still',
              actions: assign({
                standing: ({ context, event }) =>
                  event.output.outcome === 'taken' ? standingAfter(context, event.output) : context.standing,
              }),
            },
            onError: 'still',
          },
        },
      },
    },
    /** A place in the queue is lost by one touch: it is asked for twice. */
    asking: { on: { 'act.confirm': 'giving', 'act.back': 'shown' } },
    giving: {
      invoke: {
        src: 'giveUpTicket',
        input: {},
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'given', target: '#queue.given' },
          { guard: ({ event }) => event.output.outcome === 'following', target: '#queue.following' },
          // Too late: what the counter says of it is looked up at once.
          { guard: ({ event }) => event.output.outcome === 'called', target: 'shown.looking' },
          { target: 'notGiven' },
        ],
        onError: 'notGiven',
      },
    },
    notGiven: { on: { 'act.next': 'shown' } },
  },
});
