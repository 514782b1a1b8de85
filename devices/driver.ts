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
  /**
   * Asks an idle device for a sign of life: no motion, no paper, no change. Any answer is one; `timeout` is none.
   * Left out: a model that cannot be asked so, whose absence shows in its next command.
   */
  probe?(): Promise<Result<unknown, DeviceError>>;
}

/** One frame as it goes by. */
export type TracedFrame = {
  readonly direction: 'toDevice' | 'toHost' | 'discarded';
  /** Which message; never what is in it. */
  readonly name: string;
  readonly length: number;
  /**
   * The frame itself, for the model's `explain` alone, which tells what may be seen of it: it may hold anything, so
   * whoever is told keeps neither it nor a copy.
   */
  readonly bytes?: Uint8Array;
};

/** Told of every frame for technicians' traces, counters and recordings. */
export type FrameTrace = (frame: TracedFrame) => void;

/**
 * What one driver leaves to the next on the same device, over lines and, told by the host, over its restarts.
 * `unfinished`: work was begun whose end is not known, and something of it may still be in the device.
 */
export type DriverMemory = { unfinished: boolean };

export type DriverContext = {
  readonly line: Line;
  readonly clock: Clock;
  readonly trace?: FrameTrace;
  readonly memory?: DriverMemory;
};

/** A model is one of these in `devices/catalogue.ts`. */
export type DriverFactory<Commands extends CommandMap, Event extends { readonly type: string }> = (
  context: DriverContext,
) => Driver<Commands, Event>;
