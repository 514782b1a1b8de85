import { assign, stateIn } from 'xstate';
import { terminalSetup } from './setup.ts';

/** The call for a person: what is claimed here has been evidenced by the branch service. */
export const help = terminalSetup.createStateConfig({
  initial: 'none',
  states: {
    none: { on: { 'act.callPerson': 'asking' } },
    asking: {
      invoke: {
        src: 'requestHelp',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.reached,
            target: 'called',
            actions: assign({
              helpReference: ({ event }) => (event.output.reached ? event.output.reference : null),
            }),
          },
          { target: 'unreachable' },
        ],
        onError: 'unreachable',
      },
    },
    called: {
      initial: 'asked',
      entry: 'tellPace',
      exit: ['tellPace', assign({ hands: null })],
      on: {
        'hands.changed': [
          { guard: ({ event }) => event.by === null, actions: 'noteHands' },
          { actions: ['noteHands', 'closeOverlay'] },
        ],
        'hands.over': { guard: 'handsOn', actions: [assign({ hands: null }), 'releaseHands'] },
        'act.takeScreenBack': { guard: 'handsOn', actions: [assign({ hands: null }), 'releaseHands'] },
        'act.withdrawCall': { target: 'none', actions: ['withdraw', 'forgetHelp', 'tellPace'] },
        'help.changed': [
          { guard: ({ event }) => event.state === 'seen', target: '.seen' },
          { guard: ({ event }) => event.state === 'closed', target: 'closed', actions: 'forgetHelp' },
          { guard: ({ event }) => event.state === 'asked', target: '.asked' },
          { target: '.away' },
        ],
      },
      states: {
        asked: { after: { helpUnanswered: 'unanswered' } },
        unanswered: {},
        seen: {},
        /** The call stands, and nothing is heard of it: it is taken back with the visit, or by calling once more. */
        away: {
          after: {
            handsUnheard: { guard: 'handsOn', actions: [assign({ hands: null }), 'releaseHands'] },
          },
          on: { 'act.callPerson': { target: '#terminal.help.asking', actions: 'forgetHelp' } },
        },
      },
    },
    closed: { after: { notice: 'none' }, on: { 'act.callPerson': 'asking' } },
    unreachable: { after: { notice: 'none' }, on: { 'act.callPerson': 'asking' } },
  },
  /** A visit that ends takes its call back: nobody comes for somebody who has left. */
  on: {
    'visit.over': [
      {
        guard: ({ context }) => context.helpReference !== null,
        target: '.none',
        actions: ['withdraw', 'forgetHelp'],
      },
      // A call that is just being made may still reach the branch: it is taken back as well.
      { guard: stateIn({ help: 'asking' }), target: '.none', actions: 'withdraw' },
      { target: '.none' },
    ],
  },
});
