import { assign, type SnapshotFrom } from 'xstate';
import type { AwayReason } from '#contracts/screen/queue-bodies.ts';
import type { FlowPorts, NumberAnswer } from '../ports.ts';
import { appointment } from './appointment.ts';
import { numberWish } from './choices.ts';
import { standingAfter, startOf } from './context.ts';
import { held } from './held.ts';
import { MOST_WRONG_CODES, queueSetup } from './setup.ts';

/** Why there is none; an appointment that cannot be checked in any more was certainly not. */
const awayOf = (answer: NumberAnswer): AwayReason =>
  answer.outcome === 'notTaken' && answer.why === 'notSent' ? 'notSent' : 'refused';

const knows = (
  { output }: { readonly output: Awaited<ReturnType<FlowPorts['queueNow']>> },
  wanted: string | null,
): boolean => output.ok && output.value.services.some(({ id }) => id === wanted);

/** What the branch has to say before anything is asked of the customer. */
const looking = queueSetup.createStateConfig({
  invoke: {
    src: 'queueNow',
    input: {},
    onDone: [
      {
        guard: ({ event }) => !event.output.ok,
        target: 'away',
        actions: assign({ away: 'unreachable', now: null }),
      },
      {
        guard: ({ context, event }) =>
          event.output.ok && event.output.value.open && knows(event, context.wanted),
        target: 'needs',
        actions: assign(({ context, event }) => ({
          now: event.output.ok ? event.output.value : null,
          chosen: context.wanted === null ? [] : [context.wanted],
        })),
      },
      {
        guard: ({ context, event }) =>
          event.output.ok &&
          event.output.value.open &&
          context.channel !== 'anonymous' &&
          !context.lookedForHis,
        target: 'appointment',
        actions: assign({ now: ({ event }) => (event.output.ok ? event.output.value : null) }),
      },
      {
        guard: ({ event }) =>
          event.output.ok && event.output.value.open && event.output.value.services.length > 0,
        target: 'choosing',
        actions: assign({ now: ({ event }) => (event.output.ok ? event.output.value : null) }),
      },
      {
        target: 'away',
        actions: assign({
          away: 'closed',
          now: ({ event }) => (event.output.ok ? event.output.value : null),
        }),
      },
    ],
    onError: { target: 'away', actions: assign({ away: 'unreachable', now: null }) },
  },
});

const choosing = queueSetup.createStateConfig({
  entry: assign({ checkingIn: false }),
  initial: 'still',
  on: {
    'act.choose': { actions: 'toggleBusiness' },
    'act.more': { actions: 'turnPage' },
    'act.haveAppointment': {
      guard: ({ context }) => context.wrongCodes < MOST_WRONG_CODES,
      target: 'appointment.entering',
    },
    'act.next': [{ guard: 'noneChosen' }, { guard: 'hereToo', target: 'doHere' }, { target: 'needs' }],
    'act.back': { target: 'left', actions: 'toMenu' },
  },
  /** Waits on a screen that stands for long would be yesterday's: they are asked for again now and then. */
  states: {
    still: { after: { queueLook: 'looking' } },
    looking: {
      invoke: {
        src: 'queueNow',
        input: {},
        onDone: {
          target: 'still',
          actions: assign({
            now: ({ context, event }) =>
              event.output.ok && event.output.value.services.length > 0 ? event.output.value : context.now,
          }),
        },
        onError: 'still',
      },
    },
  },
});

const taking = queueSetup.createStateConfig({
  invoke: {
    src: 'takeTicket',
    input: ({ context }) => numberWish(context),
    onDone: [
      {
        guard: ({ event }) => event.output.outcome === 'taken',
        target: 'held',
        actions: assign({
          standing: ({ context, event }) => standingAfter(context, event.output),
          fresh: true,
        }),
      },
      {
        guard: ({ event }) => event.output.outcome === 'unknown',
        target: 'unknown',
        actions: 'nothingKnown',
      },
      {
        guard: ({ event }) => event.output.outcome === 'notTaken' && event.output.why === 'appointment',
        target: 'appointment.finding',
      },
      {
        target: 'away',
        actions: assign({
          away: ({ event }) => awayOf(event.output),
        }),
      },
    ],
    onError: { target: 'unknown', actions: 'nothingKnown' },
  },
});

/** There may be a number, and nobody knows which: it is asked for, under the same id, until it is known. */
const unknown = queueSetup.createStateConfig({
  initial: 'waiting',
  states: {
    waiting: { after: { numberAsk: 'asking' }, on: { 'act.tryAgain': 'asking' } },
    asking: {
      invoke: {
        src: 'ticketState',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'taken',
            target: '#queue.held',
            actions: assign({
              standing: ({ context, event }) => standingAfter(context, event.output),
              fresh: true,
            }),
          },
          { guard: ({ event }) => event.output.outcome === 'unknown', target: 'waiting' },
          {
            target: '#queue.away',
            actions: assign({
              standing: null,
              away: ({ event }) => awayOf(event.output),
            }),
          },
        ],
        onError: 'waiting',
      },
    },
  },
});

/**
 * The way to a number for the counters: what for, whether it can be done here at once, what makes waiting hard, the
 * papers, and only then the number. A visit that holds one begins with it.
 */
export const queueMachine = queueSetup.createMachine({
  id: 'queue',
  context: ({ input }) => startOf(input),
  initial: 'begin',
  on: { health: { actions: 'notePrinter' } },
  states: {
    begin: {
      always: [
        { guard: ({ context }) => context.standing?.following === true, target: 'following' },
        { guard: ({ context }) => context.standing?.number != null, target: 'held' },
        { guard: ({ context }) => context.standing !== null, target: 'unknown' },
        { target: 'looking' },
      ],
    },
    looking,
    /** No number now; what else can be done is offered, and asking again. */
    away: {
      on: {
        'act.tryAgain': 'looking',
        'act.choose': { guard: 'awayHere', target: 'left', actions: 'goHereInstead' },
        'act.back': { target: 'left', actions: 'toMenu' },
      },
    },
    choosing,
    appointment,
    doHere: {
      on: {
        'act.choose': { guard: 'doneHere', target: 'left', actions: 'goHere' },
        'act.next': 'needs',
        'act.back': 'choosing',
      },
    },
    needs: {
      entry: 'firstPage',
      on: { 'act.need': { actions: 'toggleNeed' }, 'act.next': 'papers', 'act.back': 'choosing' },
    },
    papers: {
      entry: 'firstPage',
      always: [
        { guard: 'noPapers', target: 'taking' },
        { guard: 'papersSeen', target: 'taking' },
      ],
      on: {
        'act.confirm': 'taking',
        'act.missing': 'missing',
        'act.more': { actions: 'turnPage' },
        'act.back': [{ guard: 'checkingIn', target: 'appointment.told' }, { target: 'needs' }],
      },
    },
    missing: {
      entry: 'firstPage',
      on: {
        'act.confirm': 'taking',
        'act.more': { actions: 'turnPage' },
        'act.back': 'papers',
      },
    },
    taking,
    unknown,
    held,
    given: {
      entry: assign(({ context }) => ({ givenUp: context.standing?.number?.label ?? null, standing: null })),
      on: { 'act.next': 'left', 'act.anotherService': { target: 'left', actions: 'toMenu' } },
    },
    /** The branch is told until it has heard: until then this visit takes no other number. */
    following: {
      entry: assign({
        standing: ({ context }) => context.standing && { ...context.standing, following: true },
      }),
      on: { 'act.next': 'left', 'act.anotherService': { target: 'left', actions: 'toMenu' } },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => ({
    next: context.next,
    service: context.service,
    standing: context.standing,
    receipt: context.receipt,
  }),
});

export type QueueSnapshot = SnapshotFrom<typeof queueMachine>;
