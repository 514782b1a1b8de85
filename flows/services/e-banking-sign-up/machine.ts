import { and, assign, not, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { approveStep } from '../../steps/approve.ts';
import { provePhoneStep } from '../../steps/prove-phone.ts';
import { resultStep } from '../../steps/result.ts';
import { signStep } from '../../steps/sign.ts';
import { noResult, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import { signState } from '../sign-state.ts';
import {
  type Context,
  channelChoices,
  closedOf,
  limitChoices,
  proofOf,
  receiptFacts,
  requireCard,
  requireLimits,
  requireProof,
  requireSealed,
  requireTerms,
  usableCards,
} from './context.ts';

/** A question with one answer is not asked. */
const only = <One>(choices: readonly One[]): One | undefined =>
  choices.length === 1 ? choices[0] : undefined;

/** From what was chosen to what was chosen before it; with one card only there is nothing to choose again. */
const backToCards = [{ guard: 'oneCard', target: 'left' }, { target: 'choosing' }] as const;
const backToChannels = [{ guard: not('oneChannel'), target: 'channels' }, ...backToCards] as const;

/**
 * Sign up for e-banking: the card's phone answers a code, or a member of staff decides; channels and limits are chosen,
 * the agreement is read and signed, and it is opened once.
 */
export const eBankingSignUpMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as {
      prove: 'provePhoneStep';
      approve: 'approveStep';
      sign: 'signStep';
      result: 'resultStep';
    },
  },
  actors: {
    eBankingOffer: undeliveredPorts.eBankingOffer,
    submit: undeliveredPorts.submit,
    provePhoneStep,
    approveStep,
    signStep,
    resultStep,
  },
  guards: {
    shut: ({ context }) => closedOf(context) !== null,
    oneCard: ({ context }) => usableCards(context).length === 1,
    usable: ({ context, event }) =>
      event.type === 'act.choose' && context.customer.cards[event.choice]?.status === 'active',
    oneChannel: ({ context }) => only(channelChoices(requireTerms(context))) !== undefined,
    aChannel: ({ context, event }) =>
      event.type === 'act.choose' && channelChoices(requireTerms(context))[event.choice] !== undefined,
    oneLimit: ({ context }) => only(limitChoices(requireTerms(context))) !== undefined,
    aLimit: ({ context, event }) =>
      event.type === 'act.choose' && limitChoices(requireTerms(context))[event.choice] !== undefined,
    /** Nobody signs or sends anything before it is sure that it is he. */
    proven: ({ context }) => proofOf(context) !== null,
    personThere: ({ context }) => context.branch === 'ok',
  },
  actions: {
    takeCard: assign(({ context, event }) => ({
      card:
        (event.type === 'act.choose' ? context.customer.cards[event.choice] : usableCards(context)[0]) ??
        context.card,
      // Of another card nothing is proven yet.
      proofRef: null,
      approval: null,
    })),
    takeChannels: assign(({ context, event }) => {
      const choices = channelChoices(requireTerms(context));
      return {
        channels:
          (event.type === 'act.choose' ? choices[event.choice] : undefined) ??
          only(choices) ??
          context.channels,
        // What was approved was something else.
        approval: null,
      };
    }),
    takeLimits: assign(({ context, event }) => {
      const choices = limitChoices(requireTerms(context));
      return {
        limits:
          (event.type === 'act.choose' ? choices[event.choice] : undefined) ??
          only(choices) ??
          context.limits,
        approval: null,
      };
    }),
    close: assign({ closed: ({ context }) => closedOf(context) }),
    closeUnproven: assign({ closed: 'noProof' }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    passToProve: sendTo('prove', ({ event }) => event),
    passToApprove: sendTo('approve', ({ event }) => event),
    passToSign: sendTo('sign', ({ event }) => event),
    passToResult: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'eBankingSignUp',
  context: ({ input }) => ({
    ...input,
    ...noResult,
    terms: null,
    contract: null,
    closed: null,
    card: null,
    page: 0,
    proofRef: null,
    approval: null,
    channels: [],
    limits: null,
    sealed: null,
  }),
  initial: 'loading',
  on: { health: { actions: 'noteHealth' } },
  states: {
    loading: {
      tags: ['working'],
      invoke: {
        src: 'eBankingOffer',
        input: ({ context }) => ({ customerRef: context.customer.customerRef }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'loaded',
            actions: assign(({ event }) => (event.output.ok ? event.output.value : {})),
          },
          { target: 'away' },
        ],
        onError: 'away',
      },
    },
    loaded: {
      always: [
        { guard: 'shut', target: 'closed', actions: 'close' },
        { guard: 'oneCard', target: 'proving', actions: 'takeCard' },
        { target: 'choosing' },
      ],
    },
    away: { on: { 'act.tryAgain': 'loading', 'act.back': 'left' } },
    /** Said at once, before anything is asked. */
    closed: { on: { 'act.next': 'left' } },
    choosing: {
      on: {
        'act.choose': { guard: 'usable', target: 'proving', actions: 'takeCard' },
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
          purpose: 'signUpEBanking',
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'proved',
            target: 'channels',
            actions: assign({ proofRef: ({ event }) => event.output.proofRef }),
          },
          {
            guard: ({ event }) => event.output.end === 'noAnswer',
            target: 'unproven',
          },
          ...backToCards,
        ],
      },
      on: { 'act.*': { actions: 'passToProve' } },
    },
    /** No code: a member of staff may decide on all of it, or nothing is opened here. */
    unproven: {
      always: [
        { guard: 'personThere', target: 'channels' },
        { target: 'closed', actions: 'closeUnproven' },
      ],
    },
    channels: {
      always: { guard: 'oneChannel', target: 'limits', actions: 'takeChannels' },
      on: {
        'act.choose': { guard: 'aChannel', target: 'limits', actions: 'takeChannels' },
        'act.back': backToCards,
      },
    },
    limits: {
      always: { guard: 'oneLimit', target: 'review', actions: 'takeLimits' },
      on: {
        'act.choose': { guard: 'aLimit', target: 'review', actions: 'takeLimits' },
        'act.back': backToChannels,
      },
    },
    review: {
      always: {
        guard: and([not('proven'), not('personThere')]),
        target: 'closed',
        actions: 'closeUnproven',
      },
      on: {
        'act.confirm': { guard: 'proven', target: 'signing' },
        'act.askApproval': { guard: not('proven'), target: 'approving' },
        'act.back': [{ guard: not('oneLimit'), target: 'limits' }, ...backToChannels],
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
              service: 'eBankingSignUp',
              customerRef: context.customer.customerRef,
              cardRef,
              cardLast4: last4,
              phone: reservedPhone?.masked ?? null,
              channels: context.channels,
              ...requireLimits(context),
            },
          };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.proof !== null,
            target: 'signing',
            actions: assign({ approval: ({ event }) => event.output.proof }),
          },
          { guard: ({ event }) => event.output.instead === 'left', target: 'left' },
          { target: 'review' },
        ],
      },
      on: { 'act.*': { actions: 'passToApprove' } },
    },
    signing: signState({ signed: 'submitting', back: 'review' }, (context: Context) => {
      const { last4, reservedPhone } = requireCard(context);
      return {
        wish: {
          template: 'eBankingAgreement',
          cardLast4: last4,
          phone: reservedPhone?.masked ?? null,
          channels: context.channels,
          ...requireLimits(context),
        },
        rules: ['eBankingTerms', 'electronicSigning'],
        teachBack: [],
      };
    }),
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => ({
          type: 'signUpEBanking',
          customerRef: context.customer.customerRef,
          cardRef: requireCard(context).cardRef,
          channels: [...context.channels],
          ...requireLimits(context),
          documentSha256: requireSealed(context).sha256,
          ...requireProof(context),
        }),
        onDone: { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
      },
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type EBankingSignUpSnapshot = SnapshotFrom<typeof eBankingSignUpMachine>;
