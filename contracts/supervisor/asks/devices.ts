import * as z from 'zod';
import { ask } from '../ask.ts';
import { portSchema, stationSchema } from '../device.ts';
import { testRunSchema } from '../test-run.ts';
import { deviceKindSchema } from '../trace.ts';

const nothing = z.strictObject({});
const devices = z.array(deviceKindSchema).min(1).max(5);
const STAFF = ['supervisor', 'technician', 'manager'] as const;

/** Devices: how they are, their tests, and at which port they hang. */
export const DEVICE_ASKS = {
  'devices.list': ask({
    by: STAFF,
    looks: true,
    offline: true,
    input: nothing,
    output: z.strictObject({ devices: z.array(stationSchema).max(5) }),
  }),
  /** Begins a test of these devices, one after the other; how it goes is asked with `devices.run`. */
  'devices.selfTest': ask({
    by: STAFF,
    offline: true,
    input: z.strictObject({ devices }),
    output: testRunSchema,
  }),
  /** Begins to ask these devices again and again, without motion, until the hours or the rounds are over. */
  'devices.loop': ask({
    by: ['technician'],
    offline: true,
    input: z.strictObject({
      devices,
      hours: z.number().min(0.01).max(72).optional(),
      rounds: z.int().min(1).max(1_000_000).optional(),
    }),
    output: testRunSchema,
  }),
  /** The test under way, or the last one of this stay. */
  'devices.run': ask({
    by: STAFF,
    looks: true,
    offline: true,
    input: nothing,
    output: z.strictObject({ run: testRunSchema.nullable() }),
  }),
  /** The answer to a question of the test; `no` skips the step, or says that it was not good. */
  'devices.answer': ask({
    by: STAFF,
    offline: true,
    input: z.strictObject({ run: z.string().max(40), yes: z.boolean() }),
    output: nothing,
  }),
  /** Ends the test safely: what is in a slot is given back first. */
  'devices.cancel': ask({ by: STAFF, offline: true, input: nothing, output: nothing }),
  /** Looks for devices that do not answer at each other's ports; what it finds hangs there from now on. */
  'devices.assign': ask({
    by: ['technician'],
    offline: true,
    input: z.strictObject({ devices }),
    output: z.strictObject({
      found: z
        .array(z.strictObject({ device: deviceKindSchema, expected: portSchema, at: portSchema }))
        .max(5),
      missing: z.array(deviceKindSchema).max(5),
    }),
  }),
};
