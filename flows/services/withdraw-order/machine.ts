import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import { RULES } from '#contracts/compliance/rules.ts';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { resultStep } from '../../steps/result.ts';
import { noResult, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import { type Context, listed, receiptFacts, requireOrder } from './context.ts';

/** Take an order back in its cooling-off time: choose it, confirm once, withdraw exactly once, say where the money is. */
export const withdrawOrderMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as { result: 'resultStep' },
  },
  actors: {
    wealthOrders: undeliveredPorts.wealthOrders,
    submit: undeliveredPorts.submit,
    recordConsent: undeliveredPorts.recordConsent,
    resultStep,
  },
  guards: {
    withdrawable: ({ context, event }) =>
      event.type === 'act.choose' && context.orders[event.choice]?.withdrawable === true,
  },
  actions: {
    choose: assign({
      chosen: ({ context, event }) =>
        (event.type === 'act.choose' ? context.orders[event.choice] : undefined) ?? context.chosen,
    }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    passToResult: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'withdrawOrder',
  context: ({ input }) => ({
    ...input,
    ...noResult,
    orders: [],
    page: 0,
    chosen: null,
  }),
  initial: 'loading',
  on: { health: { actions: 'noteHealth' } },
  states: {
    loading: {
      tags: ['working'],
      invoke: {
        src: 'wealthOrders',
        input: ({ context }) => ({ customerRef: context.customer.customerRef }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'choosing',
            actions: assign({
              orders: ({ event }) => (event.output.ok ? listed(event.output.value.orders) : []),
              page: 0,
            }),
          },
          { target: 'away' },
        ],
        onError: 'away',
      },
    },
    away: { on: { 'act.tryAgain': 'loading', 'act.back': 'left' } },
    choosing: {
      on: {
        'act.choose': { guard: 'withdrawable', target: 'review', actions: 'choose' },
        'act.more': { actions: 'turnPage' },
        'act.back': 'left',
      },
    },
    review: { on: { 'act.confirm': 'agreeing', 'act.back': 'choosing' } },
    agreeing: {
      tags: ['working'],
      invoke: {
        src: 'recordConsent',
        input: {
          rule: 'confirmWithdrawal',
          textVersion: RULES.confirmWithdrawal.textVersion,
          answer: 'agreed',
        },
        onDone: 'submitting',
      },
    },
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => ({
          type: 'withdrawOrder',
          customerRef: context.customer.customerRef,
          orderNumber: requireOrder(context).orderNumber,
        }),
        onDone: { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
      },
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type WithdrawOrderSnapshot = SnapshotFrom<typeof withdrawOrderMachine>;
