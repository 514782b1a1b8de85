import * as z from 'zod';
import { pageRoleSchema } from '#contracts/bridge/messages.ts';
import { hostOptionsSchema, hostReportSchema } from '#contracts/launch/host-options.ts';

/** Bytes of the terminal's key. */
export const KEY_BYTES = 32;

const requestId = z.int().min(0);

/** Electron's main process to the host in its utility process. */
export const toHostProcessSchema = z.discriminatedUnion('type', [
  /** The first and only start. `key` comes out of Electron's safeStorage; left out, the host has a store of its own. */
  z.strictObject({
    type: z.literal('start'),
    options: hostOptionsSchema,
    key: z.custom<Uint8Array>((key) => key instanceof Uint8Array && key.length === KEY_BYTES).optional(),
  }),
  /** A page wants a line; its end is the one port that comes with the message. */
  z.strictObject({ type: z.literal('page') }),
  /** Asks for the token to be put into the served page of that role. */
  z.strictObject({ type: z.literal('token'), id: requestId, role: pageRoleSchema }),
  /** The shell refused something: a fact for the journal. A code, never an address or a name. */
  z.strictObject({ type: z.literal('refused'), code: z.string().regex(/^[A-Za-z][A-Za-z -]{0,63}$/) }),
  z.strictObject({ type: z.literal('end') }),
]);
export type ToHostProcess = z.infer<typeof toHostProcessSchema>;

/** The host to Electron's main process: the reports any host makes, and tokens asked for. */
export const fromHostProcessSchema = z.discriminatedUnion('type', [
  ...hostReportSchema.options,
  z.strictObject({
    type: z.literal('token'),
    id: requestId,
    /** Null while the host is still starting, or has no page of that role. */
    token: z.string().min(16).max(128).nullable(),
  }),
  /** Staff have the terminal, and want their page over the customer's; or have left it. */
  z.strictObject({ type: z.literal('supervisor'), wanted: z.boolean() }),
]);
export type FromHostProcess = z.infer<typeof fromHostProcessSchema>;
