import { assign, type SnapshotFrom, setup } from 'xstate';
import type { OriginalKind } from '#contracts/bank/company.ts';
import type { RefuseReason } from '#contracts/branch/approval-reason.ts';
import type { ApprovalPhase, ApprovalRefusal } from '#contracts/screen/approval-bodies.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { ApprovalNews, ApprovalProof, ApprovalQuestion } from '../ports.ts';

type Context = {
  readonly question: ApprovalQuestion;
  readonly phase: ApprovalPhase;
  readonly reference: string | null;
  readonly refusal: ApprovalRefusal | null;
  readonly proof: ApprovalProof | null;
  /** Pictures that could not be judged. */
  readonly unclear: readonly OriginalKind[];
  /** What the customer wants instead of an approval. */
  readonly instead: 'back' | 'openCase' | 'left';
};

export type ApproveOutput = {
  readonly proof: ApprovalProof | null;
  readonly unclear: readonly OriginalKind[];
  readonly instead: 'back' | 'openCase' | 'left';
};

const REFUSAL_OF: Readonly<Record<RefuseReason, ApprovalRefusal>> = {
  faceDiffers: 'notHere',
  documentDoubtful: 'notHere',
  underPressure: 'notHere',
  counterOnly: 'notHere',
  originalDoubtful: 'notHere',
  noAuthority: 'notHere',
  pictureUnclear: 'pictureUnclear',
  documentNotShown: 'documentNeeded',
  detailsWrong: 'detailsWrong',
};

/** A last refusal leaves no way here, whatever its reason was; why it is not done here stays as it was said. */
function refusalOf({ reason, again }: Extract<ApprovalNews, { state: 'refused' }>): ApprovalRefusal {
  const refusal = REFUSAL_OF[reason];
  return again || refusal === 'notHere' ? refusal : 'noMore';
}

/** What the screen says of news that is no end. */
const phaseOf = (news: ApprovalNews): ApprovalPhase =>
  news.state === 'over' || news.state === 'approved' ? 'expired' : news.state;

/**
 * A person decides. What is shown is on the branch's own word; whatever the customer does instead of waiting withdraws
 * the question, and what was approved is what was asked and nothing else.
 */
export const approveStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as { readonly question: ApprovalQuestion },
    output: {} as ApproveOutput,
  },
  actors: {
    requestApproval: undeliveredPorts.requestApproval,
    approvalState: undeliveredPorts.approvalState,
    withdrawApproval: undeliveredPorts.withdrawApproval,
  },
  guards: {
    mayCorrect: ({ context: { refusal } }) =>
      refusal === 'documentNeeded' || refusal === 'detailsWrong' || refusal === 'pictureUnclear',
  },
  actions: {
    wantBack: assign({ instead: 'back' }),
    wantCase: assign({ instead: 'openCase' }),
    wantOut: assign({ instead: 'left' }),
    unheard: assign({ phase: 'notAsked' }),
  },
}).createMachine({
  id: 'approve',
  context: ({ input }) => ({
    question: input.question,
    phase: 'asking',
    reference: null,
    refusal: null,
    proof: null,
    unclear: [],
    instead: 'back',
  }),
  initial: 'asking',
  states: {
    asking: {
      entry: assign({ phase: 'asking', reference: null, refusal: null }),
      invoke: {
        src: 'requestApproval',
        input: ({ context }) => context.question,
        onDone: [
          {
            guard: ({ event }) => event.output.reached,
            target: 'waiting',
            actions: assign({
              phase: 'asked',
              reference: ({ event }) => (event.output.reached ? event.output.reference : null),
            }),
          },
          {
            guard: ({ event }) => !event.output.reached && event.output.spent === true,
            target: 'refused',
            actions: assign({ phase: 'refused', refusal: 'noMore' }),
          },
          { target: 'unasked', actions: 'unheard' },
        ],
        onError: { target: 'unasked', actions: 'unheard' },
      },
      on: {
        'act.back': { target: 'withdrawing', actions: 'wantBack' },
        'act.openCase': { target: 'withdrawing', actions: 'wantCase' },
      },
    },
    waiting: {
      invoke: {
        src: 'approvalState',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.state === 'approved',
            target: 'over',
            actions: assign({
              proof: ({ event }) =>
                event.output.state === 'approved'
                  ? { approvalId: event.output.approvalId, staff: event.output.staff, at: event.output.at }
                  : null,
            }),
          },
          {
            guard: ({ event }) => event.output.state === 'refused',
            target: 'refused',
            actions: assign({
              phase: 'refused',
              refusal: ({ event }) => (event.output.state === 'refused' ? refusalOf(event.output) : null),
              unclear: ({ event }) => (event.output.state === 'refused' ? (event.output.unclear ?? []) : []),
            }),
          },
          {
            guard: ({ event }) => event.output.state === 'over',
            target: 'unasked',
            actions: assign({ phase: 'expired' }),
          },
          {
            target: 'waiting',
            reenter: true,
            actions: assign({ phase: ({ event }) => phaseOf(event.output) }),
          },
        ],
        onError: { target: 'unasked', actions: 'unheard' },
      },
      on: {
        'act.back': { target: 'withdrawing', actions: 'wantBack' },
        'act.openCase': { target: 'withdrawing', actions: 'wantCase' },
      },
    },
    /** Nobody decides: it never arrived, or has lasted too long. */
    unasked: {
      on: {
        'act.askApproval': 'asking',
        'act.openCase': { target: 'over', actions: 'wantCase' },
        'act.back': { target: 'over', actions: 'wantBack' },
      },
    },
    refused: {
      on: {
        'act.next': { target: 'over', actions: 'wantOut' },
        'act.openCase': { target: 'over', actions: 'wantCase' },
        'act.askApproval': { guard: ({ context }) => context.refusal === 'documentNeeded', target: 'asking' },
        'act.confirm': { guard: 'mayCorrect', target: 'over', actions: 'wantBack' },
        'act.back': { guard: 'mayCorrect', target: 'over', actions: 'wantBack' },
      },
    },
    /** The host sees to it by itself; nobody waits for the branch. */
    withdrawing: {
      invoke: { src: 'withdrawApproval', input: {}, onDone: 'over', onError: 'over' },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({
    proof: context.proof,
    unclear: context.unclear,
    instead: context.instead,
  }),
});

export type ApproveSnapshot = SnapshotFrom<typeof approveStep>;
