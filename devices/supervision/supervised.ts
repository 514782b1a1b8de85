import type { Clock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type {
  CommandMap,
  CommandRequest,
  Device,
  DeviceError,
  DeviceIdentity,
  DeviceState,
  DeviceStateEvent,
} from '../device.ts';
import type { DriverFactory, DriverMemory, FrameTrace } from '../driver.ts';
import type { Line, Transport, TransportError } from '../transport/transport.ts';
import { Connection } from './connection.ts';
import { watchIdle } from './idle-watch.ts';
import {
  IDENTIFY_ATTEMPTS,
  type Lifecycle,
  retryDelay,
  SUPERVISION_DELAYS,
  type SupervisionState,
  type Transition,
} from './lifecycle.ts';
import { within } from './within.ts';

export type SuperviseOptions<Commands extends CommandMap, Event extends { readonly type: string }> = {
  /** For traces: `cardReader`. */
  readonly name: string;
  readonly transport: Transport;
  readonly factory: DriverFactory<Commands, Event>;
  readonly clock: Clock;
  readonly trace?: FrameTrace;
  /** What the last driver of a former run left; left out: nothing. */
  readonly memory?: DriverMemory;
  readonly onTransition?: (transition: Transition) => void;
  /** Told of every command that ended, for technicians' counters; `error` when it did not do what it says. */
  readonly onCommand?: (name: string, error?: DeviceError) => void;
};

export interface SupervisedDevice<Commands extends CommandMap, Event extends { readonly type: string }>
  extends Device<Commands, Event> {
  /** Where it is now. */
  state(): SupervisionState;
  /** Lets the line go and opens a new one, as if the cable had come out; commands under way settle. */
  reopen(): void;
}

/**
 * A device that is kept alive: a line is opened, the device on it identified, commands passed on while it is ready;
 * when anything of that fails, it is tried again with growing pauses, on a new line with a new driver, so that nothing
 * outlives a cable. It begins after the current turn of the event loop's microtasks, so subscribe at once.
 * Commands while it is not ready are answered `offline` at once. `deviceState` is told when it changes; retries that
 * change nothing are told to `onTransition` only.
 */
export function supervise<Commands extends CommandMap, Event extends { readonly type: string }>(
  options: SuperviseOptions<Commands, Event>,
): SupervisedDevice<Commands, Event> {
  return new Supervisor(options);
}

class Supervisor<Commands extends CommandMap, Event extends { readonly type: string }>
  implements SupervisedDevice<Commands, Event>
{
  readonly #options: SuperviseOptions<Commands, Event>;
  readonly #listeners = new Listeners<Event | DeviceStateEvent>();
  #state: SupervisionState = { lifecycle: 'absent', device: 'starting' };
  #connection: Connection<Commands, Event> | undefined;
  #living: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;
  #wake: () => void = () => {};
  #failures = 0;
  readonly #memory: DriverMemory;

  constructor(options: SuperviseOptions<Commands, Event>) {
    this.#options = options;
    this.#memory = options.memory ?? { unfinished: false };
    queueMicrotask(() => {
      if (this.#state.lifecycle === 'closed') return;
      this.#listeners.publish({ type: 'deviceState', state: 'starting' });
      this.#living = this.#live();
    });
  }

  state(): SupervisionState {
    return this.#state;
  }

  execute<Name extends keyof Commands & string>(
    request: CommandRequest<Commands, Name>,
  ): Promise<Result<Commands[Name]['output'], DeviceError>> {
    const { lifecycle } = this.#state;
    if (!this.#connection || (lifecycle !== 'ready' && lifecycle !== 'busy'))
      return Promise.resolve(err({ code: 'offline' }));
    const answer = this.#connection.execute(request);
    const { onCommand } = this.#options;
    if (onCommand)
      void answer.then((ended) =>
        ended.ok ? onCommand(request.name) : onCommand(request.name, ended.error),
      );
    return answer;
  }

  cancel(id: string): void {
    this.#connection?.cancel(id);
  }

  reopen(): void {
    // Not after pauses that many failures have made long: whoever asks for it has just changed something.
    this.#failures = 0;
    const connection = this.#connection;
    if (connection) void connection.end({ code: 'offline', detail: 'opened anew' });
    else this.#wake();
  }

  subscribe(listener: (event: Event | DeviceStateEvent) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    const error: DeviceError = { code: 'offline', detail: 'closed' };
    const connection = this.#connection;
    this.#enter('closed', 'offline', { error });
    this.#listeners.clear();
    this.#wake();
    await connection?.end(error);
    await within(this.#options.clock, SUPERVISION_DELAYS.settle, this.#living);
  }

  async #live(): Promise<void> {
    while (this.#state.lifecycle !== 'closed') {
      this.#enter('opening', this.#state.device, this.#told());
      const line = await this.#open();
      if (line.ok) await this.#serve(line.value);
      else
        await this.#pause(
          this.#fail(line.error.code === 'missing' ? 'absent' : 'recovering', offline(line.error)),
        );
    }
  }

  async #open(): Promise<Result<Line, TransportError>> {
    const { transport, clock } = this.#options;
    const opening = transport
      .open()
      .catch((failure: unknown) => err<TransportError>({ code: 'refused', detail: nameOf(failure) }));
    const line = await within(clock, SUPERVISION_DELAYS.open, opening);
    if (line) return line;
    // A line that comes after all must not stay open unseen, keeping the port from the next attempt.
    void opening.then((late) => (late.ok ? late.value.close() : undefined));
    return err({ code: 'refused', detail: 'did not open in time' });
  }

  /** From an open line to its end and the pause after it. */
  async #serve(line: Line): Promise<void> {
    if (this.#state.lifecycle === 'closed') return line.close();
    const connection = this.#connect(line);
    if (!connection.ok) {
      await line.close();
      return this.#pause(this.#fail('recovering', connection.error));
    }
    this.#connection = connection.value;
    const reason = await this.#identifyAndStay(connection.value);
    const retryMilliseconds = this.#fail('recovering', reason);
    // The next line is opened only when this one is let go and every command on it has settled.
    await connection.value.end(reason);
    this.#connection = undefined;
    await this.#pause(retryMilliseconds);
  }

  #connect(line: Line): Result<Connection<Commands, Event>, DeviceError> {
    const { factory, clock, trace } = this.#options;
    try {
      return ok(
        new Connection({
          line,
          factory,
          clock,
          memory: this.#memory,
          ...(trace ? { trace } : {}),
          onEvent: (event) => this.#hear(event),
          onBusy: (busy) => this.#enter(busy ? 'busy' : 'ready', this.#state.device, this.#told()),
        }),
      );
    } catch (failure) {
      return err({ code: 'protocol', detail: nameOf(failure) });
    }
  }

  async #identifyAndStay(connection: Connection<Commands, Event>): Promise<DeviceError> {
    for (let attempt = 0; ; attempt++) {
      this.#enter('identifying', this.#state.device, this.#told());
      const identity = await connection.identify();
      if (connection.over) return connection.over;
      if (identity.ok) return this.#stay(connection, identity.value);
      const { error } = identity;
      if (attempt + 1 >= IDENTIFY_ATTEMPTS) return error;
      const retryMilliseconds = retryDelay(attempt);
      this.#enter('fault', stateOf(error), { error, retryMilliseconds });
      await Promise.race([this.#pause(retryMilliseconds), connection.ended]);
      this.#wake();
      if (connection.over) return connection.over;
    }
  }

  async #stay(connection: Connection<Commands, Event>, identity: DeviceIdentity): Promise<DeviceError> {
    const { clock } = this.#options;
    const since = clock.monotonic();
    this.#enter('ready', 'online', { identity });
    const stopWatch = watchIdle(
      connection,
      clock,
      () => void connection.end({ code: 'offline', detail: 'no sign of life' }),
    );
    const reason = await connection.ended;
    stopWatch();
    if (clock.monotonic() - since >= SUPERVISION_DELAYS.stable) this.#failures = 0;
    return reason;
  }

  /** Enters the state of a failure; gives the pause before the next opening, longer each time until a device stayed. */
  #fail(lifecycle: 'absent' | 'recovering', error: DeviceError): number {
    const retryMilliseconds = retryDelay(this.#failures);
    this.#failures += 1;
    this.#enter(lifecycle, lifecycle === 'absent' ? 'noDevice' : stateOf(error), {
      error,
      retryMilliseconds,
    });
    return retryMilliseconds;
  }

  /** Waits; `#wake` ends it early. */
  #pause(milliseconds: number): Promise<void> {
    if (this.#state.lifecycle === 'closed') return Promise.resolve();
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const done = () => {
        clock.clearTimeout(timer);
        resolve();
      };
      const timer = clock.setTimeout(done, milliseconds);
      this.#wake = done;
    });
  }

  /** A driver's own words about its device count once it is identified; about the line, this class knows better. */
  #hear(event: Event | DeviceStateEvent): void {
    if (!isDeviceState(event)) return this.#listeners.publish(event);
    const { lifecycle, identity } = this.#state;
    if ((lifecycle !== 'ready' && lifecycle !== 'busy') || event.state === 'starting') return;
    if (event.state === 'offline' || event.state === 'noDevice')
      return void this.#connection?.end(event.error ?? { code: 'offline', detail: 'told by the driver' });
    this.#enter(lifecycle, event.state, {
      ...(identity ? { identity } : {}),
      ...(event.error ? { error: event.error } : {}),
    });
  }

  /** Who and why as told last: kept through steps that change nothing for anybody above. */
  #told(): Pick<SupervisionState, 'identity' | 'error'> {
    const { identity, error } = this.#state;
    return { ...(identity ? { identity } : {}), ...(error ? { error } : {}) };
  }

  #enter(
    lifecycle: Lifecycle,
    device: DeviceState,
    rest: Omit<SupervisionState, 'lifecycle' | 'device'>,
  ): void {
    const before = this.#state;
    if (before.lifecycle === 'closed') return;
    this.#state = { lifecycle, device, ...rest };
    const { identity, error, retryMilliseconds } = rest;
    if (before.lifecycle !== lifecycle) {
      this.#options.onTransition?.({
        device: this.#options.name,
        from: before.lifecycle,
        to: lifecycle,
        ...(error ? { error } : {}),
        ...(retryMilliseconds === undefined ? {} : { retryMilliseconds }),
      });
    }
    if (device === before.device && sameError(error, before.error)) return;
    this.#listeners.publish({
      type: 'deviceState',
      state: device,
      ...(error ? { error } : {}),
      ...(identity ? { identity } : {}),
    });
  }
}

const isDeviceState = (event: { readonly type: string }): event is DeviceStateEvent =>
  event.type === 'deviceState';

const nameOf = (failure: unknown): string => (failure instanceof Error ? failure.name : 'unknown');

const offline = ({ code, detail }: TransportError): DeviceError => ({
  code: 'offline',
  detail: detail === undefined ? code : `${code}: ${detail}`,
});

/** Whoever complains is there; whoever does not answer, or not in its own protocol, is not. */
function stateOf(error: DeviceError): DeviceState {
  if (error.code === 'userError') return 'userError';
  return error.code === 'hardwareError' || error.code === 'condition' ? 'hardwareError' : 'offline';
}

const sameError = (one: DeviceError | undefined, other: DeviceError | undefined): boolean =>
  one?.code === other?.code &&
  one?.detail === other?.detail &&
  one?.condition === other?.condition &&
  one?.deviceCode === other?.deviceCode;
