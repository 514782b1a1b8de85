import { assign, stateIn } from 'xstate';
import { modeAt, otherModes } from './call-context.ts';
import { callRecording as recording } from './call-recording.ts';
import { terminalSetup } from './setup.ts';

/** What the teller asks of the customer: entries put forward, a picture of him. One thing at a time. */
const acts = terminalSetup.createStateConfig({
  initial: 'idle',
  on: { 'call.act': { actions: 'judgeAct' }, 'asked.over': '.idle' },
  states: {
    idle: { on: { 'asked.stands': 'asked' } },
    asked: {
      after: { callAsk: { target: 'idle', actions: 'answerAsked' } },
      on: {
        'act.acceptProposal': { guard: 'proposed', target: 'entering' },
        'act.allowStill': { guard: 'stillWanted', target: 'taking' },
        'act.declineProposal': {
          guard: 'proposed',
          target: 'idle',
          actions: 'answerAsked',
        },
        'act.declineStill': {
          guard: 'stillWanted',
          target: 'idle',
          actions: 'answerAsked',
        },
        'step.shown': { actions: 'askedAtAnother' },
        'hands.changed': {
          guard: ({ event }) => event.by !== null,
          target: 'idle',
          actions: 'answerAsked',
        },
      },
    },
    entering: { entry: 'enterNext', on: { 'asked.next': { actions: 'enterNext' } } },
    taking: {
      invoke: {
        src: 'takeStill',
        input: ({ context }) => ({ act: context.call.asked?.act ?? '' }),
        onDone: {
          target: 'idle',
          actions: 'answerAsked',
        },
        onError: { target: 'idle', actions: 'answerAsked' },
      },
    },
  },
});

/** What is written goes one after the other. */
const words = terminalSetup.createStateConfig({
  initial: 'resting',
  on: {
    'call.said': { actions: 'noteSaid' },
    'act.write': {
      actions: assign(({ context }) => ({ call: { ...context.call, stage: 'write' as const } })),
    },
    'act.letter': { guard: 'writing', actions: 'write' },
    'act.digit': { guard: 'writing', actions: 'write' },
    'act.words': { guard: 'writing', actions: 'write' },
    'act.backspace': { guard: 'writing', actions: 'write' },
    'act.clear': { guard: 'writing', actions: 'write' },
  },
  states: {
    resting: { on: { 'act.say': { guard: 'says', target: 'sending', actions: 'takeSaying' } } },
    sending: {
      invoke: {
        src: 'sayToTeller',
        input: ({ context }) => ({ words: context.call.sending ?? '' }),
        onDone: [
          { guard: ({ event }) => event.output.sent, target: 'resting', actions: 'saidToTeller' },
          { target: 'resting', actions: 'notSaid' },
        ],
        onError: { target: 'resting', actions: 'notSaid' },
      },
    },
  },
});

/** Whether the two see, hear or read each other. */
const link = terminalSetup.createStateConfig({
  initial: 'waiting',
  on: {
    'call.waiting': { target: '.waiting', actions: 'noteWaiting' },
    'call.assigned': { target: '.assigned', actions: 'noteAssigned' },
    'call.live': { target: '.live', actions: 'noteLive' },
    'call.unheard': { actions: 'noteUnheard' },
  },
  states: {
    waiting: {
      entry: ['patientWhileAsked', 'tellPace'],
      initial: 'brief',
      states: { brief: { after: { callWaitLong: 'long' } }, long: {} },
      // News of the place in the queue begin no new wait.
      on: {
        'call.waiting': [
          {
            guard: ({ event }) => event.transferred,
            target: 'waiting',
            reenter: true,
            actions: 'noteWaiting',
          },
          { actions: 'noteWaiting' },
        ],
      },
    },
    assigned: { entry: ['patientWhileThere', 'tellPace'] },
    live: {
      entry: ['patientWhileThere', 'tellPace'],
      on: { 'call.live': { actions: 'noteLive' }, 'call.interrupted': 'interrupted' },
    },
    interrupted: { initial: 'brief', states: { brief: { after: { callLostLong: 'long' } }, long: {} } },
  },
});

/** How long the two have been speaking. */
const length = terminalSetup.createStateConfig({
  initial: 'none',
  states: {
    none: { on: { 'call.live': 'counting' } },
    counting: { after: { callLong: 'long' } },
    long: {},
  },
});

/**
 * A call to a teller on the screen, beside whatever the customer does: he stays on his step, and may go on with it while he
 * waits and while they speak.
 */
export const call = terminalSetup.createStateConfig({
  initial: 'none',
  states: {
    none: { on: { 'act.callTeller': { target: 'asking', actions: 'beginCall' } } },
    asking: {
      invoke: {
        src: 'callOutlook',
        input: {},
        onDone: {
          target: 'ways',
          actions: assign(({ context, event }) => ({
            call: {
              ...context.call,
              prospect: event.output.state,
              wait: event.output.state === 'unreachable' ? null : event.output.wait,
            },
          })),
        },
        onError: {
          target: 'ways',
          actions: assign(({ context }) => ({ call: { ...context.call, prospect: 'unreachable' as const } })),
        },
      },
      on: { 'act.closeOverlay': 'none', 'act.help': 'none', 'act.display': 'none', 'act.callPerson': 'none' },
    },
    /** What is to be expected, and what else there is. */
    ways: {
      on: {
        'act.callTeller': [
          { guard: 'callable', target: 'testing' },
          {
            target: 'asking',
            actions: assign(({ context }) => ({ call: { ...context.call, prospect: 'asking' as const } })),
          },
        ],
        'act.closeOverlay': 'none',
        'act.help': 'none',
        'act.display': 'none',
        'act.callPerson': 'none',
        'act.takeNumber': 'none',
        'act.callBack': 'none',
      },
    },
    /** He sees himself, is heard, and hears a tone; what cannot be had is said, and writing is always left. */
    testing: {
      initial: 'opening',
      on: {
        'act.chooseMode': {
          target: '.opening',
          actions: assign(({ context, event }) => ({
            call: { ...context.call, wish: modeAt(event.choice), heard: false },
          })),
        },
        'call.mediaLost': '.opening',
        'act.closeOverlay': { target: '#terminal.call.none', actions: ['closeCallMedia', 'forgetCall'] },
        'act.help': { target: '#terminal.call.none', actions: ['closeCallMedia', 'forgetCall'] },
        'act.display': { target: '#terminal.call.none', actions: ['closeCallMedia', 'forgetCall'] },
        'act.callPerson': { target: '#terminal.call.none', actions: ['closeCallMedia', 'forgetCall'] },
      },
      states: {
        opening: {
          invoke: {
            src: 'openCallMedia',
            input: ({ context }) => ({ mode: context.call.wish }),
            onDone: {
              target: 'ready',
              actions: assign(({ context, event }) => ({
                call: {
                  ...context.call,
                  media: event.output,
                  mode: event.output.mode,
                  tone: event.output.mode === 'text' ? 0 : Math.min(99, context.call.tone + 1),
                },
              })),
            },
            onError: {
              target: 'ready',
              actions: assign(({ context }) => ({
                call: {
                  ...context.call,
                  media: { mode: 'text' as const, camera: 'failed' as const, microphone: 'failed' as const },
                  mode: 'text' as const,
                  tone: 0,
                },
              })),
            },
          },
        },
        ready: {
          on: {
            'call.heard': {
              guard: ({ event }) => event.loud,
              actions: assign(({ context }) => ({ call: { ...context.call, heard: true } })),
            },
            'act.playTone': {
              actions: assign(({ context }) => ({
                call: { ...context.call, tone: (context.call.tone % 99) + 1 },
              })),
            },
            'act.startCall': '#terminal.call.requesting',
          },
        },
      },
    },
    requesting: {
      entry: ['patientWhileAsked', 'tellPace'],
      invoke: {
        src: 'requestCall',
        input: ({ context: { call: wanted } }) => ({
          reason:
            wanted.mode === 'text' && wanted.reason === 'asked' ? ('accessibility' as const) : wanted.reason,
          mode: wanted.mode,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.reached,
            target: 'standing',
            actions: assign(({ context, event }) => ({
              call: {
                ...context.call,
                reference: event.output.reached ? event.output.reference : null,
              },
            })),
          },
          {
            target: 'ways',
            actions: [
              'closeCallMedia',
              assign(({ context, event }) => ({
                call: {
                  ...context.call,
                  prospect: event.output.reached ? ('open' as const) : event.output.why,
                  wait: null,
                  patience: null,
                },
              })),
              'tellPace',
            ],
          },
        ],
        onError: {
          target: 'ways',
          actions: [
            'closeCallMedia',
            assign(({ context }) => ({
              call: {
                ...context.call,
                prospect: 'unreachable' as const,
                wait: null,
                patience: null,
              },
            })),
            'tellPace',
          ],
        },
      },
      on: {
        'act.endCall': {
          target: 'none',
          actions: ['leaveCall', 'closeCallMedia', 'forgetCall', 'tellPace', 'closeCallOverlay'],
        },
      },
    },
    /** The branch has it. */
    standing: {
      type: 'parallel',
      states: { link, length, words, acts, recording },
      exit: 'answerAsked',
      on: {
        'call.over': [
          {
            guard: ({ event }) => event.outcome === 'withdrawn',
            target: 'none',
            actions: ['closeCallMedia', 'forgetCall', 'tellPace', 'closeCallOverlay'],
          },
          {
            target: 'over',
            actions: [
              'closeCallMedia',
              assign(({ context, event }) => ({
                call: { ...context.call, outcome: event.outcome, patience: null },
              })),
              'tellPace',
            ],
          },
        ],
        'act.endCall': {
          target: 'none',
          actions: ['leaveCall', 'closeCallMedia', 'forgetCall', 'tellPace', 'closeCallOverlay'],
        },
        // It goes on waiting until he leaves, and is then left for the counter.
        'act.takeNumber': {
          actions: assign(({ context }) => ({ call: { ...context.call, leaving: 'counter' as const } })),
        },
        'callBack.kept': {
          target: 'none',
          actions: [
            assign(({ context }) => ({ call: { ...context.call, leaving: 'callBack' as const } })),
            'leaveCall',
            'closeCallMedia',
            'forgetCall',
            'tellPace',
          ],
        },
        'act.chooseMode': {
          guard: ({ context, event }) => otherModes(context.call).includes(modeAt(event.choice)),
          actions: [
            assign(({ context, event }) => ({ call: { ...context.call, wish: modeAt(event.choice) } })),
            'setCallMedia',
          ],
        },
        'act.toggleCamera': {
          actions: [
            assign(({ context }) => ({ call: { ...context.call, camera: !context.call.camera } })),
            'setCallMedia',
          ],
        },
        'act.toggleMicrophone': {
          actions: [
            assign(({ context }) => ({ call: { ...context.call, microphone: !context.call.microphone } })),
            'setCallMedia',
          ],
        },
        'moved.told': { actions: 'movedTold' },
      },
    },
    /** By whom and how: said once, then the step is alone again. */
    over: {
      entry: assign({ overlay: ({ context }) => context.overlay ?? 'call' }),
      after: { notice: { target: 'none', actions: ['closeCallOverlay', 'forgetCall'] } },
      on: {
        'act.closeOverlay': { target: 'none', actions: 'forgetCall' },
        'act.help': { target: 'none', actions: 'forgetCall' },
        'act.callPerson': { target: 'none', actions: 'forgetCall' },
        'act.takeNumber': { target: 'none', actions: 'forgetCall' },
        'act.callBack': { target: 'none', actions: 'forgetCall' },
        'act.callTeller': { target: 'asking', actions: 'beginCall' },
      },
    },
  },
  /** Nobody waits for somebody who has left, and nothing of him is left open. */
  on: {
    'visit.over': [
      {
        guard: 'callMadeOrBeing',
        target: '.none',
        actions: ['leaveCall', 'closeCallMedia', 'forgetCall'],
      },
      { guard: stateIn({ call: 'testing' }), target: '.none', actions: ['closeCallMedia', 'forgetCall'] },
      { target: '.none', actions: 'forgetCall' },
    ],
  },
});
