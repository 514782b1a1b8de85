import { assign, not, raise, type SnapshotFrom, sendTo, stateIn } from 'xstate';
import { ATTENTION_EXTENSIONS } from '../delays.ts';
import { documentFacts } from '../facts.ts';
import { complaint } from './complaint.ts';
import { startOf } from './context.ts';
import { drafting } from './drafting.ts';
import { ending } from './ending.ts';
import { identify, lookup, unknownCustomer } from './identify.ts';
import { number } from './number.ts';
import { service } from './serve.ts';
import { sessionSetup } from './setup.ts';
import { way } from './way.ts';

/** Where the customer is. */
const main = sessionSetup.createStateConfig({
  initial: 'begin',
  on: {
    'quiet.unheeded': {
      guard: not(stateIn({ main: 'ending' })),
      target: '.ending',
      actions: assign({ why: 'fault' }),
    },
    'attention.ended': { target: '.ending', actions: assign({ why: 'noActivity' }) },
    'act.finish': {
      target: '.ending',
      actions: assign({ why: ({ context }) => (context.customer ? 'finished' : 'cancelled') }),
    },
  },
  states: {
    begin: {
      invoke: {
        src: 'beginVisit',
        input: {},
        onDone: [
          {
            guard: ({ context }) => context.wantsNumber,
            target: 'number',
            actions: assign(({ event }) => ({
              reference: event.output.reference,
              today: event.output.today,
            })),
          },
          {
            guard: ({ context }) => context.wantsWay,
            target: 'way',
            actions: assign(({ event }) => ({
              reference: event.output.reference,
              today: event.output.today,
            })),
          },
          {
            guard: ({ context }) => context.wantsComplaint,
            target: 'complaint',
            actions: assign(({ event }) => ({
              reference: event.output.reference,
              today: event.output.today,
            })),
          },
          {
            guard: 'documentKnown',
            target: 'lookup',
            actions: assign(({ context, event }) => ({
              reference: event.output.reference,
              today: event.output.today,
              facts: context.document ? documentFacts(context.document, event.output.today) : null,
            })),
          },
          {
            guard: ({ context }) => context.problem !== null,
            target: 'identify.problem',
            actions: assign(({ event }) => ({
              reference: event.output.reference,
              today: event.output.today,
            })),
          },
          {
            target: 'identify',
            actions: assign(({ event }) => ({
              reference: event.output.reference,
              today: event.output.today,
            })),
          },
        ],
        onError: { target: 'ending', actions: assign({ why: 'fault' }) },
      },
    },
    identify,
    lookup,
    unknownCustomer,
    greet: { always: [{ guard: 'elderNotAsked', target: 'elderOffer' }, { target: 'menu' }] },
    elderOffer: {
      exit: assign({ elderOffered: true }),
      on: { 'act.toggleTextSize': 'menu', 'act.decline': 'menu' },
    },
    menu: {
      entry: assign({ service: null }),
      // Chosen on the way to a number: now that the customer is known, it begins.
      always: [
        { guard: 'mayIntended', target: 'service', actions: 'takeIntended' },
        { guard: 'intends', target: 'notEligible', actions: 'takeIntended' },
      ],
      on: {
        'act.takeNumber': 'number',
        'act.find': 'way',
        'act.complain': 'complaint',
        'act.choose': [
          { guard: 'offered', target: 'service', actions: 'pickService' },
          { target: 'notEligible', actions: 'pickService' },
        ],
        'act.back': { target: 'ending', actions: assign({ why: 'finished' }) },
      },
    },
    notEligible: {
      on: { 'act.next': 'menu', 'act.back': 'menu', 'act.takeNumber': 'number', 'act.complain': 'complaint' },
    },
    number,
    way,
    complaint,
    service,
    ending,
    closed: { type: 'final', entry: raise({ type: 'visit.closed' }) },
  },
});

/** A bank card in the machine. */
const card = sessionSetup.createStateConfig({
  initial: 'start',
  on: {
    health: { guard: 'lostWithOpenEntry', actions: ['noteHealth', 'loseSight'] },
  },
  states: {
    start: {
      always: [
        {
          guard: ({ context }) => context.cardInserted,
          target: 'inMachine',
          actions: assign({ cardInserted: false }),
        },
        { target: 'none' },
      ],
    },
    /** A card that slipped in while goodbye was said has been seen to: now the visit may end. */
    none: {
      always: { guard: 'closedForGood', target: 'over' },
      on: {
        'card.inserted': [{ guard: 'strangersCard' }, { target: 'inMachine' }],
        health: {
          guard: ({ event }) => event.of === 'cardReader' && event.health === 'ok',
          target: 'looking',
          actions: 'noteHealth',
        },
      },
    },
    /** A reader that came back tells of no card that came while it was away: it is asked. */
    looking: {
      invoke: {
        src: 'cardPlace',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.place === 'none',
            target: 'none',
            actions: assign({ cardUnseen: null }),
          },
          { guard: ({ event }) => event.output.place === 'unknown', target: 'none' },
          { guard: 'strangersCard', target: 'none' },
          { target: 'inMachine', actions: assign({ cardFound: true }) },
        ],
        onError: 'none',
      },
      on: { 'card.inserted': [{ guard: 'strangersCard' }, { target: 'inMachine' }] },
    },
    inMachine: {
      entry: assign({ cardBusy: true, cardUnseen: null }),
      exit: assign({ cardBusy: false, cardFound: false }),
      invoke: {
        id: 'bankCard',
        src: 'bankCard',
        input: ({ context }) => ({
          printer: context.health.receiptPrinter,
          start: context.cardFound ? 'return' : 'read',
        }),
        onDone: {
          target: 'start',
          actions: assign({
            shownCard: ({ event }) => event.output,
            cardStuck: ({ event }) => event.output.fate === 'stuck',
          }),
        },
        onError: { target: 'none', actions: assign({ cardStuck: true }) },
      },
      on: {
        /** The one before was kept, and while the screen says so another is pushed in: it comes next. */
        'card.inserted': { actions: assign({ cardInserted: true }) },
        'card.*': { actions: sendTo('bankCard', ({ event }) => event) },
        health: { actions: ['noteHealth', sendTo('bankCard', ({ event }) => event)] },
        'act.next': { actions: sendTo('bankCard', ({ event }) => event) },
      },
    },
    /** A card that came while goodbye was said told who it belongs to: that is forgotten, too. */
    over: { type: 'final', entry: 'forgetPerson' },
  },
});

/** Whether anybody is still there: warn, extend by one touch, then end. */
const attention = sessionSetup.createStateConfig({
  initial: 'present',
  on: { 'visit.ending': '.off', 'visit.closed': '.over' },
  states: {
    present: {
      after: { attentionIdle: 'warned' },
      on: {
        'act.*': { target: 'present', reenter: true, actions: 'progress' },
        'person.active': { target: 'present', reenter: true },
        'step.shown': { target: 'present', reenter: true, actions: 'notePatience' },
        pace: { target: 'present', reenter: true, actions: 'notePace' },
        'card.*': { target: 'present', reenter: true, actions: 'progress' },
        'document.found': { target: 'present', reenter: true, actions: 'progress' },
        // Who writes on the pad touches nothing else.
        'ink.changed': { target: 'present', reenter: true, actions: 'progress' },
      },
    },
    warned: {
      after: { attentionWarning: { target: 'off', actions: raise({ type: 'attention.ended' }) } },
      on: {
        'act.moreTime': { guard: 'mayExtend', target: 'present', actions: 'extend' },
        /** Whoever asks for a person is there, however often the time has been extended. */
        'act.help': { target: 'present', actions: 'progress' },
        'card.*': { target: 'present', actions: 'progress' },
        'document.found': { target: 'present', actions: 'progress' },
        'ink.changed': { target: 'present', actions: 'progress' },
        'step.shown': { target: 'present', actions: 'notePatience' },
        /** A teller comes to the screen: he sees who stands there. */
        pace: { guard: ({ event }) => event.call === 'seen', target: 'present', actions: 'notePace' },
      },
    },
    off: {},
    over: { type: 'final' },
  },
});

/** One customer's visit: where he is, a card in the machine, and whether he is still there, all at once. */
export const sessionMachine = sessionSetup.createMachine({
  id: 'session',
  context: ({ input }) => startOf(input),
  type: 'parallel',
  on: {
    health: { actions: 'noteHealth' },
    pace: { actions: 'notePace' },
  },
  states: { main, card, attention, drafting },
  output: ({ context }) => ({
    why: context.why,
    cardStuck: context.cardStuck,
    cardUnseen: context.cardUnseen,
    idCardLeft: context.idCardLeft,
  }),
});

/** How often the warning may still be answered with "more time". */
export const extensionsLeft = (extensions: number): number => Math.max(0, ATTENTION_EXTENSIONS - extensions);

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;
