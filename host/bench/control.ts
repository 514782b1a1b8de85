import { connect, type Socket } from 'node:net';
import type { BenchDevice } from '#contracts/bench/state.ts';
import { type ControlReply, controlReplySchema } from '#contracts/launch/control.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';

/** Milliseconds an act may take before the bench says that nobody answered. */
export const CONTROL_DEADLINE = 5_000;
const LINE_BYTES = 1_048_576;

export type ActError = { readonly code: string; readonly detail?: string };
type State = Extract<ControlReply, { type: 'state' }>;

/** The line to the simulators' home: acts go there, states come back. */
export class Control {
  readonly states = new Map<BenchDevice, State>();
  readonly #clock: Clock;
  readonly #onState: () => void;
  readonly #pending = new Map<
    number,
    { settle: (result: Result<object, ActError>) => void; timer: TimerHandle }
  >();
  #socket: Socket | undefined;
  #next = 1;
  #rest = '';

  constructor(path: string, clock: Clock, onState: () => void) {
    this.#clock = clock;
    this.#onState = onState;
    const socket = connect(path);
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#receive(text));
    socket.on('error', () => this.#lost());
    socket.on('close', () => this.#lost());
  }

  act(device: BenchDevice, act: string, input: unknown): Promise<Result<object, ActError>> {
    const socket = this.#socket;
    if (!socket) return Promise.resolve(err({ code: 'benchGone' }));
    const id = this.#next++;
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => {
        this.#pending.delete(id);
        resolve(err({ code: 'timeout' }));
      }, CONTROL_DEADLINE);
      this.#pending.set(id, { settle: resolve, timer });
      socket.write(`${JSON.stringify({ id, device, act, input })}\n`);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#lost();
  }

  #receive(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    // What ended with this piece was bounded by the piece before it; only what has no end yet can grow.
    if (this.#rest.length > LINE_BYTES) return this.close();
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    const parsed = controlReplySchema.safeParse(parse(line));
    if (!parsed.success) return;
    const reply = parsed.data;
    if (reply.type === 'state') {
      this.states.set(reply.device, reply);
      return this.#onState();
    }
    const waiting = this.#pending.get(reply.id);
    if (!waiting) return;
    this.#pending.delete(reply.id);
    this.#clock.clearTimeout(waiting.timer);
    const { error } = reply;
    waiting.settle(
      reply.ok
        ? ok({})
        : err({ code: error?.code ?? 'failed', ...(error?.detail ? { detail: error.detail } : {}) }),
    );
  }

  #lost(): void {
    this.#socket = undefined;
    for (const { settle, timer } of this.#pending.values()) {
      this.#clock.clearTimeout(timer);
      settle(err({ code: 'benchGone' }));
    }
    this.#pending.clear();
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
