import { assign, sendTo } from 'xstate';
import { afterService, serviceInput } from './context.ts';
import { sessionSetup } from './setup.ts';

/** The chosen service runs as a child; the visit hands it what the customer does and what the world tells. */
export const service = sessionSetup.createStateConfig({
  initial: 'open',
  states: {
    open: {
      always: [
        { guard: ({ context }) => context.service === 'reportLostCard', target: 'reportLostCard' },
        { guard: ({ context }) => context.service === 'changeReservedPhone', target: 'changeReservedPhone' },
        { target: '#session.main.menu' },
      ],
    },
    reportLostCard: {
      invoke: {
        id: 'reportLostCard',
        src: 'reportLostCard',
        input: ({ context }) => serviceInput(context),
        onDone: {
          target: 'ended',
          actions: assign(({ context, event }) => afterService(context, event.output)),
        },
        onError: { target: '#session.main.ending', actions: assign({ why: 'fault' }) },
      },
      on: {
        'act.*': { actions: sendTo('reportLostCard', ({ event }) => event) },
        'submission.settled': { actions: sendTo('reportLostCard', ({ event }) => event) },
        health: { actions: ['noteHealth', sendTo('reportLostCard', ({ event }) => event)] },
      },
    },
    changeReservedPhone: {
      invoke: {
        id: 'changeReservedPhone',
        src: 'changeReservedPhone',
        input: ({ context }) => serviceInput(context),
        onDone: {
          target: 'ended',
          actions: assign(({ context, event }) => afterService(context, event.output)),
        },
        onError: { target: '#session.main.ending', actions: assign({ why: 'fault' }) },
      },
      on: {
        'act.*': { actions: sendTo('changeReservedPhone', ({ event }) => event) },
        'submission.settled': { actions: sendTo('changeReservedPhone', ({ event }) => event) },
        health: { actions: ['noteHealth', sendTo('changeReservedPhone', ({ event }) => event)] },
      },
    },
    /** The bank's list is asked again before another service: what was just done must show. */
    ended: {
      always: [
        { guard: ({ context }) => context.next === 'menu', target: '#session.main.menu' },
        { guard: ({ context }) => context.next === 'another', target: '#session.main.lookup' },
        { target: '#session.main.ending', actions: assign({ why: 'finished' }) },
      ],
    },
  },
});
