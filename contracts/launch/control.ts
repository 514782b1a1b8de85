import * as z from 'zod';
import { benchDeviceSchema } from '../bench/state.ts';

/** Host to launcher on the control pipe, one JSON value a line. */
export const controlRequestSchema = z.strictObject({
  id: z.int(),
  device: benchDeviceSchema,
  act: z.string().min(1).max(40),
  input: z.unknown(),
});
export type ControlRequest = z.infer<typeof controlRequestSchema>;

/** Launcher to host: the answer to an act, or a device's new state. A fresh connection is told every state first. */
export const controlReplySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('answer'),
    id: z.int(),
    ok: z.boolean(),
    error: z.strictObject({ code: z.string().max(40), detail: z.string().max(400).optional() }).optional(),
  }),
  z.strictObject({
    type: z.literal('state'),
    device: benchDeviceSchema,
    state: z.record(z.string(), z.unknown()),
    /** Names of the faults this device can have. */
    faults: z.array(z.string().max(40)),
  }),
]);
export type ControlReply = z.infer<typeof controlReplySchema>;
