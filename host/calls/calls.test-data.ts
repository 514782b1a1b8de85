import { createHash } from 'node:crypto';
import type { Call, CallRequest, ForTerminal, SentByTerminal } from '#contracts/branch/call.ts';
import type { OrderedAct, RemoteAct } from '#contracts/branch/call-act.ts';
import type { RecordingOrigin, RecordingSegment } from '#contracts/branch/recording.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { Body, Screen } from '#contracts/screen/screen.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { RecordingLine } from '../recording/mailing.ts';
import type { CallLine } from './branch-line.ts';

export const TOKEN = 'T'.repeat(43);
export const ID = 'a-call-of-this-terminal';

export const FRAME: Frame = {
  branch: { zh: '示范支行', en: 'Sample Branch' },
  clock: '10:00',
  language: 'zh-CN',
  textSize: 'normal',
  contrast: 'normal',
  reach: false,
  simulated: true,
  card: null,
  idCard: 'none',
  customerName: '张三',
  progress: null,
  slot: null,
  help: { state: 'none', reference: null },
  overlay: null,
};

export const NEW_PHONE: Body = { kind: 'enterPhone', entered: '142', problem: null, route: 'change' };

export const screenOf = (body: Body, over: Partial<Screen> = {}): Screen => ({
  step: 7,
  frame: {
    ...FRAME,
    progress: { service: 'changeReservedPhone', step: 'newNumber', position: 4, of: 6 },
  },
  body,
  actions: [
    { id: 'back', role: 'back' },
    ...Array.from({ length: 10 }, (_, choice) => ({ id: 'digit', role: 'entry', choice }) as const),
    { id: 'next', role: 'primary' },
  ],
  spoken: '',
  ...over,
});

export const teller = {
  name: '李柜员',
  staff: '0123456789abcdef',
  tokenDigest: createHash('sha256').update(TOKEN).digest('hex'),
  tokenExpiresAt: '2026-11-22T04:00:00.000Z',
  silent: false,
};

export const callOf = (over: Partial<Call> = {}): Call => ({
  id: ID,
  reference: 'V-0001',
  terminal: 'T01',
  visit: 'v',
  state: 'waiting',
  wait: { position: 1, minutes: 2, tellers: 1 },
  turn: 0,
  teller: null,
  transferred: false,
  outcome: null,
  recordingDays: null,
  version: 1,
  createdAt: '2026-11-22T02:00:00.000Z',
  changedAt: '2026-11-22T02:00:00.000Z',
  ...over,
});

let acts = 0;
/** An act as the desk orders it, for the step that `screenOf` shows. */
export const actOf = (act: RemoteAct, over: Partial<OrderedAct> = {}): OrderedAct => ({
  id: `00000000-0000-4000-8000-${String(++acts).padStart(12, '0')}`,
  token: TOKEN,
  turn: 1,
  step: 7,
  expiresAt: '2026-11-22T02:00:10.000Z',
  act,
  ...over,
});

type News<T> = Result<T, CodedError & { readonly reason?: string }>;

/** A stream of news a test feeds by hand. */
class Feed<T> {
  readonly #waiting: News<T>[] = [];
  #wake: () => void = () => {};

  put(news: News<T>): void {
    this.#waiting.push(news);
    this.#wake();
  }

  async *read(signal: AbortSignal): AsyncGenerator<News<T>, void, void> {
    signal.addEventListener('abort', () => this.#wake());
    while (!signal.aborted) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

/** The branch's end of calls, by hand: answers as it is told to, and keeps what it was told. */
export class ScriptedBranch implements CallLine, RecordingLine {
  readonly told: string[] = [];
  readonly sent: SentByTerminal['message'][] = [];
  readonly requests: CallRequest[] = [];
  readonly #calls = new Feed<Call>();
  readonly #messages = new Feed<ForTerminal['messages'][number]>();
  #version = 1;
  #sequence = 0;
  /** So many requests from now on stay without an answer. */
  unreachable = 0;

  news(over: Partial<Call>): void {
    this.#calls.put(ok(callOf({ ...over, version: ++this.#version })));
  }

  silence(): void {
    this.#calls.put(err({ code: 'unreachable' }));
  }

  say(message: ForTerminal['messages'][number]['message'], turn = 1): void {
    this.#messages.put(ok({ sequence: ++this.#sequence, turn, message }));
  }

  #answer<T>(what: string, value: T): Promise<News<T>> {
    this.told.push(what);
    if (this.unreachable > 0) {
      this.unreachable -= 1;
      return Promise.resolve(err({ code: 'unreachable' }));
    }
    return Promise.resolve(ok(value));
  }

  /** What it was told of recordings. */
  readonly origins: RecordingOrigin[] = [];
  readonly segments: { readonly recording: string; readonly segment: RecordingSegment }[] = [];
  openRecording = (origin: RecordingOrigin) => {
    if (this.unreachable === 0) this.origins.push(origin);
    return this.#answer('recording', recordingState(origin.recording));
  };
  addSegment = (recording: string, segment: RecordingSegment) => {
    if (this.unreachable === 0) this.segments.push({ recording, segment });
    return this.#answer('segment', recordingState(recording));
  };
  endRecording = (recording: string) => this.#answer('recording over', recordingState(recording));

  callOutlook = () =>
    this.#answer('outlook', {
      state: 'open' as const,
      wait: { position: 1, minutes: null, tellers: 1 },
    });
  requestCall = (request: CallRequest) => {
    this.requests.push(request);
    return this.#answer('request', callOf({ id: request.id }));
  };
  watchCall = (_id: string, _after: number, signal: AbortSignal) => this.#calls.read(signal);
  leaveCall = (id: string, { outcome }: { readonly outcome: string }) =>
    this.#answer(`leave ${outcome}`, callOf({ id, state: 'over', outcome: 'withdrawn' }));
  callIsLive = (id: string, { turn, mode }: { readonly turn: number; readonly mode: string }) =>
    this.#answer(`live ${turn} ${mode}`, callOf({ id, turn, state: 'live', teller }));
  sayInCall = (_id: string, { message }: SentByTerminal) => {
    if (this.unreachable === 0) this.sent.push(message);
    return this.#answer(`message ${message.kind}`, {});
  };
  watchCallMessages = (_id: string, _after: number, signal: AbortSignal) => this.#messages.read(signal);
  showStep = (_id: string, view: { readonly is: string; readonly number: number }) =>
    this.#answer(`view ${view.is}`, { number: view.number });
  callIce = () => this.#answer('ice', { servers: [], relayOnly: false, expiresAt: null });
  callBackTimes = () => this.#answer('times', { times: [] });
  requestCallBack = ({ id }: { readonly id: string }) =>
    this.#answer('callBack', {
      id,
      reference: 'B-0001',
      from: '2026-11-22T03:00:00.000Z',
      to: '2026-11-22T03:30:00.000Z',
    });
}

const recordingState = (recording: string) => ({ recording, state: 'open' as const, count: 0, link: '' });
