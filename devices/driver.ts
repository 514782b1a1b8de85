import type { Clock } from '#foundation/clock.ts';
import type { Result } from '#foundation/result.ts';
import type { CommandMap, Device, DeviceError, DeviceIdentity } from './device.ts';
import type { Line } from './transport/transport.ts';

/**
 * A driver lives as long as one open line. `devices/supervision/` makes a new one for every connection, calls
 * `identify` before anything else, and closes it when the line is gone.
 */
export interface Driver<Commands extends CommandMap, Event extends { readonly type: string }>
  extends Device<Commands, Event> {
  /** Brings the device to a known state without moving media, and asks who it is. Bounded by its own deadline. */
  identify(): Promise<Result<DeviceIdentity, DeviceError>>;
}

/** Told of every frame for technicians' traces: direction, bytes' length and a name; never content with personal data. */
export type FrameTrace = (frame: {
  readonly direction: 'toDevice' | 'toHost' | 'discarded';
  readonly name: string;
  readonly length: number;
}) => void;

export type DriverContext = { readonly line: Line; readonly clock: Clock; readonly trace?: FrameTrace };

/** A model is one of these in `devices/catalogue.ts`. */
export type DriverFactory<Commands extends CommandMap, Event extends { readonly type: string }> = (
  context: DriverContext,
) => Driver<Commands, Event>;
