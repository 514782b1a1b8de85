import type { Unsubscribe } from '#foundation/listeners.ts';
import type { CodedError, Result } from '#foundation/result.ts';

/**
 * Why a command did not do what it says. Codes are XFS4IoT's where it has one.
 * - `offline`: no line to the device, or it went away during the command.
 * - `timeout`: the device did not answer before the command's own deadline; what it did is unknown.
 * - `cancelled`: the caller cancelled by id.
 * - `busy`: another command of this device has the turn and this one may not wait.
 * - `protocol`: it answered, but not in its own protocol, or told us that we broke it.
 * - `hardwareError`, `userError`: the device said so.
 * - `unsupported`: this model cannot do it.
 * - `invalidData`: our input, or what was read, is not acceptable.
 * - `media*`, `noMedia`, `paper*`...: the device's own conditions, named by its contract in `condition`.
 */
export type DeviceErrorCode =
  | 'offline'
  | 'timeout'
  | 'cancelled'
  | 'busy'
  | 'protocol'
  | 'hardwareError'
  | 'userError'
  | 'unsupported'
  | 'invalidData'
  | 'condition';

export type DeviceError = CodedError<DeviceErrorCode> & {
  /** For `condition`: which one, in the words of the device's contract (`mediaJammed`, `paperOut`...). */
  readonly condition?: string;
  /** The device's own code as its manual writes it, for technicians: `SW3=41`, `E=02`. */
  readonly deviceCode?: string;
};

/** Every command of a device: plain input, plain output. */
export type CommandMap = { readonly [name: string]: { readonly input: object; readonly output: object } };

/** A command as a message: cancel it by its id. */
export type CommandRequest<Commands extends CommandMap, Name extends keyof Commands> = {
  readonly id: string;
  readonly name: Name;
  readonly input: Commands[Name]['input'];
};

/** XFS4IoT Common.Status.device, the ones that occur here. */
export type DeviceState =
  | 'starting'
  | 'online'
  | 'deviceBusy'
  | 'offline'
  | 'noDevice'
  | 'hardwareError'
  | 'userError';

/** What every device tells besides its own events. */
export type DeviceStateEvent = {
  readonly type: 'deviceState';
  readonly state: DeviceState;
  /** Why, when it is not online. */
  readonly error?: DeviceError;
  readonly identity?: DeviceIdentity;
};

export type DeviceIdentity = {
  readonly model: string;
  readonly firmware?: string;
  readonly serialNumber?: string;
};

/**
 * A device seen from above. Everything that crosses is a plain value that survives a structured clone, so that a
 * driver can live in another process. A command settles exactly once, whatever happens to the line.
 */
export interface Device<Commands extends CommandMap, Event extends { readonly type: string }> {
  execute<Name extends keyof Commands & string>(
    request: CommandRequest<Commands, Name>,
  ): Promise<Result<Commands[Name]['output'], DeviceError>>;
  /** Asks a running or waiting command to end; it then settles with `cancelled` unless it finished first. */
  cancel(id: string): void;
  subscribe(listener: (event: Event | DeviceStateEvent) => void): Unsubscribe;
  /** Rejects everything pending with `offline` and lets the line go. Idempotent. */
  close(): Promise<void>;
}
