import { assign } from 'xstate';
import { RATING_REASONS } from '#contracts/branch/feedback.ts';
import { LOW_LEVEL } from '#contracts/screen/feedback-bodies.ts';
import { sessionSetup } from './setup.ts';

/**
 * Goodbye, and with it one question that may be passed over: how it was. The visit is over by then and the person is
 * forgotten, so what is said belongs to nobody.
 */
export const farewell = sessionSetup.createStateConfig({
  initial: 'open',
  on: { 'act.next': '#session.main.closed' },
  states: {
    open: { always: [{ guard: 'mayRate', target: 'offered' }, { target: 'plain' }] },
    plain: { after: { farewell: '#session.main.closed' } },
    offered: {
      after: { ratingOffer: '#session.main.closed' },
      on: {
        'act.rate': [
          {
            guard: ({ event }) => event.choice >= 1 && event.choice <= LOW_LEVEL,
            target: 'reasons',
            actions: assign({ level: ({ event }) => event.choice }),
          },
          {
            guard: ({ event }) => event.choice > LOW_LEVEL && event.choice <= 5,
            target: 'giving',
            actions: assign({ level: ({ event }) => event.choice }),
          },
        ],
      },
    },
    reasons: {
      // Nobody has to give a reason: what was said counts all the same.
      after: { ratingOffer: 'giving' },
      on: {
        'act.reason': {
          target: 'reasons',
          reenter: true,
          actions: assign({
            reasons: ({ context, event }) => {
              const reason = RATING_REASONS[event.choice];
              if (!reason) return context.reasons;
              return context.reasons.includes(reason)
                ? context.reasons.filter((one) => one !== reason)
                : [...context.reasons, reason];
            },
          }),
        },
        'act.more': {
          target: 'reasons',
          reenter: true,
          actions: assign({ ratingPage: ({ context }) => context.ratingPage + 1 }),
        },
        'act.next': 'giving',
      },
    },
    giving: {
      invoke: {
        src: 'giveRating',
        input: ({ context }) => ({
          level: context.level,
          reasons: [...context.reasons],
          service: context.lastService,
        }),
        onDone: 'thanked',
        onError: 'plain',
      },
    },
    thanked: { after: { farewell: '#session.main.closed' } },
  },
});
