import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { DriverContext } from '../../driver.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { type Wait, Waiters } from '../../link/waiter.ts';
import type { TransportError } from '../../transport/transport.ts';
import { askStatus, assemble, type Token } from './protocol.ts';
import {
  cutMessage,
  INTER_BYTE_MILLISECONDS,
  MAXIMUM_MESSAGE_BYTES,
  type PrinterMessage,
  splitFlow,
  XOFF,
  XON,
} from './receiver.ts';
import { decodeRealTimeStatus, type PrinterFacts } from './status.ts';

/** A real-time question is answered at once, whatever the printer does; milliseconds. */
export const STATUS_MILLISECONDS = 1000;

/** A status that keeps changing while it is asked for is taken as it comes after this many rounds. */
const POLL_ROUNDS = 3;

/** What four DLE EOT answers say, and the bytes themselves for technicians. */
export type Poll = { readonly facts: PrinterFacts; readonly deviceCode: string };

export type WireEvents = {
  /** Status nobody asked for at this moment (ASB), or just polled. */
  readonly facts: (facts: PrinterFacts) => void;
  /** A message no wait wanted, ASB excepted. */
  readonly unasked: (message: PrinterMessage) => void;
  readonly gone: (reason: TransportError) => void;
};

/** Tokens out, messages in, on one line. */
export class PrinterWire {
  readonly #context: DriverContext;
  readonly #events: WireEvents;
  readonly #waiters: Waiters<PrinterMessage>;
  readonly #reader: FrameReader<PrinterMessage>;
  #informationAsked = false;
  /** ASB messages so far: each may be a change. */
  #changes = 0;
  #paused = false;

  constructor(context: DriverContext, events: WireEvents) {
    const { line, clock, trace } = context;
    this.#context = context;
    this.#events = events;
    this.#waiters = new Waiters(clock);
    this.#reader = new FrameReader({
      cut: (bytes) => cutMessage(bytes, { information: this.#informationAsked }),
      maximumBytes: MAXIMUM_MESSAGE_BYTES,
      interByteMilliseconds: INTER_BYTE_MILLISECONDS,
      clock,
      onFrame: (message) => this.#received(message),
      onDiscarded: (length, name) => trace?.({ direction: 'discarded', name, length }),
    });
    line.listen({
      data: (bytes) => {
        const { rest, flow } = splitFlow(bytes);
        if (flow) this.#received(flow);
        if (rest.length > 0) this.#reader.push(rest);
      },
      closed: events.gone,
    });
  }

  /** The printer asked us to hold back (XOFF) and has not released us yet. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Gives up waiting for an XON that was lost on the way. */
  resume(): void {
    this.#paused = false;
  }

  /** Hands tokens over as one write, whole commands only. */
  async send(tokens: readonly Token[]): Promise<Result<void, DeviceError>> {
    const { line, trace } = this.#context;
    for (const { name, bytes } of tokens)
      trace?.({ direction: 'toDevice', name, length: bytes.length, bytes });
    const written = await line.write(assemble(tokens));
    return written.ok ? ok(undefined) : err({ code: 'offline', detail: written.error.code });
  }

  /** To be registered before the question is sent. */
  expect(matches: (message: PrinterMessage) => boolean): Wait<PrinterMessage> {
    return this.#waiters.expect(matches);
  }

  /** Sends and waits for the first message that matches. */
  async ask(
    tokens: readonly Token[],
    matches: (message: PrinterMessage) => boolean,
    milliseconds: number,
  ): Promise<Result<PrinterMessage, DeviceError>> {
    const wait = this.expect(matches);
    const sent = await this.send(tokens);
    if (!sent.ok) {
      wait.cancel();
      return sent;
    }
    return wait.within(milliseconds);
  }

  /** One GS I question; `undefined` when the printer has no answer. */
  async askInformation(token: Token, milliseconds: number): Promise<string | undefined> {
    this.#informationAsked = true;
    const answer = await this.ask([token], ({ kind }) => kind === 'information', milliseconds);
    this.#informationAsked = false;
    return answer.ok && answer.value.kind === 'information' ? answer.value.text : undefined;
  }

  /**
   * DLE EOT 1 to 4, each answered before the next is sent: the answers do not say what they answer. Stops at the
   * first silence, for a late answer would then be taken for the next question's.
   */
  async poll(): Promise<Result<Poll, DeviceError>> {
    let answers: readonly number[] = [];
    for (let round = 0; round < POLL_ROUNDS; round++) {
      const changes = this.#changes;
      const asked = await this.#askAll();
      if (!asked.ok) return asked;
      answers = asked.value;
      // A change in the middle leaves four answers of two states, which together are the state of none.
      if (changes === this.#changes) break;
    }
    const [n1 = 0, n2 = 0, n3 = 0, n4 = 0] = answers;
    const facts = decodeRealTimeStatus(n1, n2, n3, n4);
    this.#events.facts(facts);
    const deviceCode = answers.map((byte) => byte.toString(16).toUpperCase()).join(' ');
    return ok({ facts, deviceCode: `DLE EOT ${deviceCode}` });
  }

  async #askAll(): Promise<Result<readonly number[], DeviceError>> {
    const answers: number[] = [];
    for (const n of [1, 2, 3, 4] as const) {
      const answer = await this.ask([askStatus(n)], ({ kind }) => kind === 'realTime', STATUS_MILLISECONDS);
      if (!answer.ok) return answer;
      if (answer.value.kind === 'realTime') answers.push(answer.value.byte);
    }
    return ok(answers);
  }

  /** What `answer` says within that time, else nothing; it may still be asked later. */
  within<T>(answer: Promise<T>, milliseconds: number): Promise<T | undefined> {
    const { clock } = this.#context;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(undefined), milliseconds);
      void answer.then((value) => {
        clock.clearTimeout(timer);
        resolve(value);
      });
    });
  }

  /** Every wait settles with `error`; nothing is heard after this. The line stays its owner's. */
  close(error: DeviceError): void {
    this.#waiters.close(error);
    this.#reader.stop();
  }

  #received(message: PrinterMessage): void {
    if (message.kind === 'flow') this.#paused = !message.go;
    if (message.kind === 'asb') {
      this.#changes++;
      this.#events.facts(message.facts);
    }
    const wanted = this.#waiters.offer(message);
    const told = wanted || message.kind === 'asb' || message.kind === 'flow';
    this.#context.trace?.({
      direction: told ? 'toHost' : 'discarded',
      name: wanted || told ? message.kind : `unasked ${message.kind}`,
      length: lengthOf(message),
      bytes: statusBytes(message),
    });
    if (!told) this.#events.unasked(message);
  }
}

/** The bytes of a status; of a text or an id their number alone. */
function statusBytes(message: PrinterMessage): Uint8Array {
  switch (message.kind) {
    case 'realTime':
    case 'queued':
      return Uint8Array.of(message.byte);
    case 'flow':
      return Uint8Array.of(message.go ? XON : XOFF);
    case 'asb':
      return message.bytes;
    case 'information':
    case 'processId':
      return new Uint8Array(0);
  }
}

function lengthOf(message: PrinterMessage): number {
  switch (message.kind) {
    case 'processId':
      return 7;
    case 'asb':
      return 4;
    case 'information':
      return message.text.length + 2;
    case 'realTime':
    case 'queued':
    case 'flow':
      return 1;
  }
}
