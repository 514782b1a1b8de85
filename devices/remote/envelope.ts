import { z } from 'zod';
import { DEVICE_ERROR_CODES } from '#contracts/supervisor/device.ts';
import type { DeviceError, DeviceErrorCode, DeviceState, DeviceStateEvent } from '../device.ts';

const STATES = [
  'starting',
  'online',
  'deviceBusy',
  'offline',
  'noDevice',
  'hardwareError',
  'userError',
] as const satisfies readonly DeviceState[];

const word = z.string().max(500);
const id = z.string().min(1).max(128);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/);
const object = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const deviceError: z.ZodType<DeviceError> = z.strictObject({
  code: z.enum(DEVICE_ERROR_CODES satisfies readonly DeviceErrorCode[]),
  detail: word.exactOptional(),
  condition: word.exactOptional(),
  deviceCode: word.exactOptional(),
});

const stateEvent: z.ZodType<DeviceStateEvent> = z.strictObject({
  type: z.literal('deviceState'),
  state: z.enum(STATES),
  error: deviceError.exactOptional(),
  identity: z
    .strictObject({ model: word, firmware: word.exactOptional(), serialNumber: word.exactOptional() })
    .exactOptional(),
});

/** A device's own event: its contract knows the rest. */
const ownEvent = z.looseObject({ type: name.refine((type) => type !== 'deviceState') });

/** Commands that may be under way together on one port; one more is answered `busy`. */
export const MAXIMUM_REMOTE_COMMANDS = 64;

/** From whoever uses the device to the device. */
export const toDevice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('execute'), id, name, input: object }),
  z.strictObject({ kind: z.literal('cancel'), id }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToDevice = z.infer<typeof toDevice>;

/** From the device to whoever uses it. */
export const toUser = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('result'),
    id,
    result: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: object }),
      z.strictObject({ ok: z.literal(false), error: deviceError }),
    ]),
  }),
  z.strictObject({ kind: z.literal('event'), event: z.union([stateEvent, ownEvent]) }),
  z.strictObject({ kind: z.literal('closed') }),
]);
export type ToUser = z.infer<typeof toUser>;
