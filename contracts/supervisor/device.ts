import * as z from 'zod';
import { deviceKindSchema } from './trace.ts';

/** Why a command did nothing, or not what it says: the codes of devices (XFS4IoT's where it has one). */
export const DEVICE_ERROR_CODES = [
  'offline',
  'timeout',
  'cancelled',
  'busy',
  'protocol',
  'hardwareError',
  'userError',
  'unsupported',
  'invalidData',
  'condition',
] as const;

export const deviceFaultSchema = z.strictObject({
  /** Wall clock, milliseconds since 1970. */
  at: z.int().min(0),
  /** Of which command; null: of the line. */
  command: z.string().max(40).nullable(),
  code: z.enum(DEVICE_ERROR_CODES),
  condition: z.string().max(40).nullable(),
  /** As the manual writes it: `E=02`. */
  deviceCode: z.string().max(40).nullable(),
});
export type DeviceFault = z.infer<typeof deviceFaultSchema>;

const count = z.int().min(0);
export const deviceCountersSchema = z.strictObject({
  framesOut: count,
  framesIn: count,
  /** Whole frames nobody waited for. */
  discardedFrames: count,
  /** Bytes that belong to no frame. */
  discardedBytes: count,
  /** Frames whose check did not fit. */
  badChecks: count,
  commands: count,
  failures: count,
  timeouts: count,
  /** How often the line was lost while the device was at work. */
  restarts: count,
});
export type DeviceCounters = z.infer<typeof deviceCountersSchema>;

/** Where a device is reached. */
export const portSchema = z.strictObject({
  transport: z.enum(['serial', 'hid', 'simulated']),
  /** `/dev/serial/by-id/...`, `056a:00a4`, or the name of the simulated port. */
  address: z.string().max(256),
  baudRate: z.int().nullable(),
});
export type DevicePort = z.infer<typeof portSchema>;

export const LIFECYCLES = [
  'absent',
  'opening',
  'identifying',
  'ready',
  'busy',
  'fault',
  'recovering',
  'closed',
] as const;
export const DEVICE_STATES = [
  'starting',
  'online',
  'deviceBusy',
  'offline',
  'noDevice',
  'hardwareError',
  'userError',
] as const;

/** One device of the cabinet as it stands. */
export const stationSchema = z.strictObject({
  device: deviceKindSchema,
  model: z.string().max(40),
  lifecycle: z.enum(LIFECYCLES),
  /** XFS4IoT Common.Status.device. */
  state: z.enum(DEVICE_STATES),
  /** Whether customers are served with it. */
  health: z.enum(['ok', 'down', 'absent']),
  port: portSchema,
  /** The port of the profile, where it was assigned another one since. */
  profilePort: portSchema.nullable(),
  /** As it said itself when it was identified last. */
  identity: z
    .strictObject({
      model: z.string().max(80),
      firmware: z.string().max(80).nullable(),
      serialNumber: z.string().max(80).nullable(),
    })
    .nullable(),
  /** What it complains of now. */
  fault: deviceFaultSchema.omit({ at: true, command: true }).nullable(),
  /** What went wrong last, also when it is well again. */
  last: deviceFaultSchema.nullable(),
  counters: deviceCountersSchema,
});
export type Station = z.infer<typeof stationSchema>;
