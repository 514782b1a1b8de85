import { assign, sendTo } from 'xstate';
import { wayInput } from './context.ts';
import { sessionSetup } from './setup.ts';

/** Finding one's way, with or without a document; what was found is begun. */
export const way = sessionSetup.createStateConfig({
  initial: 'running',
  states: {
    running: {
      invoke: {
        id: 'finding',
        src: 'finding',
        input: ({ context }) => wayInput(context),
        onDone: {
          target: 'ended',
          actions: assign(({ event }) => ({
            afterWay: event.output.next,
            intended: event.output.service,
            wanted: event.output.business,
          })),
        },
        onError: { target: '#session.main.ending', actions: assign({ why: 'fault' }) },
      },
      on: {
        'act.finish': { target: '#session.main.ending', actions: assign({ why: 'finished' }) },
        // A card in the machine has the screen: what is touched then is meant for it.
        'act.*': {
          guard: ({ context }) => !context.cardBusy,
          actions: sendTo('finding', ({ event }) => event),
        },
      },
    },
    ended: {
      always: [
        { guard: 'intends', target: '#session.main.menu' },
        { guard: ({ context }) => context.afterWay === 'service', target: '#session.main.identify' },
        { guard: ({ context }) => context.afterWay === 'number', target: '#session.main.number' },
        { guard: ({ context }) => context.customer !== null, target: '#session.main.menu' },
        { target: '#session.main.ending', actions: assign({ why: 'cancelled' }) },
      ],
    },
  },
});
