import { assign, type DoneActorEvent } from 'xstate';
import type { FlowEvent } from '../events.ts';
import type { ReceiptFacts, SubmissionAnswer } from '../ports.ts';
import type { ServiceInput, ServiceOutput } from './service-machine.ts';

/** What a service remembers for its end. */
export type ResultContext = ServiceInput & {
  readonly answer: SubmissionAnswer | null;
  readonly next: ServiceOutput['next'];
  readonly receipt: boolean;
};

/** How it stands before anything was submitted: whoever leaves then comes back to the menu. */
export const noResult = { answer: null, next: 'menu', receipt: false } as const;

type Finished = DoneActorEvent<{ readonly next: 'another' | 'finish'; readonly receipt: boolean }>;

/** What was answered; asked for only once something was. */
export const requireAnswer = ({ answer }: Pick<ResultContext, 'answer'>): SubmissionAnswer => {
  if (!answer) throw new Error('no answer before the result');
  return answer;
};

/**
 * The state `result` of a service that ends in `left`: the shared last step, told of everything it listens to. The
 * machine has the actor `resultStep`, and `noteHealth` and `passToResult` among its actions.
 */
export const resultState = <Context extends ResultContext>(
  facts: (context: Context) => (answer: SubmissionAnswer) => ReceiptFacts,
) =>
  ({
    invoke: {
      id: 'result',
      src: 'resultStep',
      input: ({ context }: { readonly context: Context }) => ({
        answer: requireAnswer(context),
        facts: facts(context),
        printer: context.printer,
      }),
      onDone: {
        target: 'left',
        actions: assign<Context, Finished, undefined, FlowEvent, never>(({ context, event }) => ({
          ...context,
          next: event.output.next,
          receipt: context.receipt || event.output.receipt,
        })),
      },
    },
    on: {
      'act.*': { actions: 'passToResult' },
      'submission.settled': { actions: 'passToResult' },
      health: { actions: ['noteHealth', 'passToResult'] },
    },
  }) as const;
