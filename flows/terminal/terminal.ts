import { assign, enqueueActions, raise, type SnapshotFrom, sendTo, setup, spawnChild, stateIn } from 'xstate';
import { LANGUAGES } from '#contracts/language.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { bankCardMachine } from '../session/bank-card.ts';
import { sessionMachine } from '../session/session.ts';
import { outOfService, startOf, type TerminalContext, type TerminalInput } from './context.ts';

const terminalSetup = setup({
  types: {
    context: {} as TerminalContext,
    events: {} as FlowEvent,
    input: {} as TerminalInput,
    children: {} as { session: 'session'; leftCard: 'bankCard' },
  },
  actors: {
    session: sessionMachine,
    bankCard: bankCardMachine,
    readDocument: undeliveredPorts.readDocument,
    documentPresence: undeliveredPorts.documentPresence,
    cardPlace: undeliveredPorts.cardPlace,
    retainCard: undeliveredPorts.retainCard,
    setCardEntry: undeliveredPorts.setCardEntry,
    requestHelp: undeliveredPorts.requestHelp,
    withdrawHelp: undeliveredPorts.withdrawHelp,
  },
  delays: {
    documentReading: delays.documentReading,
    presencePoll: delays.presencePoll,
    stuckCardLook: delays.stuckCardLook,
    helpUnanswered: delays.helpUnanswered,
    settingsReset: delays.attentionIdle,
    notice: delays.notice,
  },
  guards: {
    closed: ({ context }) => outOfService(context) !== null,
    serviceable: ({ context }) => outOfService(context) === null,
    returnLeftCard: ({ context }) => context.cardInside && context.returnCard,
    retainLeftCard: ({ context }) => context.cardInside,
    idCardLeft: ({ context }) => context.idCardLeft,
    cardStuck: ({ context }) => context.cardStuck,
  },
  actions: {
    noteHealth: assign({
      health: ({ context, event }) =>
        event.type === 'health' ? { ...context.health, [event.of]: event.health } : context.health,
    }),
    toSession: sendTo('session', ({ event }) => event),
    setLanguage: assign({
      settings: ({ context, event }) => ({
        ...context.settings,
        language:
          (event.type === 'act.setLanguage' ? LANGUAGES[event.choice] : undefined) ??
          context.settings.language,
      }),
    }),
    toggleElder: assign({
      settings: ({ context }) => ({ ...context.settings, elder: !context.settings.elder }),
    }),
    toggleContrast: assign({
      settings: ({ context }) => ({ ...context.settings, contrast: !context.settings.contrast }),
    }),
    toggleReach: assign({
      settings: ({ context }) => ({ ...context.settings, reach: !context.settings.reach }),
    }),
    resetSettings: assign({ settings: ({ context }) => context.defaults, overlay: null }),
    openHelp: assign({ overlay: 'help' }),
    openDisplay: assign({ overlay: 'display' }),
    closeOverlay: assign({ overlay: null }),
    openEntry: spawnChild('setCardEntry', { input: { enabled: true } }),
    closeEntry: spawnChild('setCardEntry', { input: { enabled: false } }),
    withdraw: spawnChild('withdrawHelp', { input: {} }),
    forgetHelp: assign({ helpReference: null }),
    /** Elder mode, or a person on the way, gives more time for everything. */
    tellPace: enqueueActions(({ context, enqueue }) => {
      if (!context.inVisit) return;
      enqueue.sendTo('session', {
        type: 'pace',
        slow: context.settings.elder || context.helpReference !== null,
        elder: context.settings.elder,
      });
    }),
  },
});

/** Whether the terminal serves, whom, and what it does between two customers. */
const mode = terminalSetup.createStateConfig({
  initial: 'starting',
  states: {
    starting: {
      on: {
        recovered: {
          target: 'leftovers',
          actions: assign(({ event }) => ({
            cardInside: event.cardInside,
            returnCard: event.returnCard,
            idCardLeft: event.idCardLeft,
          })),
        },
      },
    },
    /** Media a former visit left is dealt with before anybody is asked in. */
    leftovers: {
      always: [
        { guard: 'returnLeftCard', target: 'returningLeftCard' },
        { guard: 'retainLeftCard', target: 'retainingLeftCard' },
        { target: 'open' },
      ],
    },
    returningLeftCard: {
      invoke: {
        id: 'leftCard',
        src: 'bankCard',
        input: ({ context }) => ({ printer: context.health.receiptPrinter, start: 'return' }),
        onDone: {
          target: 'open',
          actions: assign({ cardInside: false, cardStuck: ({ event }) => event.output.fate === 'stuck' }),
        },
        onError: { target: 'open', actions: assign({ cardInside: false, cardStuck: true }) },
      },
      on: {
        'card.*': { actions: sendTo('leftCard', ({ event }) => event) },
        health: { actions: ['noteHealth', sendTo('leftCard', ({ event }) => event)] },
        'act.next': { actions: sendTo('leftCard', ({ event }) => event) },
      },
    },
    retainingLeftCard: {
      invoke: {
        src: 'retainCard',
        input: { reason: 'leftInside' },
        onDone: {
          target: 'open',
          actions: assign({ cardInside: false, cardStuck: ({ event }) => event.output.fate === 'failed' }),
        },
        onError: { target: 'open', actions: assign({ cardInside: false, cardStuck: true }) },
      },
    },
    open: { always: [{ guard: 'closed', target: 'outOfService' }, { target: 'idle' }] },
    outOfService: {
      always: { guard: 'serviceable', target: 'idle' },
      on: {
        /** Somebody pulled the stuck card out. */
        'card.removed': { actions: assign({ cardStuck: false }) },
        /** It slipped in before the entry was closed. */
        'card.inserted': 'returningLeftCard',
      },
      initial: 'waiting',
      /** A stuck card is looked for now and then, and taken in once it will move: nobody is served before. */
      states: {
        waiting: { after: { stuckCardLook: { guard: 'cardStuck', target: 'looking' } } },
        looking: {
          invoke: {
            src: 'cardPlace',
            input: {},
            onDone: [
              {
                guard: ({ event }) => event.output.place === 'none',
                target: 'waiting',
                actions: assign({ cardStuck: false }),
              },
              { guard: ({ event }) => event.output.place === 'unknown', target: 'waiting' },
              { target: 'takingIn' },
            ],
            onError: 'waiting',
          },
        },
        takingIn: {
          invoke: {
            src: 'retainCard',
            input: { reason: 'leftInside' },
            onDone: [
              { guard: ({ event }) => event.output.fate === 'failed', target: 'waiting' },
              { target: 'waiting', actions: assign({ cardStuck: false }) },
            ],
            onError: 'waiting',
          },
        },
      },
    },
    idle: {
      always: { guard: 'closed', target: 'outOfService' },
      initial: 'first',
      /** It slipped in before the entry was closed. */
      on: { 'card.inserted': 'returningLeftCard' },
      states: {
        first: { always: [{ guard: 'idCardLeft', target: 'idCardLeft' }, { target: 'waiting' }] },
        idCardLeft: {
          initial: 'asking',
          states: {
            asking: {
              invoke: {
                src: 'documentPresence',
                input: {},
                onDone: [
                  { guard: ({ event }) => event.output.presence !== 'absent', target: 'lying' },
                  { target: '#terminal.mode.idle.waiting', actions: assign({ idCardLeft: false }) },
                ],
                onError: 'lying',
              },
            },
            lying: { after: { presencePoll: 'asking' } },
          },
        },
        waiting: {
          entry: 'openEntry',
          exit: 'closeEntry',
          initial: 'empty',
          states: {
            empty: { on: { 'document.found': 'reading' } },
            reading: { after: { documentReading: 'empty' } },
          },
          invoke: {
            src: 'readDocument',
            input: {},
            onDone: [
              {
                guard: ({ event }) => event.output.ok,
                target: '#terminal.mode.session',
                actions: assign({
                  document: ({ event }) => (event.output.ok ? event.output.value.document : null),
                }),
              },
              {
                guard: ({ event }) => !event.output.ok && event.output.error.condition !== undefined,
                target: '#terminal.mode.session',
                actions: assign({ problem: ({ event }) => (event.output.ok ? null : event.output.error) }),
              },
              { target: 'readerSilent' },
            ],
            onError: 'readerSilent',
          },
          on: {
            'act.start': '#terminal.mode.session',
            /** A reader that came back has its entry closed. */
            health: {
              guard: ({ event }) => event.of === 'cardReader' && event.health === 'ok',
              actions: ['noteHealth', 'openEntry'],
            },
            'card.inserted': { target: '#terminal.mode.session', actions: assign({ cardInserted: true }) },
          },
        },
        /** The reader failed while it waited; its health decides what comes next. */
        readerSilent: { after: { presencePoll: 'waiting' } },
      },
    },
    session: {
      invoke: {
        id: 'session',
        src: 'session',
        input: ({ context }) => ({
          health: context.health,
          elder: context.settings.elder,
          slow: context.settings.elder || context.helpReference !== null,
          cardInserted: context.cardInserted,
          document: context.document,
          problem: context.problem,
        }),
        onDone: {
          target: 'open',
          actions: assign({
            cardStuck: ({ event }) => event.output.cardStuck,
            idCardLeft: ({ event }) => event.output.idCardLeft,
          }),
        },
        onError: 'open',
      },
      entry: assign({ overlay: null, inVisit: true }),
      exit: [
        'resetSettings',
        assign({ document: null, problem: null, cardInserted: false, inVisit: false }),
        raise({ type: 'visit.over' }),
      ],
      on: {
        'act.*': { actions: 'toSession' },
        'card.*': { actions: 'toSession' },
        'document.found': { actions: 'toSession' },
        'submission.settled': { actions: 'toSession' },
        'person.active': { actions: 'toSession' },
        'step.shown': { actions: 'toSession' },
        health: { actions: ['noteHealth', 'toSession'] },
      },
    },
  },
});

/** Language, type size, contrast, reach, and what lies over the screen: the same at every step. */
const frame = terminalSetup.createStateConfig({
  initial: 'asSetUp',
  on: {
    'act.setLanguage': { target: '.changed', actions: 'setLanguage' },
    'act.toggleTextSize': { target: '.changed', actions: ['toggleElder', 'tellPace'] },
    'act.toggleContrast': { target: '.changed', actions: 'toggleContrast' },
    'act.toggleReach': { target: '.changed', actions: 'toggleReach' },
    'act.help': { target: '.changed', actions: 'openHelp' },
    'act.display': { target: '.changed', actions: 'openDisplay' },
    'act.closeOverlay': { target: '.changed', actions: 'closeOverlay' },
    'act.callPerson': { target: '.changed' },
  },
  states: {
    asSetUp: {},
    /** Somebody set the screen up for himself and left without a visit: the next one finds it as it was. */
    changed: {
      after: {
        settingsReset: [
          { guard: stateIn({ mode: 'session' }), target: 'changed', reenter: true },
          { target: 'asSetUp', actions: 'resetSettings' },
        ],
      },
    },
  },
});

/** The call for a person: what is claimed here has been evidenced by the branch service. */
const help = terminalSetup.createStateConfig({
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
      exit: 'tellPace',
      on: {
        'act.withdrawCall': { target: 'none', actions: ['withdraw', 'forgetHelp', 'tellPace'] },
        'help.changed': [
          { guard: ({ event }) => event.state === 'seen', target: '.seen' },
          { guard: ({ event }) => event.state === 'closed', target: 'closed', actions: 'forgetHelp' },
          { target: 'unreachable', actions: 'forgetHelp' },
        ],
      },
      states: {
        asked: { after: { helpUnanswered: 'unanswered' } },
        unanswered: {},
        seen: {},
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

/** The terminal: what it does, how it shows it, and whether somebody was called. */
export const terminalMachine = terminalSetup.createMachine({
  id: 'terminal',
  context: ({ input }) => startOf(input),
  type: 'parallel',
  on: { health: { actions: 'noteHealth' } },
  states: { mode, frame, help },
});

export type TerminalSnapshot = SnapshotFrom<typeof terminalMachine>;
