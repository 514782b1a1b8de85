import { assign } from 'xstate';
import { terminalSetup } from './setup.ts';

const unheeded = { target: '#terminal.quiet.none', actions: ['dropHeld', 'endUnheeded'] } as const;

/**
 * The customer may be under pressure: he, or a teller who sees him, has said so without a word. The screen is the ordinary
 * busy one, nothing that is touched reaches the visit, nothing is sent or signed, and staff are alerted; all the rest is as
 * it was, and is again when they are done. What was alerted is never taken back.
 */
export const quiet = terminalSetup.createStateConfig({
  initial: 'none',
  states: {
    none: {
      on: {
        'act.quietHelp': { guard: 'inVisit', target: 'standing' },
        'quiet.begin': { guard: 'inVisit', target: 'standing' },
        'call.act': { guard: 'actsQuietly', target: 'standing' },
      },
    },
    standing: {
      entry: [assign({ overlay: null }), 'holdBack', 'layPenAside', 'stillThere'],
      invoke: { src: 'quiet', input: {}, onError: {} },
      on: {
        'quiet.changed': {
          guard: ({ event }) => event.state === 'closed',
          target: 'none',
          actions: ['letGo', 'takePenUp'],
        },
        // It ended by itself, or was ended by what cannot wait.
        'visit.over': { target: 'none', actions: 'dropHeld' },
      },
      type: 'parallel',
      states: {
        pulse: {
          initial: 'beating',
          states: {
            beating: { after: { quietPulse: { reenter: true, target: 'beating', actions: 'stillThere' } } },
          },
        },
        staff: {
          initial: 'unseen',
          states: {
            unseen: {
              on: { 'quiet.changed': { guard: ({ event }) => event.state === 'seen', target: 'seen' } },
              after: { quietUnseen: unheeded },
            },
            seen: { after: { quietSeen: unheeded } },
          },
        },
      },
    },
  },
});
