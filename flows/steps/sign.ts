import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { TeachBackQuestion } from '#contracts/bank/wealth.ts';
import type { RuleId } from '#contracts/compliance/rules.ts';
import { type SIGN_PROBLEMS, TEACH_BACK_OPTIONS } from '#contracts/screen/sign-bodies.ts';
import type { FlowEvent, Health } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { OpenedPaper, PaperWish, SealedPaper, TeachBackAnswer } from '../sale-ports.ts';
import { devicesNoted } from '../services/service-machine.ts';
import { consentStep } from './consent.ts';
import { questionNow, RIGHT_ANSWER } from './teach-back.ts';

export type SignInput = {
  readonly wish: PaperWish;
  /** Agreed to after reading, in this order; signing itself is the last of them. */
  readonly rules: readonly RuleId[];
  readonly teachBack: readonly TeachBackQuestion[];
  readonly pad: Health;
  readonly elder: boolean;
};

type SignProblem = (typeof SIGN_PROBLEMS)[number];
/** A recorded sale can be ended, or lose its recording, at any moment until its paper is sealed. */
export type NotSigned =
  | 'declined'
  | 'sealAway'
  | 'failed'
  | 'unprintable'
  | 'recordingStopped'
  | 'recordingLost';

type Context = SignInput & {
  readonly opened: OpenedPaper | null;
  readonly page: number;
  readonly seen: readonly number[];
  readonly answers: readonly TeachBackAnswer[];
  readonly wrong: number;
  readonly strokes: number;
  /** Where he writes, or wrote last. */
  readonly on: 'screen' | 'pad';
  readonly problem: SignProblem | null;
  readonly why: NotSigned;
  /** The recording was lost while the paper was being sealed: whatever comes of it, nothing is signed. */
  readonly lost: boolean;
  readonly sealed: SealedPaper | null;
  readonly end: SignOutput['end'];
};

/** `back`: to what was entered; `left`: nothing is wanted any more. */
export type SignOutput = { readonly end: 'signed' | 'back' | 'left'; readonly sealed: SealedPaper | null };

const paperOf = (context: Context): string => {
  if (!context.opened) throw new Error('no paper was opened before it was needed');
  return context.opened.paper;
};

/**
 * A paper is filled in, read page by page, understood, agreed to and signed; then it is sealed, or nothing was done. What
 * is drawn and written does not pass through here: the page draws the paper's own bytes, and ink goes to the host.
 */
export const signStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as SignInput,
    output: {} as SignOutput,
    children: {} as { consent: 'consentStep' },
  },
  actors: {
    openPaper: undeliveredPorts.openPaper,
    turnTo: undeliveredPorts.turnTo,
    captureOnPad: undeliveredPorts.captureOnPad,
    pressOnPad: undeliveredPorts.pressOnPad,
    clearInk: undeliveredPorts.clearInk,
    signPaper: undeliveredPorts.signPaper,
    discardPaper: undeliveredPorts.discardPaper,
    consentStep,
  },
  guards: {
    lastPage: ({ context }) => context.page >= (context.opened?.pages ?? 1),
    firstPage: ({ context }) => context.page <= 1,
    allSeen: ({ context }) => context.seen.length >= (context.opened?.pages ?? 1),
    rightAnswer: ({ context, event }) => {
      const question = questionNow(context);
      return question !== undefined && event.type === 'act.choose' && event.choice === RIGHT_ANSWER[question];
    },
    anAnswer: ({ event }) => event.type === 'act.choose' && event.choice < TEACH_BACK_OPTIONS,
    nothingToAsk: ({ context }) => questionNow(context) === undefined,
    inked: ({ context }) => context.strokes > 0,
    /** What was recorded and is not any more is begun anew from its consent. */
    mayTryAgain: ({ context }) => context.why !== 'recordingStopped' && context.why !== 'recordingLost',
    padThere: ({ context }) => context.pad === 'ok',
    onPad: ({ context }) => context.on === 'pad' && context.pad === 'ok',
  },
  actions: {
    noteInk: assign({
      strokes: ({ context, event }) => (event.type === 'ink.changed' ? event.strokes : context.strokes),
      problem: null,
    }),
    /** Only the page that lies open: what is turned faster than it is drawn was not seen. */
    noteSeen: assign(({ context: { page, seen }, event }) =>
      event.type !== 'paper.shown' || event.page !== page || seen.includes(page)
        ? {}
        : { seen: [...seen, page] },
    ),
    notePad: assign({
      pad: ({ context, event }) => devicesNoted({ printer: 'absent', ...context }, event).pad,
    }),
    wipe: assign({ strokes: 0, problem: null }),
    turnOn: assign({ page: ({ context }) => context.page + 1 }),
    turnBack: assign({ page: ({ context }) => context.page - 1 }),
    noteRight: assign(({ context, event }) => {
      const question = questionNow(context);
      if (!question || event.type !== 'act.choose') return {};
      return {
        answers: [...context.answers, { question, answer: event.choice, wrong: context.wrong }],
        wrong: 0,
      };
    }),
    noteWrong: assign({ wrong: ({ context }) => context.wrong + 1 }),
    wantOut: assign({ end: 'left' }),
    declined: assign({ why: 'declined' }),
    lost: assign({ why: 'recordingLost', lost: true }),
    stopped: assign({ why: 'recordingStopped' }),
    passToConsent: sendTo('consent', ({ event }) => event),
  },
}).createMachine({
  id: 'sign',
  context: ({ input }) => ({
    ...input,
    opened: null,
    page: 1,
    seen: [],
    answers: [],
    wrong: 0,
    strokes: 0,
    // A pen lies in an old hand as it always has; a finger on upright glass is what trembles and slips.
    on: input.elder && input.pad === 'ok' ? 'pad' : 'screen',
    problem: null,
    why: 'failed',
    lost: false,
    sealed: null,
    end: 'back',
  }),
  initial: 'opening',
  on: {
    health: { actions: 'notePad' },
    'recording.lost': { target: '.notSigned', actions: 'lost' },
    'act.stopRecording': { target: '.notSigned', actions: 'stopped' },
  },
  states: {
    opening: {
      tags: ['working'],
      invoke: {
        src: 'openPaper',
        input: ({ context }) => context.wish,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'showing',
            actions: assign({
              opened: ({ event }) => (event.output.ok ? event.output.value : null),
              page: 1,
              seen: [],
              answers: [],
              wrong: 0,
              strokes: 0,
              problem: null,
            }),
          },
          {
            target: 'notSigned',
            actions: assign({
              why: ({ event }) =>
                !event.output.ok && event.output.error.code === 'unprintable' ? 'unprintable' : 'failed',
            }),
          },
        ],
        onError: { target: 'notSigned', actions: assign({ why: 'failed' }) },
      },
    },
    /** A page counts as seen once it is told to have been painted; where none can be, there is no way to sign. */
    showing: {
      invoke: {
        src: 'turnTo',
        input: ({ context }) => ({ paper: paperOf(context), page: context.page }),
        onDone: 'reading',
      },
      on: { 'paper.shown': { actions: 'noteSeen' } },
    },
    reading: {
      on: {
        'paper.shown': { actions: 'noteSeen' },
        'act.nextPage': {
          guard: ({ context }) => context.page < (context.opened?.pages ?? 1),
          target: 'showing',
          actions: 'turnOn',
        },
        'act.previousPage': {
          guard: ({ context }) => context.page > 1,
          target: 'showing',
          actions: 'turnBack',
        },
        'act.next': { guard: 'allSeen', target: 'understanding' },
        'act.back': { target: 'discarding', actions: assign({ end: 'back' }) },
      },
    },
    understanding: {
      always: { guard: 'nothingToAsk', target: 'agreeing' },
      on: {
        'act.choose': [
          { guard: 'rightAnswer', actions: 'noteRight' },
          { guard: 'anAnswer', actions: 'noteWrong' },
        ],
        'act.back': { target: 'showing', actions: assign({ page: 1 }) },
      },
    },
    agreeing: {
      invoke: {
        id: 'consent',
        src: 'consentStep',
        input: ({ context }) => ({ rules: context.rules }),
        onDone: [
          { guard: ({ event }) => event.output.end === 'agreed', target: 'signing' },
          {
            guard: ({ event }) => event.output.end === 'declined',
            target: 'notSigned',
            actions: 'declined',
          },
          { target: 'showing', actions: assign({ page: 1 }) },
        ],
      },
      on: {
        'act.stopRecording': { target: 'notSigned', actions: 'stopped' },
        'act.*': { actions: 'passToConsent' },
      },
    },
    signing: {
      initial: 'begin',
      on: {
        'ink.changed': { actions: 'noteInk' },
        'act.decline': { target: 'notSigned', actions: 'declined' },
        'act.back': 'clearingBack',
      },
      states: {
        begin: { always: [{ guard: 'onPad', target: 'pad' }, { target: 'screen' }] },
        screen: {
          entry: assign({ on: 'screen' }),
          on: {
            'act.clear': 'clearing',
            'act.confirm': { guard: 'inked', target: '#sign.sealing' },
            'act.usePad': { guard: 'padThere', target: 'pad', actions: 'wipe' },
          },
        },
        clearing: {
          entry: 'wipe',
          invoke: {
            src: 'clearInk',
            input: ({ context }) => ({ paper: paperOf(context) }),
            onDone: 'screen',
            onError: 'screen',
          },
        },
        /** Who leaves it, by whichever way, takes nothing of it along. */
        pad: {
          entry: assign({ on: 'pad' }),
          invoke: {
            id: 'pad',
            src: 'captureOnPad',
            input: ({ context }) => ({ paper: paperOf(context) }),
            onDone: [
              { guard: ({ event }) => event.output.outcome === 'written', target: '#sign.sealing' },
              {
                guard: ({ event }) => event.output.outcome === 'refused',
                target: '#sign.notSigned',
                actions: 'declined',
              },
              {
                guard: ({ event }) =>
                  event.output.outcome === 'notWritten' && event.output.why === 'notWhole',
                target: 'begin',
                actions: assign({ strokes: 0, problem: 'notWhole' }),
              },
              {
                target: 'screen',
                actions: assign({
                  strokes: 0,
                  problem: ({ event }) =>
                    event.output.outcome === 'notWritten' ? event.output.why : 'padFailed',
                }),
              },
            ],
            onError: { target: 'screen', actions: assign({ strokes: 0, problem: 'padFailed' }) },
          },
          on: { 'act.useScreen': { target: 'screen', actions: 'wipe' } },
          initial: 'writing',
          states: {
            writing: {
              on: {
                'act.clear': 'clearing',
                'act.confirm': { guard: 'inked', target: 'confirming' },
              },
            },
            /** What came of it, the pad itself tells. */
            clearing: {
              invoke: {
                src: 'pressOnPad',
                input: { button: 'clear' },
                onDone: 'writing',
                onError: 'writing',
              },
            },
            confirming: {
              invoke: {
                src: 'pressOnPad',
                input: { button: 'confirm' },
                onDone: 'writing',
                onError: 'writing',
              },
            },
          },
        },
      },
    },
    /** Who reads again signs again. */
    clearingBack: {
      entry: assign({ strokes: 0, problem: null, page: 1 }),
      invoke: {
        src: 'clearInk',
        input: ({ context }) => ({ paper: paperOf(context) }),
        onDone: 'showing',
        onError: 'showing',
      },
    },
    sealing: {
      tags: ['working'],
      // All of it, or none: which of the two, the answer says.
      on: { 'recording.lost': { actions: 'lost' }, 'act.stopRecording': {} },
      invoke: {
        src: 'signPaper',
        input: ({ context }) => ({ paper: paperOf(context), teachBack: context.answers }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'sealed',
            target: 'over',
            actions: assign({
              end: 'signed',
              sealed: ({ event }) => (event.output.outcome === 'sealed' ? event.output : null),
            }),
          },
          {
            guard: ({ context, event }) =>
              context.lost || (event.output.outcome === 'notSigned' && event.output.why === 'recordingLost'),
            target: 'notSigned',
            actions: 'lost',
          },
          {
            target: 'signing',
            actions: assign({
              strokes: 0,
              problem: ({ event }) =>
                event.output.outcome === 'notSigned' && event.output.why !== 'recordingLost'
                  ? event.output.why
                  : 'failed',
            }),
          },
        ],
      },
    },
    /** Nothing was done; the paper is gone, and there are ways on. */
    notSigned: {
      invoke: {
        src: 'discardPaper',
        input: ({ context }) => ({ paper: context.opened?.paper ?? '' }),
      },
      on: {
        'recording.lost': {},
        'act.stopRecording': {},
        'act.tryAgain': { guard: 'mayTryAgain', target: 'opening' },
        'act.back': { target: 'over', actions: assign({ end: 'back' }) },
        'act.next': { target: 'over', actions: 'wantOut' },
      },
    },
    discarding: {
      invoke: {
        src: 'discardPaper',
        input: ({ context }) => ({ paper: paperOf(context) }),
        onDone: 'over',
        onError: 'over',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ end: context.end, sealed: context.sealed }),
});

export type SignSnapshot = SnapshotFrom<typeof signStep>;
