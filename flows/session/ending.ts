import { assign, raise } from 'xstate';
import { farewell } from './farewell.ts';
import { sessionSetup } from './setup.ts';

/** Everything goes back to its owner, the person is forgotten, and only then is goodbye said. */
export const ending = sessionSetup.createStateConfig({
  entry: [raise({ type: 'visit.ending' }), assign({ insistent: false })],
  initial: 'card',
  states: {
    /** A card in the machine goes first; its own region knows how. */
    card: { always: { guard: 'cardAway', target: 'idCard' } },
    idCard: {
      initial: 'asking',
      after: {
        idCardCalm: { actions: assign({ insistent: true }) },
        idCardTotal: '#session.main.ending.idCardLeft',
      },
      states: {
        asking: {
          always: [{ guard: 'idCardToAskFor', target: 'polling' }, { target: 'looking' }],
        },
        /** Nobody was asked for a card, and yet one may have been laid; a reader that does not answer does not deny it. */
        looking: {
          invoke: {
            src: 'documentPresence',
            input: {},
            onDone: [
              { guard: ({ event }) => event.output.presence === 'present', target: 'lying' },
              {
                guard: ({ event }) => event.output.presence === 'absent',
                target: '#session.main.ending.closing',
              },
              { target: '#session.main.ending.idCardLeft' },
            ],
            onError: '#session.main.ending.idCardLeft',
          },
        },
        polling: {
          invoke: {
            src: 'documentPresence',
            input: {},
            onDone: [
              { guard: ({ event }) => event.output.presence !== 'absent', target: 'lying' },
              { target: '#session.main.ending.closing' },
            ],
            onError: 'lying',
          },
        },
        lying: { tags: ['idCardLies'], after: { presencePoll: 'pollingAgain' } },
        pollingAgain: {
          tags: ['idCardLies'],
          invoke: {
            src: 'documentPresence',
            input: {},
            onDone: [
              { guard: ({ event }) => event.output.presence !== 'absent', target: 'lying' },
              { target: '#session.main.ending.closing' },
            ],
            onError: 'lying',
          },
        },
      },
    },
    /** Nobody took it, or nobody can say: the screen goes on asking, but the visit is over and its secrets are gone. */
    idCardLeft: { entry: assign({ idCardLeft: true }), always: 'closing' },
    closing: {
      entry: ['noteRateable', 'forgetPerson'],
      invoke: {
        src: 'endVisit',
        input: ({ context }) => ({ why: context.why }),
        onDone: 'farewell',
        onError: 'farewell',
      },
    },
    farewell,
  },
});
