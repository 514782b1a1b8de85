import { assign, type SnapshotFrom, setup } from 'xstate';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { SubmissionAnswer } from '../ports.ts';

type Input = { readonly customerRef: string; readonly applicationRef: string; readonly productRef: string };

type Context = Input & {
  /** Blanks that could not be read or were not the bank's. */
  readonly spoiled: number;
  readonly blank: { readonly blankRef: string; readonly last4: string } | null;
  /** Whether the card that is inside is the customer's, as far as the bank has said. */
  readonly bond: 'none' | 'asked' | 'bound';
  readonly submission: string | null;
  readonly again: boolean;
  readonly why: 'notTaken' | 'jammed';
  readonly end: HandOutOutput['end'];
  readonly taken: SubmissionAnswer | null;
  /** What lies in the machine and is to be asked for by this name; null where nothing does. */
  readonly kept: HandOutOutput['kept'];
};

/**
 * `issued`: in the customer's hand. `noCard`: none is his. `kept`: it was his and lies in the machine. `unsettled`: whether
 * it is his the bank has not said, and it lies in the machine. `unclear`: nobody can say where it is.
 */
export type HandOutOutput = {
  readonly end: 'issued' | 'noCard' | 'kept' | 'unsettled' | 'unclear';
  readonly last4: string | null;
  /** The bank's word on its having been taken. */
  readonly taken: SubmissionAnswer | null;
  readonly kept: { readonly reference: string; readonly staffTold: boolean } | null;
};

/** A second blank is tried where the first could not be read; no third. */
export const BLANKS_AT_MOST = 2;

const KEPT_AS = { none: 'noCard', asked: 'unsettled', bound: 'kept' } as const;

/**
 * From the stack into the hand: a blank is fed and read, the bank says which it is and binds it once, then it is brought
 * to the gate. What is not taken, will not come out, or is not known to be his goes into the bin; each end is one of five,
 * and none of them leaves a card that anybody could take.
 */
export const handOutStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as HandOutOutput,
  },
  actors: {
    dispenseCard: undeliveredPorts.dispenseCard,
    readBlank: undeliveredPorts.readBlank,
    submit: undeliveredPorts.submit,
    presentCard: undeliveredPorts.presentCard,
    retainNewCard: undeliveredPorts.retainNewCard,
    newCardTaken: undeliveredPorts.newCardTaken,
  },
  delays: {
    cardCalm: delays.cardCalm,
    cardInsistent: delays.cardInsistent,
    bindingWait: delays.bindingWait,
  },
  guards: {
    boundNow: ({ context, event }) =>
      event.type === 'submission.settled' &&
      event.answer.submission === context.submission &&
      event.answer.outcome === 'done',
    notBoundNow: ({ context, event }) =>
      event.type === 'submission.settled' &&
      event.answer.submission === context.submission &&
      event.answer.outcome !== 'unknown',
  },
  actions: {
    bound: assign({ bond: 'bound' }),
    notBound: assign({ bond: 'none' }),
    jammed: assign({ why: 'jammed' }),
  },
}).createMachine({
  id: 'handOut',
  context: ({ input }) => ({
    ...input,
    spoiled: 0,
    blank: null,
    bond: 'none',
    submission: null,
    again: false,
    why: 'notTaken',
    end: 'noCard',
    taken: null,
    kept: null,
  }),
  initial: 'feeding',
  states: {
    feeding: {
      tags: ['working'],
      entry: assign({ again: false, blank: null }),
      invoke: {
        src: 'dispenseCard',
        input: ({ context }) => ({ applicationRef: context.applicationRef }),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'fed', target: 'reading' },
          { guard: ({ event }) => event.output.outcome === 'notFed', target: 'over' },
          { target: 'keeping', actions: 'jammed' },
        ],
      },
    },
    reading: {
      tags: ['working'],
      invoke: {
        src: 'readBlank',
        input: ({ context: { customerRef, applicationRef, productRef } }) => ({
          customerRef,
          applicationRef,
          productRef,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'binding',
            actions: assign({ blank: ({ event }) => (event.output.ok ? event.output.value : null) }),
          },
          {
            target: 'spoiling',
            actions: assign({
              again: ({ event }) =>
                !event.output.ok &&
                (event.output.error.code === 'unreadable' || event.output.error.code === 'notOurs'),
            }),
          },
        ],
      },
    },
    /** It is nobody's and will be nobody's. */
    spoiling: {
      tags: ['working'],
      entry: assign({ spoiled: ({ context }) => context.spoiled + 1 }),
      invoke: {
        src: 'retainNewCard',
        input: { reason: 'unreadable' },
        onDone: [
          {
            guard: ({ context, event }) =>
              event.output.fate === 'retained' && context.again && context.spoiled < BLANKS_AT_MOST,
            target: 'feeding',
          },
          { guard: ({ event }) => event.output.fate === 'retained', target: 'over' },
          {
            target: 'over',
            actions: assign({
              kept: ({ event }) => ({ reference: event.output.reference, staffTold: event.output.staffTold }),
            }),
          },
        ],
      },
    },
    binding: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context: { customerRef, applicationRef, blank } }) => ({
          type: 'bindCard',
          customerRef,
          applicationRef,
          blankRef: blank?.blankRef ?? '',
        }),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'done', target: 'presenting', actions: 'bound' },
          {
            guard: ({ event }) => event.output.outcome === 'unknown',
            target: 'waiting',
            actions: assign({ bond: 'asked', submission: ({ event }) => event.output.submission }),
          },
          { target: 'spoiling' },
        ],
      },
    },
    /** The bank was asked and has not answered: the card stays where it is, for as long as anybody can be asked to wait. */
    waiting: {
      after: { bindingWait: 'keeping' },
      on: {
        'submission.settled': [
          { guard: 'boundNow', target: 'presenting', actions: 'bound' },
          { guard: 'notBoundNow', target: 'spoiling', actions: 'notBound' },
        ],
        'act.next': 'keeping',
      },
    },
    presenting: {
      tags: ['working'],
      invoke: {
        src: 'presentCard',
        input: {},
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'presented', target: 'atGate' },
          { target: 'keeping', actions: 'jammed' },
        ],
      },
      on: { 'newCard.removed': 'activating' },
    },
    atGate: {
      initial: 'calm',
      states: {
        calm: { after: { cardCalm: 'insistent' } },
        insistent: { after: { cardInsistent: '#handOut.keeping' } },
      },
      on: {
        'newCard.removed': 'activating',
        'newCard.jammed': { target: 'keeping', actions: 'jammed' },
      },
    },
    keeping: {
      tags: ['working'],
      invoke: {
        src: 'retainNewCard',
        input: ({ context }) => ({ reason: context.why }),
        onDone: [
          { guard: ({ event }) => event.output.fate === 'taken', target: 'activating' },
          {
            target: 'over',
            actions: assign({
              end: ({ context, event }) =>
                event.output.fate === 'unknown' && context.bond !== 'none'
                  ? 'unclear'
                  : KEPT_AS[context.bond],
              kept: ({ context, event }) =>
                event.output.fate === 'retained' && context.bond === 'none'
                  ? null
                  : { reference: event.output.reference, staffTold: event.output.staffTold },
            }),
          },
        ],
      },
      on: {
        'submission.settled': [
          { guard: 'boundNow', actions: 'bound' },
          { guard: 'notBoundNow', actions: 'notBound' },
        ],
      },
    },
    /** It is in his hand: the bank says whether it works. */
    activating: {
      tags: ['working'],
      entry: assign({ end: 'issued' }),
      invoke: {
        src: 'newCardTaken',
        input: {},
        onDone: { target: 'over', actions: assign({ taken: ({ event }) => event.output }) },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context: { end, blank, taken, kept } }) => ({
    end,
    last4: end === 'issued' ? (blank?.last4 ?? null) : null,
    taken,
    kept,
  }),
});

export type HandOutSnapshot = SnapshotFrom<typeof handOutStep>;
