import { assign, spawnChild } from 'xstate';
import type { CallRecording } from '#contracts/branch/call-words.ts';
import { RULES } from '#contracts/compliance/rules.ts';
import type { TerminalContext } from './context.ts';
import { terminalSetup } from './setup.ts';

const RULE = 'callRecording' as const;
const { textVersion } = RULES[RULE];

const standing = ({ call }: Pick<TerminalContext, 'call'>, recording: CallRecording) => ({
  call: { ...call, recording },
});

/**
 * Whether the call is recorded, where the branch has its customers asked: once the two see or hear each other, by a yes that is
 * written down first, until one of the two ends it. A no, or no answer, costs nothing: the call goes on, and nobody asks again.
 */
export const callRecording = terminalSetup.createStateConfig({
  initial: 'unasked',
  states: {
    unasked: {
      on: {
        'call.live': {
          guard: ({ context, event }) => event.mode !== 'text' && context.call.recordingDays !== null,
          target: 'asked',
        },
      },
    },
    asked: {
      entry: assign(({ context }) => standing(context, 'asked')),
      after: { callAsk: 'unanswered' },
      on: { 'act.allowRecording': 'agreeing', 'act.declineRecording': 'declined' },
    },
    agreeing: {
      entry: assign(({ context }) => standing(context, 'starting')),
      invoke: {
        src: 'recordConsent',
        input: { rule: RULE, textVersion, answer: 'agreed' },
        onDone: 'agreed',
        onError: 'unanswered',
      },
    },
    agreed: {
      entry: spawnChild('recordCall', {
        input: ({ context }) => ({ on: true as const, days: context.call.recordingDays ?? 0 }),
      }),
      on: {
        'call.recording': {
          actions: assign(({ context, event }) => standing(context, event.stand)),
        },
        'act.stopCallRecording': 'stopped',
      },
    },
    declined: {
      entry: assign(({ context }) => standing(context, 'declined')),
      invoke: { src: 'recordConsent', input: { rule: RULE, textVersion, answer: 'declined' }, onError: {} },
    },
    /** Nothing was said, so nothing is written down: only a yes begins anything. */
    unanswered: { entry: assign(({ context }) => standing(context, 'declined')) },
    stopped: {
      entry: [
        spawnChild('recordCall', {
          input: ({ context }) => ({
            on: false as const,
            by: context.call.moved?.id === 'stopCallRecording' ? ('teller' as const) : ('customer' as const),
          }),
        }),
        assign(({ context }) => standing(context, 'stopped')),
      ],
    },
  },
});
