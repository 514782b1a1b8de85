import { assign, enqueueActions, sendTo, stopChild } from 'xstate';
import { afterService, serviceInput } from './context.ts';
import { sessionSetup } from './setup.ts';

/** The chosen service runs as a child; the visit hands it what the customer does and what the world tells. */
export const service = sessionSetup.createStateConfig({
  initial: 'open',
  states: {
    open: {
      always: [
        { guard: ({ context }) => context.service !== null, target: 'running' },
        { target: '#session.main.menu' },
      ],
    },
    running: {
      entry: enqueueActions(({ context, enqueue }) => {
        if (context.service)
          enqueue.spawnChild(context.service, {
            id: 'service',
            input: serviceInput(context),
            syncSnapshot: true,
          });
      }),
      exit: stopChild('service'),
      on: {
        'xstate.done.actor.service': {
          target: 'ended',
          actions: assign(({ context, event }) => afterService(context, event.output)),
        },
        'xstate.error.actor.service': { target: '#session.main.ending', actions: assign({ why: 'fault' }) },
        'helper.overstepped': {
          target: 'overstepped',
          actions: assign({
            overstep: ({ event: { service: id, step, right } }) => ({ service: id, step, right }),
          }),
        },
        // Said under the warning: it is meant for the visit, whatever the service is about.
        'act.finish': { target: '#session.main.ending', actions: assign({ why: 'finished' }) },
        // Where it is offered (a teller is not to be had), what was entered goes with the number.
        'act.takeNumber': '#session.main.number',
        'act.*': { actions: sendTo('service', ({ event }) => event) },
        'submission.settled': { actions: sendTo('service', ({ event }) => event) },
        'paper.shown': { actions: sendTo('service', ({ event }) => event) },
        'newCard.*': { actions: sendTo('service', ({ event }) => event) },
        'recording.lost': { actions: sendTo('service', ({ event }) => event) },
        'ink.changed': { actions: sendTo('service', ({ event }) => event) },
        health: { actions: ['noteHealth', sendTo('service', ({ event }) => event)] },
      },
    },
    /** A helper did what only the customer may do: nothing of it counts, and the customer goes on by himself or elsewhere. */
    overstepped: {
      invoke: {
        src: 'endOverstepped',
        input: ({ context }) => {
          if (!context.overstep) throw new Error('nobody overstepped');
          return context.overstep;
        },
      },
      on: {
        'act.tryAgain': 'running',
        'act.anotherService': '#session.main.menu',
        'act.takeNumber': '#session.main.number',
        'act.back': '#session.main.menu',
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
