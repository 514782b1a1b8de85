import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CommandMap, CommandRequest, DeviceError, DeviceIdentity, DeviceStateEvent } from '../device.ts';
import type { Driver, DriverFactory, DriverMemory, FrameTrace } from '../driver.ts';
import type { Line } from '../transport/transport.ts';
import { watchLine } from '../transport/watched-line.ts';
import { MAXIMUM_OPEN_COMMANDS, SILENT_COMMANDS, SUPERVISION_DELAYS } from './lifecycle.ts';
import { within } from './within.ts';

type Settle = (error: DeviceError) => void;

export type ConnectionOptions<Commands extends CommandMap, Event extends { readonly type: string }> = {
  readonly line: Line;
  readonly factory: DriverFactory<Commands, Event>;
  readonly clock: Clock;
  readonly trace?: FrameTrace;
  readonly memory: DriverMemory;
  readonly onEvent: (event: Event | DeviceStateEvent) => void;
  /** Told when the number of commands under way goes from none to some, or back. */
  readonly onBusy: (busy: boolean) => void;
};

/**
 * One open line with its driver, from the opening to the end. Every command given to it settles: by its driver's
 * answer, or with `offline` soon after the line closed.
 */
export class Connection<Commands extends CommandMap, Event extends { readonly type: string }> {
  /** Settles when the line is over, with the reason. */
  readonly ended: Promise<DeviceError>;
  readonly #line: Line;
  readonly #clock: Clock;
  readonly #driver: Driver<Commands, Event>;
  readonly #onBusy: (busy: boolean) => void;
  readonly #open = new Map<string, Settle>();
  #tellEnded: (reason: DeviceError) => void = () => {};
  #allSettled: (() => void) | undefined;
  #silent = 0;
  #over: DeviceError | undefined;
  #finished: Promise<void> | undefined;

  /** Throws what the factory throws. */
  constructor(options: ConnectionOptions<Commands, Event>) {
    const { factory, clock, trace } = options;
    this.#clock = clock;
    this.#onBusy = options.onBusy;
    this.ended = new Promise((resolve) => {
      this.#tellEnded = resolve;
    });
    this.#line = watchLine(options.line, (reason) => {
      // Not at once: a line that died early is told while the driver is still being made.
      queueMicrotask(() => void this.end({ code: 'offline', detail: reason.detail ?? 'the line closed' }));
    });
    this.#driver = factory({
      line: this.#line,
      clock,
      memory: options.memory,
      ...(trace ? { trace } : {}),
    });
    this.#driver.subscribe((event) => {
      if (!this.#over) options.onEvent(event);
    });
  }

  /** Why it is over; `undefined` while it is not. */
  get over(): DeviceError | undefined {
    return this.#over;
  }

  /** Asks the device who it is. Settles with the reason of the end when the line ends first. */
  async identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    if (this.#over) return err(this.#over);
    const asked = settled(() => this.#driver.identify());
    const answer = await Promise.race([
      within(this.#clock, SUPERVISION_DELAYS.identify, asked),
      this.ended.then((reason) => err(reason)),
    ]);
    if (answer) return answer;
    // It may still be at it: a second one beside it would be worse than a new line.
    const error: DeviceError = { code: 'timeout', detail: 'the driver did not end its identify' };
    await this.end(error);
    return err(error);
  }

  execute<Name extends keyof Commands & string>(
    request: CommandRequest<Commands, Name>,
  ): Promise<Result<Commands[Name]['output'], DeviceError>> {
    const { id } = request;
    if (this.#over) return Promise.resolve(err({ code: 'offline' }));
    if (this.#open.has(id))
      return Promise.resolve(err({ code: 'invalidData', detail: 'command id already in use' }));
    if (this.#open.size >= MAXIMUM_OPEN_COMMANDS)
      return Promise.resolve(err({ code: 'busy', detail: 'too many commands wait' }));
    return new Promise((resolve) => {
      const settle = (result: Result<Commands[Name]['output'], DeviceError>) => {
        if (this.#open.get(id) !== giveUp) return;
        this.#open.delete(id);
        this.#hear(result);
        resolve(result);
        if (this.#open.size > 0) return;
        this.#allSettled?.();
        if (!this.#over) this.#onBusy(false);
      };
      const giveUp: Settle = (error) => settle(err(error));
      this.#open.set(id, giveUp);
      if (this.#open.size === 1) this.#onBusy(true);
      void settled(() => this.#driver.execute(request)).then(settle);
    });
  }

  /** Whether its driver can ask for a sign of life. */
  get canProbe(): boolean {
    return this.#driver.probe !== undefined;
  }

  /** False when an idle device gave no sign of life. A busy one shows it in its commands and is not asked. */
  async probe(): Promise<boolean> {
    if (this.#over || this.#open.size > 0) return true;
    const asked = settled(async () => this.#driver.probe?.() ?? ok(undefined));
    const answer = await Promise.race([
      within(this.#clock, SUPERVISION_DELAYS.probe, asked),
      this.ended.then((reason) => err(reason)),
    ]);
    return answer !== undefined && (answer.ok || answer.error.code !== 'timeout');
  }

  cancel(id: string): void {
    if (this.#open.has(id)) this.#driver.cancel(id);
  }

  /**
   * Ends it: the driver settles its commands as it knows best (a receipt under way is not simply `offline`), what it
   * leaves behind settles with `offline`. Resolves when the line is let go. A second call changes nothing.
   */
  end(reason: DeviceError): Promise<void> {
    this.#over ??= reason;
    this.#finished ??= this.#finish(reason);
    return this.#finished;
  }

  async #finish(reason: DeviceError): Promise<void> {
    this.#tellEnded(reason);
    const all = new Promise<void>((resolve) => {
      this.#allSettled = resolve;
      if (this.#open.size === 0) resolve();
    });
    const driverClosed = quietly(() => this.#driver.close());
    await within(this.#clock, SUPERVISION_DELAYS.settle, Promise.all([driverClosed, all]));
    for (const giveUp of [...this.#open.values()]) giveUp({ code: 'offline' });
    const lineClosed = quietly(() => this.#line.close());
    await within(this.#clock, SUPERVISION_DELAYS.settle, lineClosed);
  }

  /** A device without power keeps its line; that nobody is there shows in commands without an answer. */
  #hear(result: Result<unknown, DeviceError>): void {
    if (!result.ok && (result.error.code === 'cancelled' || result.error.code === 'busy')) return;
    this.#silent = !result.ok && result.error.code === 'timeout' ? this.#silent + 1 : 0;
    if (this.#silent >= SILENT_COMMANDS)
      void this.end({ code: 'offline', detail: `no answer to ${SILENT_COMMANDS} commands` });
  }
}

/** A driver's own exception is a fault of the driver; it is told by name, for its words may quote what was read. */
async function settled<T>(run: () => Promise<Result<T, DeviceError>>): Promise<Result<T, DeviceError>> {
  try {
    return await run();
  } catch (failure) {
    return err({ code: 'protocol', detail: failure instanceof Error ? failure.name : 'unknown' });
  }
}

/** Tidying up goes on whatever becomes of one part of it. */
async function quietly(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch {
    // A driver that fails to close is of no further use anyway; its commands are settled for it.
  }
}
