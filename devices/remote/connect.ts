import { type Clock, systemClock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, type Result } from '#foundation/result.ts';
import type { CommandMap, CommandRequest, Device, DeviceError, DeviceStateEvent } from '../device.ts';
import { MAXIMUM_REMOTE_COMMANDS, type ToDevice, toDevice, toUser } from './envelope.ts';
import { plainCopy } from './plain.ts';
import type { MessagePortLike } from './port.ts';

/** How long a close waits for the device's own, milliseconds; then the port is closed all the same. */
export const REMOTE_CLOSE_MILLISECONDS = 5_000;

type Settle = (result: Result<object, DeviceError>) => void;

/**
 * The device that `exposeDevice` offers at the other end of the port, as if it were here. When the port closes,
 * everything pending settles with `offline`, listeners hear `offline`, and later commands are `offline`. Subscribe in
 * the same turn of the event loop: events that came before a listener are not kept.
 */
export function connectDevice<Commands extends CommandMap, Event extends { readonly type: string }>(
  port: MessagePortLike,
  clock: Clock = systemClock,
): Device<Commands, Event> {
  return new RemoteDevice(port, clock);
}

class RemoteDevice<Commands extends CommandMap, Event extends { readonly type: string }>
  implements Device<Commands, Event>
{
  readonly #port: MessagePortLike;
  readonly #clock: Clock;
  readonly #listeners = new Listeners<Event | DeviceStateEvent>();
  readonly #pending = new Map<string, Settle>();
  #over = false;
  #closing: Promise<void> | undefined;
  #closed: () => void = () => {};

  constructor(port: MessagePortLike, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
    port.on('message', (message) => this.#hear(message));
    port.on('close', () => this.#end());
  }

  execute<Name extends keyof Commands & string>(
    request: CommandRequest<Commands, Name>,
  ): Promise<Result<Commands[Name]['output'], DeviceError>> {
    const { id, name } = request;
    const refuse = (error: DeviceError) => Promise.resolve(err(error));
    if (this.#over || this.#closing !== undefined) return refuse({ code: 'offline' });
    if (this.#pending.has(id)) return refuse({ code: 'invalidData', detail: 'command id already in use' });
    if (this.#pending.size >= MAXIMUM_REMOTE_COMMANDS)
      return refuse({ code: 'busy', detail: 'too many commands wait' });
    const input = plainCopy(request.input);
    const envelope = toDevice.safeParse({
      kind: 'execute',
      id,
      name,
      input: input.ok ? input.value : undefined,
    });
    if (!envelope.success)
      return refuse({ code: 'invalidData', detail: input.ok ? 'not a command' : input.error.code });
    return new Promise((resolve) => {
      // What the other end sends was made by a driver of these very types; its envelope is checked.
      this.#pending.set(id, resolve as Settle);
      this.#post(envelope.data);
    });
  }

  cancel(id: string): void {
    if (this.#pending.has(id)) this.#post({ kind: 'cancel', id });
  }

  subscribe(listener: (event: Event | DeviceStateEvent) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      if (this.#over) return resolve();
      const timer = this.#clock.setTimeout(() => this.#end(), REMOTE_CLOSE_MILLISECONDS);
      this.#closed = () => {
        this.#clock.clearTimeout(timer);
        resolve();
      };
      this.#post({ kind: 'close' });
    });
    return this.#closing;
  }

  #post(message: ToDevice): void {
    this.#port.postMessage(message);
  }

  #hear(message: unknown): void {
    if (this.#over) return;
    const plain = plainCopy(message);
    const envelope = toUser.safeParse(plain.ok ? plain.value : undefined);
    if (!envelope.success) return this.#end();
    switch (envelope.data.kind) {
      case 'result': {
        // A late answer to what was settled already is nobody's.
        const { id, result } = envelope.data;
        const settle = this.#pending.get(id);
        this.#pending.delete(id);
        return settle?.(result);
      }
      case 'event':
        // Made by a driver of these very types; its envelope was checked.
        return this.#listeners.publish(envelope.data.event as Event | DeviceStateEvent);
      case 'closed':
        return this.#end();
    }
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#port.close();
    for (const settle of this.#pending.values()) settle(err({ code: 'offline' }));
    this.#pending.clear();
    this.#listeners.publish({
      type: 'deviceState',
      state: 'offline',
      error: { code: 'offline', detail: 'the port closed' },
    });
    this.#listeners.clear();
    this.#closed();
  }
}
