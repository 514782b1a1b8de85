import { raise } from 'xstate';
import { terminalSetup } from './setup.ts';

/** Having somebody call back, before the step that stands there: it is left as it is, and goes on afterwards. */
export const callBack = terminalSetup.createStateConfig({
  initial: 'none',
  states: {
    none: { on: { 'act.callBack': { guard: 'inVisit', target: 'running' } } },
    running: {
      invoke: {
        id: 'callBack',
        src: 'callBack',
        onDone: [
          {
            guard: ({ event }) => event.output.kept,
            target: 'none',
            actions: raise({ type: 'callBack.kept' }),
          },
          { target: 'none' },
        ],
        onError: 'none',
      },
      on: { 'visit.over': 'none' },
    },
  },
});
