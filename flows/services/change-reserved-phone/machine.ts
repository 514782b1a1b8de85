import { assign, not, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import type { CustomerCard, PortOutput, ReceiptFacts, SentCode, SubmissionAnswer } from '../../ports.ts';
import { CODE_LENGTH, isMobile, maskPhone, PHONE_LENGTH, typed } from '../../steps/digits.ts';
import { resultStep } from '../../steps/result.ts';
import { type ServiceInput, type ServiceOutput, summary } from '../service-machine.ts';

export type CodeProblem = 'wrong' | 'expired' | 'tooSoon' | 'tooManyCodes' | 'notSent';
export type PhoneProblem = 'notMobile' | 'sameAsOld';

type Context = ServiceInput & {
  readonly chosen: CustomerCard | null;
  /** Page of the list of cards, counted on and on. */
  readonly page: number;
  /** The code that can still be entered: sent in this visit, neither locked nor expired. */
  readonly sent: SentCode | null;
  /** Seconds until the bank sends another. */
  readonly wait: number;
  /** It sends no more for this card now. */
  readonly usedUp: boolean;
  readonly code: string;
  readonly codeProblem: CodeProblem | null;
  readonly triesLeft: number | null;
  readonly proofRef: string | null;
  /** Without proof of the old number a person decides at the counter. */
  readonly route: 'change' | 'case';
  readonly phone: string;
  readonly phoneProblem: PhoneProblem | null;
  /** The number of which the bank said that it is the reserved one already; the terminal itself knows it only masked. */
  readonly samePhone: string | null;
  readonly answer: SubmissionAnswer | null;
  readonly next: ServiceOutput['next'];
  readonly receipt: boolean;
};

const requireCard = (context: Context): CustomerCard => {
  if (!context.chosen) throw new Error('no card was chosen before it was needed');
  return context.chosen;
};
const requireAnswer = (context: Context): SubmissionAnswer => {
  if (!context.answer) throw new Error('no answer before the result');
  return context.answer;
};

const mayResend = ({ context }: { readonly context: Context }): boolean =>
  context.wait === 0 && !context.usedUp;

/** What a refusal to send leaves behind; the seconds are the bank's. */
function notSent(output: PortOutput<'sendCode'>) {
  const error = output.ok ? null : output.error;
  return {
    code: '',
    codeProblem:
      error?.code === 'tooSoon' || error?.code === 'tooManyCodes' ? error.code : ('notSent' as const),
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

const phoneProblem = (context: Context): PhoneProblem | null => {
  if (!isMobile(context.phone)) return 'notMobile';
  return context.phone === context.samePhone ? 'sameAsOld' : null;
};

const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'service',
    service: 'changeReservedPhone',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    card: summary(requireCard(context)),
    oldPhone: context.chosen?.reservedPhone?.masked ?? null,
    newPhone: maskPhone(context.phone),
    reference: answer.outcome === 'caseOpened' ? answer.caseNumber : answer.reference,
  });

/**
 * Change the reserved phone number: the old number must answer a code first; where it cannot, a case with a number
 * is opened for the counter, since nobody may approve it here.
 */
export const changeReservedPhoneMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as { result: 'resultStep' },
  },
  actors: {
    submit: undeliveredPorts.submit,
    sendCode: undeliveredPorts.sendCode,
    checkCode: undeliveredPorts.checkCode,
    resultStep,
  },
  delays: { second: 1_000 },
  guards: {
    selectable: ({ context, event }) =>
      event.type === 'act.choose' && context.customer.cards[event.choice]?.status === 'active',
    codeReady: ({ context }) => context.sent !== null && context.code.length === CODE_LENGTH,
    phoneFull: ({ context }) => context.phone.length === PHONE_LENGTH,
    phoneFits: ({ context }) => phoneProblem(context) === null,
    resendReady: mayResend,
    mayAskForCode: ({ context }) =>
      context.chosen?.reservedPhone != null && (context.sent !== null || mayResend({ context })),
    waiting: ({ context }) => context.wait > 0,
    codeThere: ({ context }) => context.sent !== null,
  },
  actions: {
    choose: assign(({ context, event }) => ({
      chosen:
        (event.type === 'act.choose' ? context.customer.cards[event.choice] : undefined) ?? context.chosen,
      sent: null,
      wait: 0,
      usedUp: false,
      code: '',
      codeProblem: null,
      triesLeft: null,
      proofRef: null,
      route: 'change' as const,
      phone: '',
      phoneProblem: null,
      samePhone: null,
    })),
    toCase: assign({ route: 'case', code: '', codeProblem: null }),
    typeCode: assign({
      code: ({ context, event }) =>
        event.type === 'act.digit' ? typed(context.code, event.choice, CODE_LENGTH) : context.code,
      // Of what was wrong with the last code a new one says nothing; why there is none to be had stays true.
      codeProblem: ({ context }) => (context.codeProblem === 'wrong' ? null : context.codeProblem),
    }),
    eraseCode: assign({ code: ({ context }) => context.code.slice(0, -1) }),
    clearCode: assign({ code: '' }),
    forgetProblem: assign({ codeProblem: null }),
    countDown: assign(({ context }) => ({
      wait: context.wait - 1,
      codeProblem: context.wait <= 1 && context.codeProblem === 'tooSoon' ? null : context.codeProblem,
    })),
    typePhone: assign({
      phone: ({ context, event }) =>
        event.type === 'act.digit' ? typed(context.phone, event.choice, PHONE_LENGTH) : context.phone,
      phoneProblem: null,
    }),
    erasePhone: assign({ phone: ({ context }) => context.phone.slice(0, -1), phoneProblem: null }),
    clearPhone: assign({ phone: '', phoneProblem: null }),
    judgePhone: assign({ phoneProblem: ({ context }) => phoneProblem(context) }),
    notePrinter: assign({
      printer: ({ context, event }) =>
        event.type === 'health' && event.of === 'receiptPrinter' ? event.health : context.printer,
    }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    pass: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'changeReservedPhone',
  context: ({ input }) => ({
    ...input,
    chosen: null,
    page: 0,
    sent: null,
    wait: 0,
    usedUp: false,
    code: '',
    codeProblem: null,
    triesLeft: null,
    proofRef: null,
    route: 'change',
    phone: '',
    phoneProblem: null,
    samePhone: null,
    answer: null,
    next: 'menu',
    receipt: false,
  }),
  initial: 'chooseCard',
  on: { health: { actions: 'notePrinter' } },
  states: {
    chooseCard: {
      on: {
        'act.choose': { guard: 'selectable', target: 'proveOldNumber', actions: 'choose' },
        'act.more': { actions: 'turnPage' },
        'act.back': 'left',
      },
    },
    proveOldNumber: {
      ...untilNextCode,
      on: {
        'act.sendCode': { guard: 'mayAskForCode', target: 'sendingCode' },
        'act.noOldNumber': { target: 'enterPhone', actions: 'toCase' },
        'act.back': 'chooseCard',
      },
    },
    sendingCode: {
      tags: ['working'],
      invoke: {
        src: 'sendCode',
        input: ({ context }) => ({
          customerRef: context.customer.customerRef,
          cardRef: requireCard(context).cardRef,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'enterCode',
            actions: assign({
              sent: ({ event }) => (event.output.ok ? event.output.value : null),
              code: '',
              codeProblem: null,
              triesLeft: null,
              wait: ({ event }) => (event.output.ok ? event.output.value.resendAfterSeconds : 0),
            }),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.code === 'noPhone',
            target: 'enterPhone',
            actions: 'toCase',
          },
          // A code of this visit is still good; without one nothing is asked for that nobody has.
          { guard: 'codeThere', target: 'enterCode', actions: assign(({ event }) => notSent(event.output)) },
          { target: 'proveOldNumber', actions: assign(({ event }) => notSent(event.output)) },
        ],
      },
    },
    enterCode: {
      ...untilNextCode,
      on: {
        'act.digit': { actions: 'typeCode' },
        'act.backspace': { actions: 'eraseCode' },
        'act.clear': { actions: 'clearCode' },
        'act.confirm': { guard: 'codeReady', target: 'checkingCode' },
        'act.resendCode': { guard: 'resendReady', target: 'sendingCode' },
        'act.noOldNumber': { target: 'enterPhone', actions: 'toCase' },
        'act.back': { target: 'proveOldNumber', actions: ['clearCode', 'forgetProblem'] },
      },
    },
    checkingCode: {
      tags: ['working'],
      invoke: {
        src: 'checkCode',
        input: ({ context }) => ({ codeRef: context.sent?.codeRef ?? '', code: context.code }),
        onDone: [
          {
            guard: ({ event }) => event.output.result === 'right',
            target: 'enterPhone',
            actions: assign({
              proofRef: ({ event }) => (event.output.result === 'right' ? event.output.proofRef : null),
              route: 'change',
              code: '',
            }),
          },
          {
            guard: ({ event }) => event.output.result === 'wrong',
            target: 'enterCode',
            actions: assign({
              code: '',
              codeProblem: 'wrong',
              triesLeft: ({ event }) => (event.output.result === 'wrong' ? event.output.triesLeft : null),
            }),
          },
          {
            guard: ({ event }) => event.output.result === 'unreachable',
            target: 'enterCode',
            actions: assign({ code: '', codeProblem: 'notSent', triesLeft: null }),
          },
          // Expired or locked: that code is of no more use.
          {
            target: 'proveOldNumber',
            actions: assign({ sent: null, code: '', codeProblem: 'expired', triesLeft: null }),
          },
        ],
      },
    },
    enterPhone: {
      on: {
        'act.digit': { actions: 'typePhone' },
        'act.backspace': { actions: 'erasePhone' },
        'act.clear': { actions: 'clearPhone' },
        'act.confirm': [
          { guard: 'phoneFits', target: 'review' },
          { guard: 'phoneFull', actions: 'judgePhone' },
        ],
        'act.back': 'chooseCard',
      },
    },
    review: {
      on: { 'act.confirm': 'submitting', 'act.back': 'enterPhone' },
    },
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => {
          const common = {
            customerRef: context.customer.customerRef,
            cardRef: requireCard(context).cardRef,
            newPhone: context.phone,
          };
          return context.route === 'change' && context.proofRef !== null
            ? { type: 'changePhone', ...common, proofRef: context.proofRef }
            : { type: 'openCase', ...common };
        },
        onDone: [
          // The bank keeps the proof, so a slip costs neither a second code nor a visit to the counter.
          {
            guard: ({ event }) => event.output.outcome === 'refused' && event.output.refusal === 'samePhone',
            target: 'enterPhone',
            actions: assign(({ context }) => ({
              samePhone: context.phone,
              phoneProblem: 'sameAsOld' as const,
            })),
          },
          { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
        ],
      },
    },
    result: {
      invoke: {
        id: 'result',
        src: 'resultStep',
        input: ({ context }) => ({
          answer: requireAnswer(context),
          facts: receiptFacts(context),
          printer: context.printer,
        }),
        onDone: {
          target: 'left',
          actions: assign({
            next: ({ event }) => event.output.next,
            receipt: ({ event }) => event.output.receipt,
          }),
        },
      },
      on: {
        'act.*': { actions: 'pass' },
        'submission.settled': { actions: 'pass' },
        health: { actions: ['notePrinter', 'pass'] },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type ChangeReservedPhoneSnapshot = SnapshotFrom<typeof changeReservedPhoneMachine>;
