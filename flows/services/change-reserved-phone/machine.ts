import { assign, not, type SnapshotFrom, sendTo, setup } from 'xstate';
import { RULES } from '#contracts/compliance/rules.ts';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { approveStep } from '../../steps/approve.ts';
import { PHONE_LENGTH, typed } from '../../steps/digits.ts';
import { provePhoneStep } from '../../steps/prove-phone.ts';
import { resultStep } from '../../steps/result.ts';
import { noResult, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import { type Context, phoneProblem, receiptFacts, requireCard, routeOf } from './context.ts';

const agreed = {
  rule: 'confirmPhone',
  textVersion: RULES.confirmPhone.textVersion,
  answer: 'agreed',
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
    children: {} as { prove: 'provePhoneStep'; result: 'resultStep'; approve: 'approveStep' },
  },
  actors: {
    submit: undeliveredPorts.submit,
    recordConsent: undeliveredPorts.recordConsent,
    provePhoneStep,
    approveStep,
    resultStep,
  },
  guards: {
    selectable: ({ context, event }) =>
      event.type === 'act.choose' && context.customer.cards[event.choice]?.status === 'active',
    phoneFull: ({ context }) => context.phone.length === PHONE_LENGTH,
    phoneFits: ({ context }) => phoneProblem(context) === null,
    mayAskPerson: ({ context }) => routeOf(context) === 'person',
  },
  actions: {
    choose: assign(({ context, event }) => ({
      chosen:
        (event.type === 'act.choose' ? context.customer.cards[event.choice] : undefined) ?? context.chosen,
      proofRef: null,
      route: 'change' as const,
      approval: null,
      phone: '',
      phoneProblem: null,
      samePhone: null,
    })),
    toCase: assign({ route: 'case' }),
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
    passToProve: sendTo('prove', ({ event }) => event),
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
        'act.choose': { guard: 'selectable', target: 'proving', actions: 'choose' },
        'act.more': { actions: 'turnPage' },
        'act.back': 'left',
      },
    },
    proving: {
      invoke: {
        id: 'prove',
        src: 'provePhoneStep',
        input: ({ context }) => ({
          customerRef: context.customer.customerRef,
          card: requireCard(context),
          purpose: 'changePhone',
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'proved',
            target: 'enterPhone',
            actions: assign({ proofRef: ({ event }) => event.output.proofRef, route: 'change' }),
          },
          {
            guard: ({ event }) => event.output.end === 'noAnswer',
            target: 'enterPhone',
            actions: 'toCase',
          },
          { target: 'chooseCard' },
        ],
      },
      on: { 'act.*': { actions: 'passToProve' } },
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
