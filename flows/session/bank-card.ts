import { assign, type SnapshotFrom, setup } from 'xstate';
import { delays } from '../delays.ts';
import type { FlowEvent, Health } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { CardProblem, PrintAnswer } from '../ports.ts';

type Context = {
  /** `return`: a former visit left it; it is given back unread. */
  readonly start: 'read' | 'return';
  readonly printer: Health;
  readonly last4: string | null;
  readonly cardRef: string | null;
  readonly problem: CardProblem | null;
  readonly retainReason: 'notTaken' | 'jammed';
  readonly kept: { readonly reference: string; readonly staffTold: boolean } | null;
  readonly slip: PrintAnswer['outcome'] | 'printing' | 'unavailable';
  readonly stuck: boolean;
  /** Gone, and whether into the bin or into a hand nobody can say. */
  readonly unsure: boolean;
  /** The reader was lost and came back since the card would not move: it is asked for it once more, once. */
  readonly again: 'no' | 'due' | 'done';
};

/** What became of the customer's card. `stuck`: it is inside and will not move; nobody else may start. */
export type BankCardOutput = {
  readonly cardRef: string | null;
  readonly last4: string | null;
  readonly fate: 'taken' | 'retained' | 'stuck';
};

/**
 * A bank card in the machine: read once, given back at once, before anything else is asked. What is not taken is
 * retained with a slip and a custody record; what will not move is said to be stuck.
 */
export const bankCardMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as { readonly printer: Health; readonly start: 'read' | 'return' },
    output: {} as BankCardOutput,
  },
  actors: {
    readBankCard: undeliveredPorts.readBankCard,
    ejectCard: undeliveredPorts.ejectCard,
    cardPlace: undeliveredPorts.cardPlace,
    retainCard: undeliveredPorts.retainCard,
    printReceipt: undeliveredPorts.printReceipt,
  },
  delays: {
    cardCalm: delays.cardCalm,
    cardInsistent: delays.cardInsistent,
    notice: delays.notice,
  },
  guards: {
    readerBack: ({ context, event }) =>
      context.again === 'no' && event.type === 'health' && event.of === 'cardReader' && event.health === 'ok',
  },
  actions: {
    tryAgain: assign({ again: 'due' }),
    returned: assign({ stuck: false, kept: null, slip: 'printing', retainReason: 'notTaken' }),
  },
}).createMachine({
  id: 'bankCard',
  context: ({ input }) => ({
    printer: input.printer,
    start: input.start,
    last4: null,
    cardRef: null,
    problem: null,
    retainReason: 'notTaken',
    kept: null,
    slip: 'printing',
    stuck: false,
    unsure: false,
    again: 'no',
  }),
  initial: 'begin',
  states: {
    begin: {
      always: [
        { guard: ({ context }) => context.start === 'return', target: 'returning' },
        { target: 'reading' },
      ],
    },
    reading: {
      invoke: {
        src: 'readBankCard',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'returning',
            actions: assign({
              last4: ({ event }) => (event.output.ok ? event.output.value.last4 : null),
              cardRef: ({ event }) => (event.output.ok ? event.output.value.cardRef : null),
            }),
          },
          {
            target: 'problem',
            actions: assign({
              problem: ({ event }) => (event.output.ok ? null : event.output.error.code),
              last4: ({ event }) => (event.output.ok ? null : (event.output.error.last4 ?? null)),
            }),
          },
        ],
        onError: { target: 'problem', actions: assign({ problem: 'unreadable' }) },
      },
      on: { 'card.removed': 'taken' },
    },
    problem: {
      after: { cardCalm: 'returning' },
      on: { 'act.next': 'returning' },
    },
    returning: {
      invoke: {
        src: 'ejectCard',
        input: {},
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'atGate' },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.condition === 'noMedia',
            target: 'taken',
          },
          { target: 'retaining', actions: assign({ retainReason: 'jammed' }) },
        ],
        onError: { target: 'retaining', actions: assign({ retainReason: 'jammed' }) },
      },
    },
    atGate: {
      initial: 'calm',
      states: {
        calm: { after: { cardCalm: 'insistent' } },
        insistent: { after: { cardInsistent: { target: '#bankCard.lastLook' } } },
      },
      on: {
        'card.removed': 'taken',
        /** A reader that came back has forgotten what stood at its gate. */
        health: {
          guard: ({ event }) => event.of === 'cardReader' && event.health === 'ok',
          target: 'lookingAgain',
        },
        'card.jammed': { target: 'retaining', actions: assign({ retainReason: 'jammed' }) },
      },
    },
    lookingAgain: {
      invoke: {
        src: 'cardPlace',
        input: {},
        onDone: [
          { guard: ({ event }) => event.output.place === 'none', target: 'taken' },
          { guard: ({ event }) => event.output.place === 'inside', target: 'returning' },
          { target: 'atGate' },
        ],
        onError: 'atGate',
      },
      on: { 'card.removed': 'taken' },
    },
    /** Before the machine takes a card in, it asks whether there is one. */
    lastLook: {
      invoke: {
        src: 'cardPlace',
        input: {},
        onDone: [
          { guard: ({ event }) => event.output.place === 'none', target: 'taken' },
          { target: 'retaining' },
        ],
        onError: 'retaining',
      },
      on: { 'card.removed': 'taken' },
    },
    retaining: {
      on: { health: { guard: 'readerBack', actions: 'tryAgain' } },
      invoke: {
        src: 'retainCard',
        input: ({ context }) => ({ reason: context.retainReason }),
        onDone: [
          { guard: ({ event }) => event.output.fate === 'taken', target: 'taken' },
          {
            guard: ({ event }) => event.output.fate === 'unknown',
            target: 'kept',
            actions: assign({
              kept: ({ event }) => ({ reference: event.output.reference, staffTold: event.output.staffTold }),
              unsure: true,
              slip: 'unavailable',
            }),
          },
          {
            target: 'slip',
            actions: assign({
              kept: ({ event }) => ({ reference: event.output.reference, staffTold: event.output.staffTold }),
              stuck: ({ event }) => event.output.fate === 'failed',
            }),
          },
        ],
        onError: { target: 'kept', actions: assign({ stuck: true, slip: 'unavailable' }) },
      },
    },
    slip: {
      on: { health: { guard: 'readerBack', actions: 'tryAgain' } },
      always: {
        guard: ({ context }) => context.printer !== 'ok',
        target: 'kept',
        actions: assign({ slip: 'unavailable' }),
      },
      invoke: {
        src: 'printReceipt',
        input: ({ context }) => ({
          type: 'retainedCard',
          reason: context.retainReason,
          last4: context.last4,
          reference: context.kept?.reference ?? '',
        }),
        onDone: { target: 'kept', actions: assign({ slip: ({ event }) => event.output.outcome }) },
        onError: { target: 'kept', actions: assign({ slip: 'unknown' }) },
      },
    },
    kept: {
      always: {
        guard: ({ context }) => context.stuck && context.again === 'due',
        target: 'returningAgain',
      },
      after: { notice: 'over' },
      on: { 'act.next': 'over', health: { guard: 'readerBack', actions: 'tryAgain' } },
    },
    /** Its owner still stands there: the way out is tried before the bin. */
    returningAgain: {
      entry: assign({ again: 'done' }),
      invoke: {
        src: 'ejectCard',
        input: {},
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'atGate', actions: 'returned' },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.condition === 'noMedia',
            target: 'taken',
            actions: 'returned',
          },
          { target: 'kept' },
        ],
        onError: 'kept',
      },
      on: { 'card.removed': { target: 'taken', actions: 'returned' } },
    },
    over: { type: 'final' },
    taken: { type: 'final' },
  },
  output: ({ context }) => ({
    cardRef: context.cardRef,
    last4: context.last4,
    fate: context.stuck ? 'stuck' : context.kept ? 'retained' : 'taken',
  }),
});

export type BankCardSnapshot = SnapshotFrom<typeof bankCardMachine>;
