import * as z from 'zod';

/** A terminal's name, as in its profile: `T01`. It is the `keyid` of the terminal's signatures. */
export const terminalIdSchema = z.string().regex(/^[A-Z0-9-]{1,16}$/);

/** `POST /v1/terminals`, signed with the key it carries. */
export const enrolmentRequestSchema = z.strictObject({
  id: terminalIdSchema,
  /** The 32 bytes of the Ed25519 public key, base64url without padding (the `x` of RFC 8037). */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** One-time code, made by the branch service for this terminal. */
  enrolmentCode: z.string().min(1).max(64),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

/** Which key stands for the terminal. Also the answer to `GET /v1/terminals/<id>`. */
export const enrolmentSchema = z.strictObject({
  id: terminalIdSchema,
  /** SHA-256 of the 32 key bytes, hexadecimal. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  enrolledAt: z.iso.datetime(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;
