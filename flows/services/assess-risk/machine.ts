import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { AssessmentAnswer } from '#contracts/bank/risk.ts';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { assessStep } from '../../steps/assess.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';

type Context = ServiceInput & {
  readonly standing: AssessmentAnswer['assessment'];
  readonly next: ServiceOutput['next'];
  readonly receipt: boolean;
};

/** What the bank knows of the customer's risk class, and a new assessment by his own answers. */
export const assessRiskMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as { assess: 'assessStep' },
  },
  actors: { riskStanding: undeliveredPorts.riskStanding, assessStep },
  actions: {
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    pass: sendTo('assess', ({ event }) => event),
  },
}).createMachine({
  id: 'assessRisk',
  context: ({ input }) => ({ ...input, standing: null, next: 'menu', receipt: false }),
  initial: 'loading',
  on: { health: { actions: 'noteHealth' } },
  states: {
    loading: {
      tags: ['working'],
      invoke: {
        src: 'riskStanding',
        input: ({ context }) => ({ customerRef: context.customer.customerRef }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'standing',
            actions: assign({
              standing: ({ event }) => (event.output.ok ? event.output.value.assessment : null),
            }),
          },
          { target: 'away' },
        ],
        onError: 'away',
      },
    },
    away: { on: { 'act.tryAgain': 'loading', 'act.back': 'left' } },
    standing: { on: { 'act.confirm': 'assessing', 'act.back': 'left' } },
    assessing: {
      invoke: {
        id: 'assess',
        src: 'assessStep',
        input: ({ context }) => ({
          customerRef: context.customer.customerRef,
          printer: context.printer,
          pad: context.pad,
          elder: context.elder,
          onward: false,
        }),
        onDone: [
          { guard: ({ event }) => event.output.end === 'back', target: 'standing' },
          {
            target: 'left',
            actions: assign({
              next: ({ event }) => nextOf(event.output.end),
              receipt: ({ event }) => event.output.receipt,
            }),
          },
        ],
      },
      on: {
        'act.*': { actions: 'pass' },
        'paper.shown': { actions: 'pass' },
        'ink.changed': { actions: 'pass' },
        'submission.settled': { actions: 'pass' },
        health: { actions: ['noteHealth', 'pass'] },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

const nextOf = (end: string): ServiceOutput['next'] => {
  if (end === 'another') return 'another';
  return end === 'finish' ? 'finish' : 'menu';
};

export type AssessRiskSnapshot = SnapshotFrom<typeof assessRiskMachine>;
