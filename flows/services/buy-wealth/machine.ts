import { assign, not, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { assessStep } from '../../steps/assess.ts';
import { typed } from '../../steps/digits.ts';
import { recordStep } from '../../steps/record.ts';
import { resultStep } from '../../steps/result.ts';
import { signStep } from '../../steps/sign.ts';
import { noResult, requireAnswer, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import { signState } from '../sign-state.ts';
import {
  AMOUNT_LENGTH,
  amountFen,
  amountProblem,
  type Context,
  confirmationsOf,
  misfit,
  payingCards,
  receiptFacts,
  recordedSale,
  requireCard,
  requireProduct,
  requireSealed,
  requireStanding,
  shelf,
  signInput,
} from './context.ts';

/** Buy a wealth product: by one's own class, read, understood, signed, sealed, and then ordered once. */
export const buyWealthMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as { assess: 'assessStep'; sign: 'signStep'; record: 'recordStep'; result: 'resultStep' },
  },
  actors: {
    riskStanding: undeliveredPorts.riskStanding,
    stopRecording: undeliveredPorts.stopRecording,
    wealthProducts: undeliveredPorts.wealthProducts,
    submit: undeliveredPorts.submit,
    assessStep,
    signStep,
    recordStep,
    resultStep,
  },
  guards: {
    assessed: ({ context }) => context.standing?.valid === true,
    aProduct: ({ context, event }) =>
      event.type === 'act.choose' && shelf(context)[event.choice] !== undefined,
    fitting: ({ context, event }) => {
      const product = event.type === 'act.choose' ? shelf(context)[event.choice] : undefined;
      return product !== undefined && misfit(context, product) === null;
    },
    canPay: ({ context }) => payingCards(context).length > 0,
    oneCard: ({ context }) => payingCards(context).length === 1,
    payingCard: ({ context, event }) => {
      const card = event.type === 'act.choose' ? context.customer.cards[event.choice] : undefined;
      return card !== undefined && payingCards(context).includes(card);
    },
    amountFits: ({ context }) => context.entered !== '' && amountProblem(context) === null,
    toBeRecorded: ({ context }) => requireProduct(context).recording,
    recording: ({ context }) => context.recording,
    somethingEntered: ({ context }) => context.entered !== '',
  },
  actions: {
    chooseProduct: assign({
      product: ({ context, event }) =>
        (event.type === 'act.choose' ? shelf(context)[event.choice] : undefined) ?? context.product,
      entered: '',
      problem: null,
    }),
    chooseCard: assign({
      card: ({ context, event }) =>
        (event.type === 'act.choose' ? context.customer.cards[event.choice] : undefined) ?? context.card,
    }),
    takeOnlyCard: assign({ card: ({ context }) => payingCards(context)[0] ?? null }),
    type: assign({
      entered: ({ context, event }) => {
        if (event.type !== 'act.digit') return context.entered;
        const entered = typed(context.entered, event.choice, AMOUNT_LENGTH);
        return entered === '0' ? '' : entered;
      },
      problem: null,
    }),
    erase: assign({ entered: ({ context }) => context.entered.slice(0, -1), problem: null }),
    clear: assign({ entered: '', problem: null }),
    judge: assign({ problem: ({ context }) => amountProblem(context) }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    firstPage: assign({ page: 0 }),
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    passToAssess: sendTo('assess', ({ event }) => event),
    passToSign: sendTo('sign', ({ event }) => event),
    passToRecord: sendTo('record', ({ event }) => event),
    passToResult: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'buyWealth',
  context: ({ input }) => ({
    ...input,
    ...noResult,
    standing: null,
    catalogue: null,
    product: null,
    page: 0,
    card: null,
    entered: '',
    problem: null,
    sealed: null,
    recording: false,
  }),
  initial: 'loading',
  on: { health: { actions: 'noteHealth' } },
  states: {
    loading: {
      tags: ['working'],
      initial: 'standing',
      states: {
        standing: {
          invoke: {
            src: 'riskStanding',
            input: ({ context }) => ({ customerRef: context.customer.customerRef }),
            onDone: [
              {
                guard: ({ event }) => event.output.ok,
                target: 'products',
                actions: assign({
                  standing: ({ event }) => (event.output.ok ? event.output.value.assessment : null),
                }),
              },
              { target: '#buyWealth.away' },
            ],
            onError: '#buyWealth.away',
          },
        },
        products: {
          invoke: {
            src: 'wealthProducts',
            input: {},
            onDone: [
              {
                guard: ({ event }) => event.output.ok,
                target: '#buyWealth.loaded',
                actions: assign({
                  catalogue: ({ event }) => (event.output.ok ? event.output.value : null),
                  page: 0,
                }),
              },
              { target: '#buyWealth.away' },
            ],
            onError: '#buyWealth.away',
          },
        },
      },
    },
    loaded: {
      always: [{ guard: 'assessed', target: 'choosing' }, { target: 'standing' }],
    },
    away: { on: { 'act.tryAgain': 'loading', 'act.back': 'left' } },
    /** Nobody buys before it is known what he can bear. */
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
          onward: true,
        }),
        onDone: [
          { guard: ({ event }) => event.output.end === 'back', target: 'standing' },
          {
            guard: ({ event }) => event.output.end === 'done',
            target: 'loading',
            actions: assign({ receipt: ({ context, event }) => context.receipt || event.output.receipt }),
          },
          {
            target: 'left',
            actions: assign({
              next: ({ event }) => (event.output.end === 'another' ? 'another' : 'menu'),
              receipt: ({ context, event }) => context.receipt || event.output.receipt,
            }),
          },
        ],
      },
      on: {
        'act.*': { actions: 'passToAssess' },
        'paper.shown': { actions: 'passToAssess' },
        'ink.changed': { actions: 'passToAssess' },
        'submission.settled': { actions: 'passToAssess' },
        health: { actions: ['noteHealth', 'passToAssess'] },
      },
    },
    choosing: {
      on: {
        'act.choose': [
          { guard: 'fitting', target: 'paying', actions: 'chooseProduct' },
          { guard: 'aProduct', target: 'notSuitable', actions: 'chooseProduct' },
        ],
        'act.more': { actions: 'turnPage' },
        'act.back': 'left',
      },
    },
    notSuitable: { on: { 'act.back': 'choosing', 'act.next': 'left' } },
    paying: {
      always: [
        { guard: not('canPay'), target: 'cannotPay' },
        { guard: 'oneCard', target: 'amount', actions: 'takeOnlyCard' },
      ],
      entry: 'firstPage',
      on: {
        'act.choose': { guard: 'payingCard', target: 'amount', actions: 'chooseCard' },
        'act.more': { actions: 'turnPage' },
        'act.back': { target: 'choosing', actions: 'firstPage' },
      },
    },
    cannotPay: { on: { 'act.back': 'choosing', 'act.next': 'left' } },
    amount: {
      on: {
        'act.digit': { actions: 'type' },
        'act.backspace': { actions: 'erase' },
        'act.clear': { actions: 'clear' },
        'act.confirm': [
          { guard: 'amountFits', target: 'review' },
          { guard: 'somethingEntered', actions: 'judge' },
        ],
        'act.back': { target: 'choosing', actions: 'firstPage' },
      },
    },
    review: {
      on: {
        'act.confirm': [{ guard: 'toBeRecorded', target: 'recorded' }, { target: 'signing' }],
        'act.back': 'amount',
      },
    },
    /** Where the policy wants picture and sound of it: the recording goes on beyond the signature, to the order. */
    recorded: {
      invoke: {
        id: 'record',
        src: 'recordStep',
        input: ({ context }) => ({ sale: recordedSale(context), sign: signInput(context) }),
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'signed',
            target: 'submitting',
            actions: assign({ sealed: ({ event }) => event.output.sealed, recording: true }),
          },
          { guard: ({ event }) => event.output.end === 'back', target: 'review' },
          { target: 'left' },
        ],
      },
      on: {
        'act.*': { actions: 'passToRecord' },
        'paper.shown': { actions: 'passToRecord' },
        'ink.changed': { actions: 'passToRecord' },
        'recording.lost': { actions: 'passToRecord' },
        health: { actions: ['noteHealth', 'passToRecord'] },
      },
    },
    signing: signState({ signed: 'submitting', back: 'review' }, signInput),
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => ({
          type: 'buyProduct',
          customerRef: context.customer.customerRef,
          productRef: requireProduct(context).productRef,
          amountFen: amountFen(context),
          cardRef: requireCard(context).cardRef,
          assessmentId: requireStanding(context).assessmentId,
          documentSha256: requireSealed(context).sha256,
          confirmations: confirmationsOf(context, requireProduct(context)),
        }),
        onDone: [
          {
            guard: 'recording',
            target: 'ending',
            actions: assign({ answer: ({ event }) => event.output }),
          },
          { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
        ],
      },
      // The order is on its way: the bank decides, and its paper stands by what was recorded until it was sealed.
      on: { 'recording.lost': { actions: assign({ recording: false }) } },
    },
    /** The recording ends with the order, whatever became of it. */
    ending: {
      tags: ['working'],
      invoke: {
        src: 'stopRecording',
        input: ({ context }) => ({
          end: 'complete',
          sold: requireAnswer(context).outcome === 'done',
          paper: requireSealed(context).number,
        }),
        onDone: 'result',
        onError: 'result',
      },
      exit: assign({ recording: false }),
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type BuyWealthSnapshot = SnapshotFrom<typeof buyWealthMachine>;
