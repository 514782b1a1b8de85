import * as z from 'zod';

/** Bounds of what two browsers say to each other on their way to a connection (RFC 8829, RFC 8838). */
export const SIGNAL_LIMITS = { sdp: 12_000, candidate: 1_024, candidatesOfTurn: 64 } as const;

/** Which assignment of a call a signal belongs to: one of an earlier teller is nobody's any more. */
const turn = z.int().min(1).max(10_000);

/** Session description: lines of printable ASCII, `v=0` first (RFC 8866). */
const sdp = z
  .string()
  .max(SIGNAL_LIMITS.sdp)
  .regex(/^v=0\r\n(?:[\x20-\x7e]*\r\n)+$/);

/** One ICE candidate line, or the empty one that ends them (RFC 8839). */
const candidate = z
  .string()
  .max(SIGNAL_LIMITS.candidate)
  .regex(/^(?:candidate:[\x20-\x7e]+)?$/);

/** Named anew by the desk whenever it begins a connection; what belongs to another one is nobody's any more. */
const connection = z.string().regex(/^[0-9a-f]{16}$/);

export const signalSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('offer'), turn, connection: connection.optional(), sdp }),
  z.strictObject({ type: z.literal('answer'), turn, connection: connection.optional(), sdp }),
  z.strictObject({
    type: z.literal('candidate'),
    turn,
    connection: connection.optional(),
    candidate,
    sdpMid: z
      .string()
      .max(32)
      .regex(/^[A-Za-z0-9_-]*$/)
      .nullable(),
    sdpMLineIndex: z.int().min(0).max(15).nullable(),
  }),
  /** The terminal has begun anew (a page that was loaded again): the desk offers once more. */
  z.strictObject({ type: z.literal('anew'), turn }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** Where media may be relayed, with credentials of limited time (RFC 8656; draft-uberti-behave-turn-rest). */
export const iceSchema = z.strictObject({
  servers: z
    .array(
      z.strictObject({
        urls: z
          .array(
            z
              .string()
              .max(256)
              .regex(/^(?:stun|turns?):[A-Za-z0-9.[\]:-]+(?:\?transport=(?:udp|tcp))?$/),
          )
          .min(1)
          .max(8),
        username: z.string().max(128).optional(),
        credential: z.string().max(128).optional(),
      }),
    )
    .max(4),
  /** Nothing but relayed media (`iceTransportPolicy: relay`). */
  relayOnly: z.boolean(),
  /** Until when the credentials hold; null = there are none. */
  expiresAt: z.iso.datetime().nullable(),
});
export type Ice = z.infer<typeof iceSchema>;
