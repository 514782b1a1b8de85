import { assign, not, type SnapshotFrom, setup } from 'xstate';
import type { CodePurpose } from '#contracts/bank/codes.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { CustomerCard, PortOutput, SentCode } from '../ports.ts';
import { CODE_LENGTH, typed } from './digits.ts';

export type CodeProblem = 'wrong' | 'expired' | 'tooSoon' | 'tooManyCodes' | 'notSent';

type Input = {
  readonly customerRef: string;
  /** The card whose reserved phone must answer. */
  readonly card: CustomerCard;
  /** What the proof will be good for, and for nothing else. */
  readonly purpose: CodePurpose;
};

type Context = Input & {
  /** The code that can still be entered: sent in this visit, neither locked nor expired. */
  readonly sent: SentCode | null;
  /** Seconds until the bank sends another. */
  readonly wait: number;
  /** It sends no more for this card now. */
  readonly usedUp: boolean;
  readonly code: string;
  readonly problem: CodeProblem | null;
  readonly triesLeft: number | null;
  readonly end: ProvePhoneOutput['end'];
  readonly proofRef: string | null;
};

/** `noAnswer`: no code reaches that phone, or it has none: somebody else must be sure of the person, or nothing is done. */
export type ProvePhoneOutput =
  | { readonly end: 'proved'; readonly proofRef: string }
  | { readonly end: 'noAnswer' | 'back'; readonly proofRef: null };

const mayResend = ({ context }: { readonly context: Context }): boolean =>
  context.wait === 0 && !context.usedUp;

/** What a refusal to send leaves behind; the seconds are the bank's. */
function notSent(output: PortOutput<'sendCode'>) {
  const error = output.ok ? null : output.error;
  return {
    code: '',
    problem: error?.code === 'tooSoon' || error?.code === 'tooManyCodes' ? error.code : ('notSent' as const),
    ...(error?.code === 'tooSoon' ? { wait: error.seconds } : {}),
    ...(error?.code === 'tooManyCodes' ? { usedUp: true } : {}),
  };
}

/** The seconds until another code can be had are counted where they are on the screen. */
const untilNextCode = {
  initial: 'counting',
  states: {
    counting: {
      always: { guard: not('waiting'), target: 'ready' },
      after: { second: { target: 'counting', reenter: true, actions: 'countDown' } },
    },
    ready: {},
  },
} as const;

/** The phone reserved for a card answers a code, or it is known that it does not. */
export const provePhoneStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as ProvePhoneOutput,
  },
  actors: { sendCode: undeliveredPorts.sendCode, checkCode: undeliveredPorts.checkCode },
  delays: { second: 1_000 },
  guards: {
    codeReady: ({ context }) => context.sent !== null && context.code.length === CODE_LENGTH,
    resendReady: mayResend,
    mayAskForCode: ({ context }) =>
      context.card.reservedPhone !== null && (context.sent !== null || mayResend({ context })),
    waiting: ({ context }) => context.wait > 0,
    codeThere: ({ context }) => context.sent !== null,
  },
  actions: {
    typeCode: assign({
      code: ({ context, event }) =>
        event.type === 'act.digit' ? typed(context.code, event.choice, CODE_LENGTH) : context.code,
      // Of what was wrong with the last code a new one says nothing; why there is none to be had stays true.
      problem: ({ context }) => (context.problem === 'wrong' ? null : context.problem),
    }),
    eraseCode: assign({ code: ({ context }) => context.code.slice(0, -1) }),
    clearCode: assign({ code: '' }),
    forgetProblem: assign({ problem: null }),
    countDown: assign(({ context }) => ({
      wait: context.wait - 1,
      problem: context.wait <= 1 && context.problem === 'tooSoon' ? null : context.problem,
    })),
    noAnswer: assign({ end: 'noAnswer' }),
  },
}).createMachine({
  id: 'provePhone',
  context: ({ input }) => ({
    ...input,
    sent: null,
    wait: 0,
    usedUp: false,
    code: '',
    problem: null,
    triesLeft: null,
    end: 'back',
    proofRef: null,
  }),
  initial: 'asking',
  states: {
    asking: {
      ...untilNextCode,
      on: {
        'act.sendCode': { guard: 'mayAskForCode', target: 'sending' },
        'act.noOldNumber': { target: 'over', actions: 'noAnswer' },
        'act.back': 'over',
      },
    },
    sending: {
      tags: ['working'],
      invoke: {
        src: 'sendCode',
        input: ({ context: { customerRef, card, purpose } }) => ({
          customerRef,
          cardRef: card.cardRef,
          purpose,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'entering',
            actions: assign({
              sent: ({ event }) => (event.output.ok ? event.output.value : null),
              code: '',
              problem: null,
              triesLeft: null,
              wait: ({ event }) => (event.output.ok ? event.output.value.resendAfterSeconds : 0),
            }),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.code === 'noPhone',
            target: 'over',
            actions: 'noAnswer',
          },
          // A code of this visit is still good; without one nothing is asked for that nobody has.
          { guard: 'codeThere', target: 'entering', actions: assign(({ event }) => notSent(event.output)) },
          { target: 'asking', actions: assign(({ event }) => notSent(event.output)) },
        ],
      },
    },
    entering: {
      ...untilNextCode,
      on: {
        'act.digit': { actions: 'typeCode' },
        'act.backspace': { actions: 'eraseCode' },
        'act.clear': { actions: 'clearCode' },
        'act.confirm': { guard: 'codeReady', target: 'checking' },
        'act.resendCode': { guard: 'resendReady', target: 'sending' },
        'act.noOldNumber': { target: 'over', actions: 'noAnswer' },
        'act.back': { target: 'asking', actions: ['clearCode', 'forgetProblem'] },
      },
    },
    checking: {
      tags: ['working'],
      invoke: {
        src: 'checkCode',
        input: ({ context }) => ({ codeRef: context.sent?.codeRef ?? '', code: context.code }),
        onDone: [
          {
            guard: ({ event }) => event.output.result === 'right',
            target: 'over',
            actions: assign({
              end: 'proved',
              proofRef: ({ event }) => (event.output.result === 'right' ? event.output.proofRef : null),
              code: '',
            }),
          },
          {
            guard: ({ event }) => event.output.result === 'wrong',
            target: 'entering',
            actions: assign({
              code: '',
              problem: 'wrong',
              triesLeft: ({ event }) => (event.output.result === 'wrong' ? event.output.triesLeft : null),
            }),
          },
          {
            guard: ({ event }) => event.output.result === 'unreachable',
            target: 'entering',
            actions: assign({ code: '', problem: 'notSent', triesLeft: null }),
          },
          // Expired or locked: that code is of no more use.
          {
            target: 'asking',
            actions: assign({ sent: null, code: '', problem: 'expired', triesLeft: null }),
          },
        ],
      },
    },
    over: { type: 'final' },
  },
  output: ({ context: { end, proofRef } }) => {
    if (end !== 'proved') return { end, proofRef: null };
    // Nobody is proved without the bank's word for it.
    return proofRef === null ? { end: 'noAnswer', proofRef } : { end, proofRef };
  },
});

export type ProvePhoneSnapshot = SnapshotFrom<typeof provePhoneStep>;
