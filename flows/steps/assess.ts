import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { RiskClass, RiskQuestionnaire } from '#contracts/bank/risk.ts';
import type { FlowEvent, Health } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { ReceiptFacts, SubmissionAnswer } from '../ports.ts';
import type { SealedPaper } from '../sale-ports.ts';
import { devicesNoted } from '../services/service-machine.ts';
import { resultStep } from './result.ts';
import { classOf, scoreOf } from './score.ts';
import { signStep } from './sign.ts';

type Input = {
  readonly customerRef: string;
  readonly printer: Health;
  readonly pad: Health;
  readonly elder: boolean;
  /** It goes on to a purchase from here. */
  readonly onward: boolean;
};

type Context = Input & {
  readonly questionnaire: RiskQuestionnaire | null;
  readonly answers: readonly number[];
  /** The question that is asked now, from 0. */
  readonly place: number;
  readonly sealed: SealedPaper | null;
  readonly answer: SubmissionAnswer | null;
  readonly receipt: boolean;
  readonly end: AssessOutput['end'];
};

/** `done`: the bank has it, as far as is known; `another` and `finish` are what the customer wants next. */
export type AssessOutput = {
  readonly end: 'back' | 'left' | 'done' | 'another' | 'finish';
  readonly receipt: boolean;
};

const requireQuestionnaire = ({ questionnaire }: Context): RiskQuestionnaire => {
  if (!questionnaire) throw new Error('no questionnaire was had before it was needed');
  return questionnaire;
};

/** What follows from the answers by the bank's own table. */
export function findingOf(context: Context): { readonly score: number; readonly riskClass: RiskClass } {
  const questionnaire = requireQuestionnaire(context);
  const score = scoreOf(questionnaire, context.answers);
  const riskClass = score === undefined ? undefined : classOf(questionnaire, score);
  if (score === undefined || riskClass === undefined) throw new Error('not every question was answered');
  return { score, riskClass };
}

const requireSealed = ({ sealed }: Context): SealedPaper => {
  if (!sealed) throw new Error('nothing was signed before it was needed');
  return sealed;
};

const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'assessment',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    riskClass: findingOf(context).riskClass,
    validUntil: answer.outcome === 'done' ? (answer.assessment?.validUntil ?? null) : null,
    paper: requireSealed(context),
    reference: answer.reference,
  });

/** The customer answers the bank's questions himself, signs what he answered, and the bank records what follows. */
export const assessStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as AssessOutput,
    children: {} as { sign: 'signStep'; result: 'resultStep' },
  },
  actors: {
    riskQuestionnaire: undeliveredPorts.riskQuestionnaire,
    submit: undeliveredPorts.submit,
    signStep,
    resultStep,
  },
  guards: {
    anOption: ({ context, event }) =>
      event.type === 'act.choose' &&
      context.questionnaire?.questions[context.place]?.options[event.choice] !== undefined,
    lastQuestion: ({ context, event }) =>
      event.type === 'act.choose' &&
      context.questionnaire?.questions[context.place]?.options[event.choice] !== undefined &&
      context.place === context.questionnaire.questions.length - 1,
    firstQuestion: ({ context }) => context.place === 0,
  },
  actions: {
    noteAnswer: assign(({ context, event }) => {
      if (event.type !== 'act.choose') return {};
      return { answers: context.answers.with(context.place, event.choice) };
    }),
    askNext: assign({ place: ({ context }) => context.place + 1 }),
    askBefore: assign({ place: ({ context }) => context.place - 1 }),
    noteHealth: assign(({ context, event }) => devicesNoted(context, event)),
    passToSign: sendTo('sign', ({ event }) => event),
    passToResult: sendTo('result', ({ event }) => event),
    wantBack: assign({ end: 'back' }),
    wantOut: assign({ end: 'left' }),
  },
}).createMachine({
  id: 'assess',
  context: ({ input }) => ({
    ...input,
    questionnaire: null,
    answers: [],
    place: 0,
    sealed: null,
    answer: null,
    receipt: false,
    end: 'back',
  }),
  initial: 'loading',
  on: { health: { actions: 'noteHealth' } },
  states: {
    loading: {
      tags: ['working'],
      invoke: {
        src: 'riskQuestionnaire',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'asking',
            actions: assign({
              questionnaire: ({ event }) => (event.output.ok ? event.output.value.questionnaire : null),
              answers: ({ event }) =>
                event.output.ok ? event.output.value.questionnaire.questions.map(() => -1) : [],
              place: 0,
            }),
          },
          { target: 'away' },
        ],
        onError: 'away',
      },
    },
    away: {
      on: {
        'act.tryAgain': 'loading',
        'act.back': { target: 'over', actions: 'wantBack' },
      },
    },
    asking: {
      on: {
        'act.choose': [
          { guard: 'lastQuestion', target: 'signing', actions: 'noteAnswer' },
          { guard: 'anOption', actions: ['noteAnswer', 'askNext'] },
        ],
        'act.back': [
          { guard: 'firstQuestion', target: 'over', actions: 'wantBack' },
          { actions: 'askBefore' },
        ],
      },
    },
    signing: {
      invoke: {
        id: 'sign',
        src: 'signStep',
        input: ({ context }) => ({
          wish: {
            template: 'riskAssessment',
            questionnaire: requireQuestionnaire(context),
            answers: context.answers,
            ...findingOf(context),
          },
          rules: ['ownAnswers', 'electronicSigning'],
          teachBack: [],
          pad: context.pad,
          elder: context.elder,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'signed',
            target: 'submitting',
            actions: assign({ sealed: ({ event }) => event.output.sealed }),
          },
          { guard: ({ event }) => event.output.end === 'back', target: 'asking' },
          { target: 'over', actions: 'wantOut' },
        ],
      },
      on: {
        'act.*': { actions: 'passToSign' },
        'paper.shown': { actions: 'passToSign' },
        'ink.changed': { actions: 'passToSign' },
        health: { actions: ['noteHealth', 'passToSign'] },
      },
    },
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => {
          const questionnaire = requireQuestionnaire(context);
          return {
            type: 'recordAssessment',
            customerRef: context.customerRef,
            questionnaireVersion: questionnaire.version,
            answers: questionnaire.questions.map(({ id, options }, place) => ({
              questionId: id,
              optionId: options[context.answers[place] ?? -1]?.id ?? '',
            })),
            ...findingOf(context),
            documentSha256: requireSealed(context).sha256,
          };
        },
        onDone: { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
      },
    },
    result: {
      invoke: {
        id: 'result',
        src: 'resultStep',
        input: ({ context }) => {
          if (!context.answer) throw new Error('no answer before the result');
          return { answer: context.answer, facts: receiptFacts(context), printer: context.printer };
        },
        onDone: {
          target: 'over',
          actions: assign({
            receipt: ({ event }) => event.output.receipt,
            end: ({ context, event }) => {
              if (event.output.next === 'another') return 'another';
              return context.onward ? 'done' : 'finish';
            },
          }),
        },
      },
      on: {
        'act.*': { actions: 'passToResult' },
        'submission.settled': { actions: 'passToResult' },
        health: { actions: ['noteHealth', 'passToResult'] },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ end: context.end, receipt: context.receipt }),
});

export type AssessSnapshot = SnapshotFrom<typeof assessStep>;
