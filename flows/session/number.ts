import { assign, sendTo } from 'xstate';
import { queueInput } from './context.ts';
import { sessionSetup } from './setup.ts';

/** The way to a number, with or without a document; the visit keeps what came of it. */
export const number = sessionSetup.createStateConfig({
  initial: 'running',
  states: {
    running: {
      invoke: {
        id: 'queue',
        src: 'queue',
        input: ({ context }) => queueInput(context),
        onSnapshot: { actions: 'noteNumber' },
        onDone: {
          target: 'ended',
          actions: assign(({ context, event }) => ({
            afterQueue: event.output.next,
            wanted: null,
            intended: event.output.service,
            standing: event.output.standing,
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
          actions: sendTo('queue', ({ event }) => event),
        },
        health: { actions: ['noteHealth', sendTo('queue', ({ event }) => event)] },
      },
    },
    ended: {
      always: [
        { guard: 'intends', target: '#session.main.menu' },
        { guard: ({ context }) => context.afterQueue === 'service', target: '#session.main.identify' },
        {
          guard: ({ context }) => context.afterQueue === 'menu' && context.customer !== null,
          target: '#session.main.menu',
        },
        {
          guard: ({ context }) => context.afterQueue === 'menu',
          target: '#session.main.ending',
          actions: assign({ why: 'cancelled' }),
        },
        { target: '#session.main.ending', actions: assign({ why: 'finished' }) },
      ],
    },
  },
});
