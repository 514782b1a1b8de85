import { assign } from 'xstate';
import { queueSetup } from './setup.ts';

/**
 * Somebody has an appointment: his own is looked for where ID or card has told who he is, any by its code; what can be
 * done with it is said, and leads to its number or to an ordinary one.
 */
export const appointment = queueSetup.createStateConfig({
  initial: 'looking',
  states: {
    /** Nobody asked for it, so what is not found is not spoken of. */
    looking: {
      entry: assign({ lookedForHis: true, askedCode: null }),
      invoke: {
        src: 'findAppointment',
        input: { code: null },
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.value.found !== null,
            target: 'told',
            actions: assign({
              appointment: ({ event }) => (event.output.ok ? event.output.value.found : null),
            }),
          },
          { target: '#queue.choosing' },
        ],
        onError: '#queue.choosing',
      },
    },
    entering: {
      always: { guard: 'codesSpent', target: 'spent' },
      on: {
        'act.digit': { actions: 'typeCode' },
        'act.backspace': { actions: 'eraseCode' },
        'act.clear': { actions: 'clearCode' },
        'act.confirm': { guard: 'codeFull', target: 'judging' },
        'act.back': { target: '#queue.choosing', actions: 'clearCode' },
      },
    },
    /** A slip of the finger shows by itself: nobody is asked, and it does not count. */
    judging: {
      always: [
        {
          guard: 'codeFits',
          target: 'finding',
          actions: assign({ askedCode: ({ context }) => context.code }),
        },
        { target: 'entering', actions: assign({ code: '', codeProblem: 'mistyped' }) },
      ],
    },
    finding: {
      invoke: {
        src: 'findAppointment',
        input: ({ context }) => ({ code: context.askedCode }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.value.found !== null,
            target: 'told',
            actions: assign({
              appointment: ({ event }) => (event.output.ok ? event.output.value.found : null),
              code: '',
            }),
          },
          {
            guard: ({ event }) => event.output.ok,
            target: 'entering',
            actions: assign(({ context }) => ({
              code: '',
              codeProblem: 'unknown' as const,
              wrongCodes: context.wrongCodes + 1,
            })),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.code === 'tooMany',
            target: 'spent',
            actions: assign({ code: '' }),
          },
          { target: 'entering', actions: assign({ code: '', codeProblem: 'unreachable' }) },
        ],
        onError: { target: 'entering', actions: assign({ code: '', codeProblem: 'unreachable' }) },
      },
    },
    /** Enough codes that nobody has: a person helps, or an ordinary number. */
    spent: { on: { 'act.next': { target: '#queue.choosing', actions: 'goOrdinary' } } },
    told: {
      on: {
        'act.confirm': { guard: 'canCheckIn', target: '#queue.papers', actions: 'beginCheckIn' },
        'act.next': { target: '#queue.choosing', actions: 'goOrdinary' },
        'act.back': { target: '#queue.choosing', actions: 'goOrdinary' },
      },
    },
  },
});
