import { assign } from 'xstate';
import { sessionSetup } from './setup.ts';

/**
 * What the customer has entered goes with his number: it is told to the branch whenever it has changed, and taken back
 * there when it is done, not wanted, or the number is given back. Nobody waits for it.
 */
export const drafting = sessionSetup.createStateConfig({
  initial: 'idle',
  on: {
    'visit.ending': '.last',
    'act.forgetDraft': { actions: assign({ draftsDeclined: true }) },
    'xstate.snapshot.service': { actions: 'noteEntered' },
  },
  states: {
    idle: {
      always: [
        { guard: 'draftToDrop', target: 'dropping' },
        { guard: 'draftToKeep', target: 'keeping' },
      ],
    },
    keeping: {
      entry: 'sendingDraft',
      invoke: {
        src: 'keepDraft',
        input: ({ context }) => context.sendingDraft,
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'kept', target: 'idle', actions: 'draftArrived' },
          // It may lie there or not, or never will; either way it is not asked again at once.
          { target: 'resting' },
        ],
        onError: 'resting',
      },
    },
    dropping: {
      entry: 'sendingDraft',
      invoke: {
        src: 'dropDraft',
        input: ({ context }) => ({ service: context.sendingDraft.service }),
        // The host follows it to its end, so it is as good as dropped.
        onDone: { target: 'idle', actions: 'draftDropped' },
        onError: { target: 'idle', actions: 'draftDropped' },
      },
    },
    resting: { after: { draftRest: 'idle' } },
    /** What was entered last is sent once more before the person is forgotten. */
    last: { always: [{ guard: 'draftToKeep', target: 'lastKeeping' }, { target: 'over' }] },
    lastKeeping: {
      entry: 'sendingDraft',
      invoke: {
        src: 'keepDraft',
        input: ({ context }) => context.sendingDraft,
        onDone: 'over',
        onError: 'over',
      },
    },
    over: { type: 'final' },
  },
});
