import {
  acceptedSchema,
  type Call,
  type CallLeave,
  type CallLive,
  type CallOutlook,
  type CallRequest,
  type CallView,
  callOutlookSchema,
  callSchema,
  type ForTerminal,
  forTerminalSchema,
  type SentByTerminal,
  viewTakenSchema,
} from '#contracts/branch/call.ts';
import {
  type CallBack,
  type CallBackRequest,
  type CallBackTimes,
  callBackSchema,
  callBackTimesSchema,
} from '#contracts/branch/call-back.ts';
import { type Ice, iceSchema } from '#contracts/branch/signal.ts';
import { type StillKept, type StillRequest, stillKeptSchema } from '#contracts/branch/still.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { ask, type BranchError, type Line, type Question } from './request.ts';
import { FINAL, sleep, watch } from './watch.ts';

type Answer<T> = Promise<Result<T, BranchError>>;
export type SaidByTeller = ForTerminal['messages'][number];

/** Calls to a teller, as a terminal makes them. */
export type CallClient = {
  /** What to expect before calling; `service` null: none in particular. */
  callOutlook(language: CallRequest['language'], service: CallRequest['service']): Answer<CallOutlook>;
  /** Sending the same request again makes nothing twice. Reason `branchClosed`: outside the hours. */
  requestCall(request: CallRequest): Answer<Call>;
  /** As `watchAssistance`, until the call is over. Watching is what tells the branch that the terminal is there. */
  watchCall(
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<Result<Call, BranchError>, void, void>;
  /** Until it was heard; a call that is over stays as it ended. */
  leaveCall(id: string, leave: CallLeave): Answer<Call>;
  callIsLive(id: string, live: CallLive): Answer<Call>;
  /** The same id is the same message; `illegalMove`: of an earlier turn, or the call is over. */
  sayInCall(id: string, message: SentByTerminal): Answer<{ sequence: number }>;
  /** See `watchCallMessages`. */
  watchCallMessages(
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<Result<SaidByTeller, BranchError>, void, void>;
  /** The customer's step; answers the number of the view that stands there. */
  showStep(id: string, view: CallView): Answer<{ number: number }>;
  callIce(id: string): Answer<Ice>;
  callBackTimes(): Answer<CallBackTimes>;
  /** Sending the same request again keeps nothing twice. Reason `slotFull`: that time has been taken meanwhile. */
  requestCallBack(request: CallBackRequest): Answer<CallBack>;
  /** A still picture the customer has allowed, of a call that a teller has in hand. */
  keepStill(id: string, still: StillRequest): Answer<StillKept>;
};

type Get = <T>(target: string, reply: Question<T>['reply']) => Answer<T>;
type Post = <T>(target: string, body: unknown, reply: Question<T>['reply'], deadline?: number) => Answer<T>;

export function callClient(line: Line, get: Get, post: Post): CallClient {
  const of = (id: string) => `/v1/calls/${encodeURIComponent(id)}`;
  return {
    callOutlook: (language, service) => {
      const query = new URLSearchParams({ language, ...(service !== null && { service }) });
      return get(`/v1/calls/outlook?${query}`, callOutlookSchema);
    },
    requestCall: (request) => post('/v1/calls', request, callSchema),
    watchCall: (id, after, signal) =>
      watch<Call>(
        line,
        { path: of(id), reply: callSchema, over: ({ state }) => state === 'over' },
        after,
        signal,
      ),
    leaveCall: (id, leave) => post(`${of(id)}/leave`, leave, callSchema),
    callIsLive: (id, live) => post(`${of(id)}/live`, live, callSchema),
    sayInCall: (id, message) => post(`${of(id)}/messages`, message, acceptedSchema),
    watchCallMessages: (id, after, signal) => watchCallMessages(line, `${of(id)}/messages`, after, signal),
    keepStill: (id, still) => post(`${of(id)}/pictures`, still, stillKeptSchema, BRANCH_DEADLINES.paper),
    showStep: (id, view) => post(`${of(id)}/view`, view, viewTakenSchema),
    callIce: (id) => get(`${of(id)}/ice`, iceSchema),
    callBackTimes: () => get('/v1/call-backs/times', callBackTimesSchema),
    requestCallBack: (request) => post('/v1/call-backs', request, callBackSchema),
  };
}

/**
 * What the teller says after a sequence, each message once and in order, and each failure to hear, after which it is
 * tried again with growing pauses. Going on to the next one acknowledges those before. Ends by itself when the call is
 * over, when asking again is useless, or when `signal` aborts.
 */
async function* watchCallMessages(
  line: Line,
  path: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Result<SaidByTeller, BranchError>, void, void> {
  let heard = after;
  let pause: number = BRANCH_DEADLINES.retryFirst;
  while (!signal.aborted) {
    const asked = line.clock.monotonic();
    const answer = await ask(line, {
      method: 'GET',
      target: `${path}?after=${heard}&wait=${BRANCH_DEADLINES.longPollSeconds}`,
      reply: forTerminalSchema,
      deadline: BRANCH_DEADLINES.longPollSeconds * 1000 + BRANCH_DEADLINES.longPollGrace,
      signal,
    });
    if (signal.aborted) return;
    if (!answer.ok) {
      if (answer.error.reason === 'illegalMove') return;
      yield err(answer.error);
      if (FINAL.includes(answer.error.reason)) return;
      await sleep(line.clock, pause, signal);
      pause = Math.min(pause * 2, BRANCH_DEADLINES.retryMost);
      continue;
    }
    pause = BRANCH_DEADLINES.retryFirst;
    for (const said of answer.value.messages) {
      heard = said.sequence;
      yield ok(said);
    }
    // A service about to close answers at once and has nothing to say.
    const took = line.clock.monotonic() - asked;
    if (answer.value.messages.length === 0 && took < BRANCH_DEADLINES.retryFirst)
      await sleep(line.clock, BRANCH_DEADLINES.retryFirst, signal);
  }
}
