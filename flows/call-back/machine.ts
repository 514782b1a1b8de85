import { assign, type SnapshotFrom, setup } from 'xstate';
import type { CallBackAway } from '#contracts/screen/call-back-bodies.ts';
import type { CallBackTime } from '../call-ports.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { isMobile, PHONE_LENGTH, typed } from '../steps/digits.ts';

type CallBackContext = {
  readonly times: readonly CallBackTime[];
  readonly full: boolean;
  /** Page of the list on the screen, counted on and on. */
  readonly page: number;
  readonly time: CallBackTime | null;
  /** Digits typed so far. */
  readonly phone: string;
  readonly phoneProblem: boolean;
  readonly reference: string | null;
  readonly why: CallBackAway;
  readonly kept: boolean;
};

const callBackSetup = setup({
  types: {
    context: {} as CallBackContext,
    events: {} as FlowEvent,
    output: {} as { readonly kept: boolean },
  },
  actors: {
    callBackTimes: undeliveredPorts.callBackTimes,
    requestCallBack: undeliveredPorts.requestCallBack,
  },
  guards: {
    callable: ({ context }) => isMobile(context.phone),
  },
  actions: {
    pickTime: assign(({ context, event }) =>
      event.type === 'act.choose' ? { time: context.times[event.choice] ?? context.time, full: false } : {},
    ),
    digit: assign(({ context, event }) =>
      event.type === 'act.digit'
        ? { phone: typed(context.phone, event.choice, PHONE_LENGTH), phoneProblem: false }
        : {},
    ),
  },
});

/** What was chosen; only ever asked once something was. */
export function chosen({ time }: CallBackContext): CallBackTime {
  if (!time) throw new Error('a call-back was shown before its time was chosen');
  return time;
}

/**
 * Somebody calls back: when, on which number, read back, and only then asked for. The step beneath is left as it is, and so
 * is a call that waits meanwhile.
 */
export const callBackMachine = callBackSetup.createMachine({
  id: 'callBack',
  context: {
    times: [],
    full: false,
    page: 0,
    time: null,
    phone: '',
    phoneProblem: false,
    reference: null,
    why: 'unreachable',
    kept: false,
  },
  initial: 'loading',
  states: {
    loading: {
      invoke: {
        src: 'callBackTimes',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.reached && event.output.times.length > 0,
            target: 'times',
            actions: assign({
              times: ({ event }) => (event.output.reached ? event.output.times.slice(0, 8) : []),
              page: 0,
            }),
          },
          {
            target: 'away',
            actions: assign({
              why: ({ event }) => (event.output.reached ? ('noTimes' as const) : ('unreachable' as const)),
            }),
          },
        ],
        onError: { target: 'away', actions: assign({ why: 'unreachable' as const }) },
      },
    },
    times: {
      on: {
        'act.choose': [
          { guard: ({ context, event }) => context.times[event.choice] === undefined },
          // A number that was read back once need not be typed again.
          { guard: 'callable', target: 'review', actions: 'pickTime' },
          { target: 'phone', actions: 'pickTime' },
        ],
        'act.more': { actions: assign({ page: ({ context }) => context.page + 1 }) },
        'act.back': 'left',
      },
    },
    phone: {
      on: {
        'act.digit': { actions: 'digit' },
        'act.backspace': {
          actions: assign({ phone: ({ context }) => context.phone.slice(0, -1), phoneProblem: false }),
        },
        'act.clear': { actions: assign({ phone: '', phoneProblem: false }) },
        'act.confirm': [{ guard: 'callable', target: 'review' }, { actions: assign({ phoneProblem: true }) }],
        'act.back': 'times',
      },
    },
    review: { on: { 'act.confirm': 'keeping', 'act.back': 'phone' } },
    keeping: {
      invoke: {
        src: 'requestCallBack',
        input: ({ context }) => ({ phone: context.phone, time: chosen(context) }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'kept',
            target: 'kept',
            actions: assign({
              reference: ({ event }) => (event.output.outcome === 'kept' ? event.output.reference : null),
            }),
          },
          { guard: ({ event }) => event.output.outcome === 'unknown', target: 'kept' },
          {
            guard: ({ event }) => event.output.outcome === 'full',
            target: 'loading',
            actions: assign({ full: true }),
          },
          { target: 'away', actions: assign({ why: 'notKept' as const }) },
        ],
        // It may have left: the host tells it until somebody has said what became of it.
        onError: 'kept',
      },
    },
    /** Kept, or as good as: it is told until the branch has it. */
    kept: { entry: assign({ kept: true }), on: { 'act.next': 'left' } },
    away: { on: { 'act.tryAgain': 'loading', 'act.back': 'left' } },
    left: { type: 'final' },
  },
  output: ({ context }) => ({ kept: context.kept }),
});

export type CallBackSnapshot = SnapshotFrom<typeof callBackMachine>;
