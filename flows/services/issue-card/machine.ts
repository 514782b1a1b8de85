import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { approveStep } from '../../steps/approve.ts';
import { consentStep } from '../../steps/consent.ts';
import { handOutStep } from '../../steps/hand-out.ts';
import { resultStep } from '../../steps/result.ts';
import { signStep } from '../../steps/sign.ts';
import { noResult, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import { signState } from '../sign-state.ts';
import {
  answerAt,
  applicationOf,
  type Context,
  isChecked,
  reasonAgainst,
  receiptFacts,
  requireApplication,
  requireDetails,
  requireKind,
  rulesOf,
  shelf,
} from './context.ts';

/**
 * A new card: chosen, agreed to, the person made sure of, read and signed; then the bank takes the application, and only
 * then does a card move.
 */
export const issueCardMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as {
      consent: 'consentStep';
      approve: 'approveStep';
      sign: 'signStep';
      handOut: 'handOutStep';
      result: 'resultStep';
    },
  },
  actors: {
    cardKinds: undeliveredPorts.cardKinds,
    verifyPerson: undeliveredPorts.verifyPerson,
    submit: undeliveredPorts.submit,
    consentStep,
    approveStep,
    signStep,
    handOutStep,
    resultStep,
  },
  guards: {
    onOffer: ({ context, event }) => {
      const kind = event.type === 'act.choose' ? shelf(context)[event.choice] : undefined;
      return kind !== undefined && reasonAgainst(context, kind) === null;
    },
    anOccupation: ({ event }) =>
      event.type === 'act.choose' && answerAt('occupation', event.choice) !== undefined,
    aPurpose: ({ event }) => event.type === 'act.choose' && answerAt('purpose', event.choice) !== undefined,
    checked: ({ context }) => isChecked(context),
    camera: ({ context }) => context.faceCheck,
  },
  actions: {
    /** Who was made sure of was so for that card. */
    chooseKind: assign(({ context, event }) => ({
      kind: (event.type === 'act.choose' ? shelf(context)[event.choice] : undefined) ?? context.kind,
      faceCheckRef: null,
      approval: null,
    })),
    noteOccupation: assign({
      occupation: ({ context, event }) =>
        (event.type === 'act.choose' ? answerAt('occupation', event.choice) : undefined) ??
        context.occupation,
    }),
    notePurpose: assign({
      purpose: ({ context, event }) =>
        (event.type === 'act.choose' ? answerAt('purpose', event.choice) : undefined) ?? context.purpose,
    }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    passToConsent: sendTo('consent', ({ event }) => event),
    passToApprove: sendTo('approve', ({ event }) => event),
    passToSign: sendTo('sign', ({ event }) => event),
    passToHandOut: sendTo('handOut', ({ event }) => event),
    passToResult: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'issueCard',
  context: ({ input }) => ({
    ...input,
    ...noResult,
    kinds: [],
    faceCheck: false,
    kind: null,
    page: 0,
    occupation: null,
    purpose: null,
    faceCheckRef: null,
    approval: null,
    sealed: null,
    applicationRef: null,
    handed: null,
  }),
  initial: 'loading',
  on: { health: { actions: 'noteHealth' } },
  states: {
    loading: {
      tags: ['working'],
      invoke: {
        src: 'cardKinds',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'choosing',
            actions: assign(({ event }) => (event.output.ok ? { ...event.output.value, page: 0 } : {})),
          },
          { target: 'away' },
        ],
        onError: 'away',
      },
    },
    away: { on: { 'act.tryAgain': 'loading', 'act.back': 'left' } },
    choosing: {
      on: {
        'act.choose': { guard: 'onOffer', target: 'occupation', actions: 'chooseKind' },
        'act.more': { actions: 'turnPage' },
        'act.back': 'left',
      },
    },
    occupation: {
      on: {
        'act.choose': { guard: 'anOccupation', target: 'purpose', actions: 'noteOccupation' },
        'act.back': 'choosing',
      },
    },
    purpose: {
      on: {
        'act.choose': { guard: 'aPurpose', target: 'consenting', actions: 'notePurpose' },
        'act.back': 'occupation',
      },
    },
    consenting: {
      invoke: {
        id: 'consent',
        src: 'consentStep',
        input: ({ context }) => ({ rules: rulesOf(context) }),
        onDone: [
          { guard: ({ event }) => event.output.end === 'agreed', target: 'checking' },
          { guard: ({ event }) => event.output.end === 'declined', target: 'declined' },
          { target: 'purpose' },
        ],
      },
      on: { 'act.*': { actions: 'passToConsent' } },
    },
    declined: { on: { 'act.tryAgain': 'consenting', 'act.next': 'left', 'act.back': 'purpose' } },
    /** Never less than a person: what no camera can say, staff look at. */
    checking: {
      always: [
        { guard: 'checked', target: 'signing' },
        { guard: 'camera', target: 'verifying' },
        { target: 'approving' },
      ],
    },
    verifying: {
      tags: ['working'],
      invoke: {
        src: 'verifyPerson',
        input: ({ context }) => ({ customerRef: context.customer.customerRef }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'matched',
            target: 'signing',
            actions: assign({
              faceCheckRef: ({ event }) =>
                event.output.outcome === 'matched' ? event.output.faceCheckRef : null,
            }),
          },
          { target: 'approving' },
        ],
      },
    },
    approving: {
      invoke: {
        id: 'approve',
        src: 'approveStep',
        input: ({ context }) => ({
          question: {
            service: 'issueCard',
            customerRef: context.customer.customerRef,
            productRef: requireKind(context).productRef,
            product: requireKind(context).name,
          },
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.proof !== null,
            target: 'signing',
            actions: assign({ approval: ({ event }) => event.output.proof }),
          },
          { guard: ({ event }) => event.output.instead === 'back', target: 'purpose' },
          { target: 'left' },
        ],
      },
      on: { 'act.*': { actions: 'passToApprove' } },
    },
    signing: signState({ signed: 'applying', back: 'purpose' }, (context: Context) => {
      const { here: _, ...product } = requireKind(context);
      return {
        wish: { template: 'cardApplication', product, ...requireDetails(context) },
        rules: ['electronicSigning'],
        teachBack: [],
      };
    }),
    applying: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => applicationOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'done' && event.output.application !== undefined,
            target: 'handingOut',
            actions: assign({
              answer: ({ event }) => event.output,
              applicationRef: ({ event }) =>
                event.output.outcome === 'done' ? (event.output.application?.applicationRef ?? null) : null,
            }),
          },
          { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
        ],
      },
    },
    handingOut: {
      invoke: {
        id: 'handOut',
        src: 'handOutStep',
        input: ({ context }) => ({
          customerRef: context.customer.customerRef,
          applicationRef: requireApplication(context),
          productRef: requireKind(context).productRef,
        }),
        onDone: {
          target: 'result',
          actions: assign({
            handed: ({ event }) => event.output,
            answer: ({ context, event }) => event.output.taken ?? context.answer,
          }),
        },
      },
      on: {
        'act.*': { actions: 'passToHandOut' },
        'newCard.*': { actions: 'passToHandOut' },
        'submission.settled': { actions: 'passToHandOut' },
      },
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type IssueCardSnapshot = SnapshotFrom<typeof issueCardMachine>;
