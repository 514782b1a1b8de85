import type {
  Call,
  CallLeave,
  CallLive,
  CallOutlook,
  CallRequest,
  CallView,
  ForTerminal,
  SentByTerminal,
} from '#contracts/branch/call.ts';
import type { CallBack, CallBackRequest, CallBackTimes } from '#contracts/branch/call-back.ts';
import type { Ice } from '#contracts/branch/signal.ts';
import type { Language } from '#contracts/language.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { CodedError, Result } from '#foundation/result.ts';

type Answer<T> = Promise<Result<T, CodedError & { readonly reason?: string }>>;

/** What the host needs of the branch service for a call; `branch/client` is one. */
export type CallLine = {
  callOutlook(language: Language, service: ServiceId | null): Answer<CallOutlook>;
  requestCall(request: CallRequest): Answer<Call>;
  watchCall(id: string, after: number, signal: AbortSignal): AsyncIterable<Awaited<Answer<Call>>>;
  leaveCall(id: string, leave: CallLeave): Answer<Call>;
  callIsLive(id: string, live: CallLive): Answer<Call>;
  sayInCall(id: string, message: SentByTerminal): Answer<object>;
  watchCallMessages(
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncIterable<Awaited<Answer<ForTerminal['messages'][number]>>>;
  showStep(id: string, view: CallView): Answer<object>;
  callIce(id: string): Answer<Ice>;
  callBackTimes(): Answer<CallBackTimes>;
  requestCallBack(request: CallBackRequest): Answer<CallBack>;
};
