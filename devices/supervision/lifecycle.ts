import type { DeviceError, DeviceIdentity, DeviceState } from '../device.ts';

/**
 * Where a device is in its one lifecycle:
 * - `absent`: nothing at the transport's address; looked for again after a while;
 * - `opening`, `identifying`: a line is being had; the device on it is asked who it is;
 * - `ready`, `busy`: commands are taken; none or some are under way;
 * - `fault`: the line is open, the device on it did not identify itself; it is asked again on the same line;
 * - `recovering`: the line is closed; a new one is tried after a while;
 * - `closed`: the end.
 */
export type Lifecycle =
  | 'absent'
  | 'opening'
  | 'identifying'
  | 'ready'
  | 'busy'
  | 'fault'
  | 'recovering'
  | 'closed';

export type SupervisionState = {
  readonly lifecycle: Lifecycle;
  /** What was told last with `deviceState`. */
  readonly device: DeviceState;
  /** Who is there; only while it is. */
  readonly identity?: DeviceIdentity;
  /** Why it is not there, or what it complains of. */
  readonly error?: DeviceError;
  /** In `absent`, `fault` and `recovering`: how long the pause before the next attempt is, milliseconds. */
  readonly retryMilliseconds?: number;
};

/** For logs and technicians' traces. No personal data. */
export type Transition = {
  readonly device: string;
  readonly from: Lifecycle;
  readonly to: Lifecycle;
  readonly error?: DeviceError;
  readonly retryMilliseconds?: number;
};

/** All delays of supervision, milliseconds. */
export const SUPERVISION_DELAYS = {
  /** The pause after the first failure; it doubles with each further one. */
  firstRetry: 500,
  /** The longest pause: a device that was plugged in is found at the latest after this. */
  lastRetry: 5_000,
  /** A device that stayed ready this long starts its pauses from the first again. */
  stable: 10_000,
  /** A transport that has neither opened nor failed by then counts as failed. */
  open: 10_000,
  /** A driver's `identify` has a deadline of its own; this one is for a driver that forgot. */
  identify: 60_000,
  /** How often an idle device is asked for a sign of life, and how long it may take for one. */
  idleProbe: 5_000,
  probe: 2_000,
  /** What a driver may take to settle its commands after its line closed. */
  settle: 1_000,
} as const;

/** How often a device is asked who it is on one open line before the line is closed. */
export const IDENTIFY_ATTEMPTS = 3;
/** So many commands in a row without any answer: nobody is there, whatever the line says. */
export const SILENT_COMMANDS = 3;
/** So many signs of life in a row that did not come: an idle device is gone, whatever the line says. */
export const SILENT_PROBES = 2;
/** Commands of one device that may be under way together; one more is answered `busy`. */
export const MAXIMUM_OPEN_COMMANDS = 64;

/** The pause after that many failures in a row (0: the first), milliseconds. */
export const retryDelay = (failures: number): number =>
  Math.min(SUPERVISION_DELAYS.lastRetry, SUPERVISION_DELAYS.firstRetry * 2 ** Math.min(failures, 16));
