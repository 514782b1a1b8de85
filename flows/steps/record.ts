import { assign, type SnapshotFrom, sendTo, setup, spawnChild } from 'xstate';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { RecordedSale, SealedPaper } from '../sale-ports.ts';
import { consentStep } from './consent.ts';
import { type SignInput, signStep } from './sign.ts';

type Input = { readonly sale: RecordedSale; readonly sign: SignInput };

export type NotRecorded = 'recordingDeclined' | 'recordingAway' | 'recordingLost';

type Context = Input & {
  /** Something is being recorded now. */
  readonly recording: boolean;
  readonly why: NotRecorded;
  readonly sealed: SealedPaper | null;
  readonly end: RecordOutput['end'];
};

/** `signed`: the paper is sealed, and the recording goes on until whoever sells ends it. Otherwise nothing is recorded. */
export type RecordOutput = {
  readonly end: 'signed' | 'back' | 'left';
  readonly sealed: SealedPaper | null;
};

/**
 * A sale of which the policy wants a recording: agreed to first, then recorded from the risks over the questions to the
 * signature. The customer may end it at any moment, and a recording that is lost ends the sale: nothing is signed.
 */
export const recordStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as RecordOutput,
    children: {} as { consent: 'consentStep'; sign: 'signStep' },
  },
  actors: {
    startRecording: undeliveredPorts.startRecording,
    stopRecording: undeliveredPorts.stopRecording,
    consentStep,
    signStep,
  },
  guards: {
    lost: ({ context }) => !context.recording,
  },
  actions: {
    noteLost: assign({ recording: false }),
    /** At once, while the screen says what it means. */
    endNow: spawnChild('stopRecording', { input: { end: 'stopped', by: 'customer' } }),
    passToConsent: sendTo('consent', ({ event }) => event),
    passToSign: sendTo('sign', ({ event }) => event),
  },
}).createMachine({
  id: 'record',
  context: ({ input }) => ({
    ...input,
    recording: false,
    why: 'recordingDeclined',
    sealed: null,
    end: 'back',
  }),
  initial: 'consenting',
  states: {
    consenting: {
      invoke: {
        id: 'consent',
        src: 'consentStep',
        input: { rules: ['recording'] },
        onDone: [
          { guard: ({ event }) => event.output.end === 'agreed', target: 'starting' },
          {
            guard: ({ event }) => event.output.end === 'declined',
            target: 'notRecorded',
            actions: assign({ why: 'recordingDeclined' }),
          },
          { target: 'over' },
        ],
      },
      on: { 'act.*': { actions: 'passToConsent' } },
    },
    starting: {
      tags: ['working'],
      invoke: {
        src: 'startRecording',
        input: ({ context }) => context.sale,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'signing',
            actions: assign({ recording: true }),
          },
          { target: 'notRecorded', actions: assign({ why: 'recordingAway' }) },
        ],
      },
    },
    signing: {
      invoke: {
        id: 'sign',
        src: 'signStep',
        input: ({ context }) => context.sign,
        onDone: [
          {
            guard: ({ context, event }) => event.output.end === 'signed' && context.recording,
            target: 'over',
            actions: assign({ end: 'signed', sealed: ({ event }) => event.output.sealed }),
          },
          // Sealed in the very moment in which the recording was lost: it does not hold.
          {
            guard: ({ event }) => event.output.end === 'signed',
            target: 'notRecorded',
            actions: assign({ why: 'recordingLost' }),
          },
          {
            target: 'ending',
            actions: assign({ end: ({ event }) => (event.output.end === 'back' ? 'back' : 'left') }),
          },
        ],
      },
      on: {
        'act.stopRecording': { actions: ['noteLost', 'endNow', 'passToSign'] },
        'act.*': { actions: 'passToSign' },
        'recording.lost': { actions: ['noteLost', 'passToSign'] },
        'paper.shown': { actions: 'passToSign' },
        'ink.changed': { actions: 'passToSign' },
        health: { actions: 'passToSign' },
      },
    },
    /** Nothing is sold: nothing is recorded any further. */
    ending: {
      tags: ['working'],
      always: { guard: 'lost', target: 'over' },
      invoke: {
        src: 'stopRecording',
        input: { end: 'stopped', by: 'leaving' },
        onDone: 'over',
        onError: 'over',
      },
    },
    notRecorded: {
      on: {
        'act.back': { target: 'over', actions: assign({ end: 'back' }) },
        'act.next': { target: 'over', actions: assign({ end: 'left' }) },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ end: context.end, sealed: context.sealed }),
});

export type RecordSnapshot = SnapshotFrom<typeof recordStep>;
