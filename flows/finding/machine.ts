import { assign, type SnapshotFrom, setup } from 'xstate';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import {
  endingOf,
  type FindingContext,
  type FindingInput,
  type FindingOutput,
  letterOf,
  startOf,
  withQuery,
  withWay,
} from './context.ts';
import { chosenBy } from './places.ts';

const ending = (context: FindingContext) => (context.chosen ? endingOf(context.chosen, context) : null);

const findingSetup = setup({
  types: {
    context: {} as FindingContext,
    events: {} as FlowEvent,
    input: {} as FindingInput,
    output: {} as FindingOutput,
  },
  actors: { wayNow: undeliveredPorts.wayNow },
  guards: {
    isThere: ({ context, event }) =>
      event.type === 'act.choose' && chosenBy(context, event.choice) !== undefined,
    /** What the terminal does itself needs no words: it begins. */
    beginsHere: ({ context, event }) => {
      const found = event.type === 'act.choose' ? chosenBy(context, event.choice) : undefined;
      return found?.kind === 'service' && endingOf(found, context).service !== null;
    },
    startable: ({ context }) => (ending(context)?.service ?? null) !== null,
    numbersGiven: ({ context }) => ending(context)?.end === 'papers' && context.way?.open === true,
  },
  actions: {
    choose: assign({
      chosen: ({ context, event }) =>
        (event.type === 'act.choose' ? chosenBy(context, event.choice) : undefined) ?? null,
      page: 0,
    }),
    type: assign(({ context, event }) => {
      switch (event.type) {
        case 'act.letter':
          return withQuery(context, `${context.query}${letterOf(event.choice)}`);
        case 'act.digit':
          return withQuery(context, `${context.query}${event.choice}`);
        case 'act.words':
          return withQuery(context, event.words ?? '');
        case 'act.backspace':
          return withQuery(context, [...context.query].slice(0, -1).join(''));
        case 'act.clear':
          return withQuery(context, '');
        default:
          return {};
      }
    }),
    /** What the branch said while the keys chose counts from here on. */
    searchAnew: assign(({ context }) => ({ ...withQuery(context, context.query), settled: false })),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    firstPage: assign({ page: 0 }),
  },
});

/**
 * Finding the way: what somebody wants is typed, what was found is chosen, and each ends in starting it here, in papers
 * and a number, or in a person. Nobody has to say who he is for it.
 */
export const findingMachine = findingSetup.createMachine({
  id: 'finding',
  context: ({ input }) => startOf(input),
  initial: 'open',
  states: {
    open: {
      /** Whatever the branch says of itself is added when it says so; nobody waits for it. */
      invoke: {
        src: 'wayNow',
        input: {},
        onDone: {
          guard: ({ event }) => event.output.ok,
          actions: assign(({ context, event }) =>
            event.output.ok ? withWay(context, event.output.value) : {},
          ),
        },
        onError: {},
      },
      initial: 'typing',
      states: {
        typing: {
          entry: 'searchAnew',
          on: {
            'act.letter': { actions: 'type' },
            'act.digit': { actions: 'type' },
            'act.words': { actions: 'type' },
            'act.backspace': { actions: 'type' },
            'act.clear': { actions: 'type' },
            'act.choose': [
              {
                guard: 'beginsHere',
                target: '#finding.left',
                actions: ['choose', assign({ next: 'service' })],
              },
              { guard: 'isThere', target: 'answer', actions: 'choose' },
            ],
            'act.next': 'choosing',
            'act.back': '#finding.left',
          },
        },
        choosing: {
          entry: ['firstPage', assign({ settled: true })],
          on: {
            'act.choose': [
              {
                guard: 'beginsHere',
                target: '#finding.left',
                actions: ['choose', assign({ next: 'service' })],
              },
              { guard: 'isThere', target: 'answer', actions: 'choose' },
            ],
            'act.more': { actions: 'turnPage' },
            'act.takeNumber': { target: '#finding.left', actions: assign({ next: 'number' }) },
            'act.back': 'typing',
          },
        },
        answer: {
          entry: 'firstPage',
          exit: 'firstPage',
          on: {
            'act.start': {
              guard: 'startable',
              target: '#finding.left',
              actions: assign({ next: 'service' }),
            },
            'act.takeNumber': {
              guard: 'numbersGiven',
              target: '#finding.left',
              actions: assign({ next: 'number' }),
            },
            'act.more': { actions: 'turnPage' },
            'act.next': 'typing',
            'act.back': 'typing',
          },
        },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => {
    const chosen = ending(context);
    return {
      next: context.next,
      service: context.next === 'service' ? (chosen?.service ?? null) : null,
      business: context.next === 'number' ? (chosen?.business ?? null) : null,
    };
  },
});

export type FindingSnapshot = SnapshotFrom<typeof findingMachine>;
