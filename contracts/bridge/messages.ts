import * as z from 'zod';
import { intentSchema } from '../screen/intent.ts';
import { screenSchema } from '../screen/screen.ts';
import { channelNameSchema } from './channels.ts';

/** What a page may be. Later rooms add theirs. */
export const pageRoleSchema = z.enum(['customer', 'bench', 'supervisor']);
export type PageRole = z.infer<typeof pageRoleSchema>;

/** Bounds of the bridge; the host refuses what exceeds them. */
export const BRIDGE_LIMITS = {
  /** Bytes of one message from a page. */
  messageBytes: 16_384,
  /** Bytes of payload in one chunk of a byte stream. */
  chunkBytes: 16_384,
  /** The same from a page to the host: with its frame it is one message of `messageBytes`. */
  chunkBytesToHost: 12_000,
  /** Chunks a sender may be ahead of the receiver's credits. */
  window: 8,
  /** Chunks a page may send per second, averaged over the burst: the host gives its credits no faster. */
  chunksPerSecond: 160,
  chunkBurst: 240,
  /** Messages a page may send per second, averaged over the burst. */
  messagesPerSecond: 60,
  burst: 120,
  /** Milliseconds a new connection has to say hello. */
  helloMilliseconds: 5_000,
} as const;

const streamId = z.int().min(0).max(0x7fff_ffff);
/** Base64 of at most `chunkBytes` bytes. */
const chunkData = z
  .string()
  .max(Math.ceil(BRIDGE_LIMITS.chunkBytes / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);

const channelMessage = z.strictObject({
  type: z.literal('channel'),
  name: channelNameSchema,
  message: z.unknown(),
});
const chunkMessage = z.strictObject({
  type: z.literal('chunk'),
  name: channelNameSchema,
  stream: streamId,
  index: z.int().min(0),
  last: z.boolean(),
  data: chunkData,
});
/** The receiver has used up this many chunks of the stream; the sender may send as many more. */
const creditMessage = z.strictObject({
  type: z.literal('credit'),
  name: channelNameSchema,
  stream: streamId,
  count: z.int().min(1).max(BRIDGE_LIMITS.window),
});

/** Page to host. The first message is `hello`; the token stood in the served page and nowhere else. */
export const toHostSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    protocol: z.literal(1),
    role: pageRoleSchema,
    token: z.string().min(16).max(128),
  }),
  z.strictObject({ type: z.literal('intent'), intent: intentSchema }),
  channelMessage,
  chunkMessage,
  creditMessage,
]);
export type ToHost = z.infer<typeof toHostSchema>;

export const BRIDGE_REFUSALS = [
  'badToken',
  'badRole',
  'badMessage',
  'tooLarge',
  'tooMany',
  'notAllowed',
  'noHello',
] as const;

/** Host to page. After `superseded` or `refused` the host closes the line. */
export const toPageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), role: pageRoleSchema }),
  z.strictObject({ type: z.literal('screen'), screen: screenSchema }),
  /** A newer customer page has taken over. */
  z.strictObject({ type: z.literal('superseded') }),
  z.strictObject({ type: z.literal('refused'), code: z.enum(BRIDGE_REFUSALS) }),
  channelMessage,
  chunkMessage,
  creditMessage,
]);
export type ToPage = z.infer<typeof toPageSchema>;
