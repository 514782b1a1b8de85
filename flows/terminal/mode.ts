import { assign, raise, sendTo } from 'xstate';
import { terminalSetup } from './setup.ts';

/** Whether the terminal serves, whom, and what it does between two customers. */
export const mode = terminalSetup.createStateConfig({
  initial: 'starting',
  on: {
    /** Before the entry was certainly closed: a card may have been drawn in. */
    health: { guard: 'lostWithOpenEntry', actions: ['noteHealth', 'loseSight'] },
  },
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
    open: {
      always: [
        { guard: 'cardMayBeSeen', target: 'lookingForCard' },
        { guard: 'closed', target: 'outOfService' },
        { target: 'idle' },
      ],
    },
    /** A reader that had fallen silent with its entry open is asked first of all whether a card is in it. */
    lookingForCard: {
      initial: 'asking',
      on: {
        health: { guard: 'readerGone', target: 'open', actions: 'noteHealth' },
        'card.inserted': { target: 'returningLeftCard', actions: assign({ cardUnseen: null }) },
      },
      states: {
        asking: {
          invoke: {
            src: 'cardPlace',
            input: {},
            onDone: [
              { guard: ({ event }) => event.output.place === 'unknown', target: 'pausing' },
              {
                guard: ({ event }) => event.output.place === 'none',
                target: '#terminal.mode.open',
                actions: assign({ cardUnseen: null }),
              },
              {
                guard: 'cardJustUnseen',
                target: '#terminal.mode.returningLeftCard',
                actions: assign({ cardUnseen: null }),
              },
              { target: '#terminal.mode.retainingLeftCard', actions: assign({ cardUnseen: null }) },
            ],
            onError: 'pausing',
          },
        },
        pausing: { after: { presencePoll: 'asking' } },
      },
    },
    /** At the safe point: the entry is closed, then staff have it. */
    supervisor: {
      initial: 'closingEntry',
      states: {
        closingEntry: {
          invoke: { src: 'setCardEntry', input: { enabled: false }, onDone: 'active', onError: 'active' },
          /** It slipped in before the entry was closed, and is somebody's. */
          on: { 'card.inserted': '#terminal.mode.returningLeftCard' },
        },
        active: {
          entry: raise({ type: 'vendorMode.entered' }),
          on: {
            /** What they did with readers and slots is nobody's: whatever lies there is looked for before anybody is asked in. */
            'vendorMode.left': {
              target: '#terminal.mode.open',
              actions: assign(({ context }) => ({
                idCardLeft: true,
                cardUnseen: context.health.cardReader === 'absent' ? null : ('before' as const),
              })),
            },
            'card.removed': { actions: assign({ cardStuck: false }) },
          },
        },
      },
    },
    outOfService: {
      always: { guard: 'serviceable', target: 'idle' },
      on: {
        /** Somebody pulled the stuck card out. */
        'card.removed': { actions: assign({ cardStuck: false }) },
        /** It slipped in before the entry was closed. */
        'card.inserted': 'returningLeftCard',
        health: { guard: 'readerBack', target: 'lookingForCard', actions: 'noteHealth' },
        'act.takeNumber': {
          guard: 'numbersOnly',
          target: 'session',
          actions: assign({ wantsNumber: true }),
        },
        'act.find': { guard: 'numbersOnly', target: 'session', actions: assign({ wantsWay: true }) },
        'act.complain': {
          guard: 'numbersOnly',
          target: 'session',
          actions: assign({ wantsComplaint: true }),
        },
      },
      initial: 'waiting',
      /** A stuck card is looked for now and then, and taken in once it will move: nobody is served before. */
      states: {
        waiting: {
          always: { guard: 'staffNext', target: '#terminal.mode.supervisor' },
          after: { stuckCardLook: { guard: 'cardStuck', target: 'looking' } },
        },
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
      on: {
        'card.inserted': 'returningLeftCard',
        health: { guard: 'readerBack', target: 'lookingForCard', actions: 'noteHealth' },
      },
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
            lying: {
              always: { guard: 'staffNext', target: '#terminal.mode.supervisor' },
              after: { presencePoll: 'asking' },
            },
          },
        },
        waiting: {
          entry: 'openEntry',
          exit: 'closeEntry',
          initial: 'empty',
          states: {
            empty: {
              always: { guard: 'staffNext', target: '#terminal.mode.supervisor' },
              on: { 'document.found': 'reading' },
            },
            /** Until it is read or lifted, a reader that is lost leaves it lying there. */
            reading: {
              entry: assign({ idCardLeft: true }),
              after: { documentReading: { target: 'empty', actions: assign({ idCardLeft: false }) } },
            },
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
                  idCardLeft: false,
                }),
              },
              {
                guard: ({ event }) => !event.output.ok && event.output.error.condition !== undefined,
                target: '#terminal.mode.session',
                actions: assign({
                  problem: ({ event }) => (event.output.ok ? null : event.output.error),
                  idCardLeft: false,
                }),
              },
              { target: 'readerSilent' },
            ],
            onError: 'readerSilent',
          },
          on: {
            'act.start': '#terminal.mode.session',
            'act.callTeller': '#terminal.mode.session',
            'act.takeNumber': {
              target: '#terminal.mode.session',
              actions: assign({ wantsNumber: true }),
            },
            'act.find': { target: '#terminal.mode.session', actions: assign({ wantsWay: true }) },
            'act.complain': {
              target: '#terminal.mode.session',
              actions: assign({ wantsComplaint: true }),
            },
            /** A reader that came back has its entry closed. */
            health: [
              { guard: 'readerGone', actions: ['noteHealth', 'loseSight'] },
              { guard: 'readerBack', target: '#terminal.mode.lookingForCard', actions: 'noteHealth' },
              {
                guard: ({ event }) => event.of === 'cardReader' && event.health === 'ok',
                actions: ['noteHealth', 'openEntry'],
              },
            ],
            'card.inserted': {
              target: '#terminal.mode.session',
              actions: assign({ cardInserted: true, cardUnseen: null }),
            },
          },
          after: { notice: { actions: 'ownerGone' } },
        },
        /** The reader failed while it waited; its health decides what comes next. */
        readerSilent: {
          always: { guard: 'staffNext', target: '#terminal.mode.supervisor' },
          after: { presencePoll: 'waiting' },
        },
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
          cardUnseen: context.cardUnseen,
          document: context.document,
          problem: context.problem,
          wantsNumber: context.wantsNumber,
          wantsWay: context.wantsWay,
          wantsComplaint: context.wantsComplaint,
        }),
        onDone: {
          target: 'open',
          actions: assign({
            cardStuck: ({ event }) => event.output.cardStuck,
            idCardLeft: ({ context, event }) => context.idCardLeft || event.output.idCardLeft,
            // Whoever it belongs to leaves with this visit, if he has not left before.
            cardUnseen: ({ event }) => (event.output.cardUnseen === null ? null : 'before'),
          }),
        },
        onError: { target: 'open', actions: assign({ idCardLeft: true }) },
      },
      entry: assign({
        // Whoever asks for a teller at the welcome goes on to him.
        overlay: ({ context }) => (context.overlay === 'call' ? 'call' : null),
        inVisit: true,
      }),
      exit: [
        'resetSettings',
        assign({
          document: null,
          problem: null,
          cardInserted: false,
          wantsNumber: false,
          wantsWay: false,
          wantsComplaint: false,
          inVisit: false,
        }),
        raise({ type: 'visit.over' }),
      ],
      on: {
        'act.*': { actions: 'ownToSession' },
        'helper.acted': { actions: 'judgeHelper' },
        'hands.changed': { actions: 'layPenDown' },
        'card.*': { actions: 'toSession' },
        'document.found': { actions: 'toSession' },
        'submission.settled': { actions: 'toSession' },
        'paper.shown': { actions: 'ownToSession' },
        'newCard.*': { actions: 'toSession' },
        'ink.changed': { actions: 'ownToSession' },
        'recording.lost': { actions: 'toSession' },
        'person.active': { actions: 'toSession' },
        'step.shown': { actions: 'toSession' },
        health: { actions: ['noteHealth', 'toSession'] },
      },
    },
  },
});
