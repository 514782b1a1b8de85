import { assign, sendTo } from 'xstate';
import { sessionSetup } from './setup.ts';

/** A complaint, with or without a document; nothing of it stays with the visit. */
export const complaint = sessionSetup.createStateConfig({
  initial: 'running',
  states: {
    running: {
      invoke: {
        id: 'complaint',
        src: 'complaint',
        input: ({ context }) => ({
          identified: context.customer !== null,
          branch: context.health.branch,
          printer: context.health.receiptPrinter,
        }),
        onDone: {
          target: 'ended',
          actions: assign(({ context, event }) => ({
            afterComplaint: event.output.next,
            receipt: context.receipt || event.output.receipt,
          })),
        },
        onError: { target: '#session.main.ending', actions: assign({ why: 'fault' }) },
      },
      on: {
        'act.finish': { target: '#session.main.ending', actions: assign({ why: 'finished' }) },
        // A card in the machine has the screen: what is touched then is meant for it.
        'act.*': {
          guard: ({ context }) => !context.cardBusy,
          actions: sendTo('complaint', ({ event }) => event),
        },
        health: { actions: ['noteHealth', sendTo('complaint', ({ event }) => event)] },
      },
    },
    ended: {
      always: [
        {
          guard: ({ context }) => context.afterComplaint === 'menu' && context.customer !== null,
          target: '#session.main.menu',
        },
        {
          guard: ({ context }) => context.afterComplaint === 'menu',
          target: '#session.main.ending',
          actions: assign({ why: 'cancelled' }),
        },
        { target: '#session.main.ending', actions: assign({ why: 'finished' }) },
      ],
    },
  },
});
