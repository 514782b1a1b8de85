import { assign, not, type SnapshotFrom, sendTo, setup } from 'xstate';
import { RULES } from '#contracts/compliance/rules.ts';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { approveStep } from '../../steps/approve.ts';
import { CODE_LENGTH, PHONE_LENGTH, typed } from '../../steps/digits.ts';
import { resultStep } from '../../steps/result.ts';
import { noResult, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import {
  type Context,
  mayResend,
  notSent,
  phoneProblem,
  receiptFacts,
  requireCard,
  routeOf,
} from './context.ts';

const agreed = {
  rule: 'confirmPhone',
  textVersion: RULES.confirmPhone.textVersion,
  answer: 'agreed',
} as const;

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

/**
 * Change the reserved phone number: the old number must answer a code first; where it cannot, a member of staff decides
 * on the whole change here, or a case with a number is opened for the counter.
 */
export const changeReservedPhoneMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as { result: 'resultStep'; approve: 'approveStep' },
  },
  actors: {
    submit: undeliveredPorts.submit,
    sendCode: undeliveredPorts.sendCode,
    checkCode: undeliveredPorts.checkCode,
    recordConsent: undeliveredPorts.recordConsent,
    approveStep,
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
    mayAskPerson: ({ context }) => routeOf(context) === 'person',
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
      approval: null,
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
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    passToResult: sendTo('result', ({ event }) => event),
    passToApprove: sendTo('approve', ({ event }) => event),
  },
}).createMachine({
  id: 'changeReservedPhone',
  context: ({ input }) => ({
    ...input,
    ...noResult,
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
    approval: null,
    phone: '',
    phoneProblem: null,
    samePhone: null,
  }),
  initial: 'chooseCard',
  on: { health: { actions: 'noteHealth' } },
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
      on: {
        'act.confirm': { guard: not('mayAskPerson'), target: 'agreeing.submitting' },
        'act.askApproval': { guard: 'mayAskPerson', target: 'agreeing.approving' },
        'act.openCase': { guard: 'mayAskPerson', target: 'agreeing.submitting' },
        'act.back': 'enterPhone',
      },
    },
    /** The number was read back and is right: that is written before anybody acts on it. */
    agreeing: {
      tags: ['working'],
      initial: 'submitting',
      states: {
        submitting: {
          invoke: { src: 'recordConsent', input: agreed, onDone: '#changeReservedPhone.submitting' },
        },
        approving: {
          invoke: { src: 'recordConsent', input: agreed, onDone: '#changeReservedPhone.approving' },
        },
      },
    },
    approving: {
      invoke: {
        id: 'approve',
        src: 'approveStep',
        input: ({ context }) => {
          const { cardRef, last4, reservedPhone } = requireCard(context);
          return {
            question: {
              service: 'changeReservedPhone',
              customerRef: context.customer.customerRef,
              cardRef,
              cardLast4: last4,
              oldPhone: reservedPhone?.masked ?? null,
              newPhone: context.phone,
            },
          };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.proof !== null,
            target: 'submitting',
            actions: assign({ approval: ({ event }) => event.output.proof }),
          },
          {
            guard: ({ event }) => event.output.instead === 'openCase',
            target: 'submitting',
          },
          { guard: ({ event }) => event.output.instead === 'left', target: 'left' },
          { target: 'review' },
        ],
      },
      on: { 'act.*': { actions: 'passToApprove' } },
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
          if (context.approval) return { type: 'changePhone', ...common, approval: context.approval };
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
              // What was approved was that number; another one is decided anew.
              approval: null,
            })),
          },
          { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
        ],
      },
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type ChangeReservedPhoneSnapshot = SnapshotFrom<typeof changeReservedPhoneMachine>;
