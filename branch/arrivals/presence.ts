import { createHmac, timingSafeEqual } from 'node:crypto';
import { PRESENCE_WINDOW_SECONDS } from '#contracts/branch/arrival.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** What came of a presence event: both headers as they stood, and every byte of the content. */
export type PresenceMessage = {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly content: Uint8Array;
};

export type PresenceProblem = CodedError<
  'signatureMissing' | 'signatureMalformed' | 'signatureInvalid' | 'clockSkew'
>;

/** `v1=` and the HMAC-SHA-256 (RFC 2104), hexadecimal, over the timestamp, a full stop and the content's bytes. */
export const presenceSignature = (secret: string, timestamp: string, content: Uint8Array): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(content).digest('hex')}`;

/**
 * Whether a message comes from whoever holds the secret, and now. Answers until when its signature would be taken
 * again, milliseconds since the epoch: so long it must be remembered. `wall` in the same unit.
 */
export function checkPresence(
  { timestamp, signature, content }: PresenceMessage,
  secret: string,
  wall: number,
): Result<{ readonly nonce: string; readonly keptUntil: number }, PresenceProblem> {
  if (timestamp === undefined || signature === undefined) return err({ code: 'signatureMissing' });
  if (!/^[1-9]\d{9}$/.test(timestamp) || !/^v1=[0-9a-f]{64}$/.test(signature))
    return err({ code: 'signatureMalformed' });
  const expected = presenceSignature(secret, timestamp, content);
  // Both are 67 characters of ASCII by now.
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
    return err({ code: 'signatureInvalid' });
  const at = Number(timestamp) * 1_000;
  const window = PRESENCE_WINDOW_SECONDS * 1_000;
  if (Math.abs(wall - at) > window) return err({ code: 'clockSkew' });
  return ok({ nonce: signature.slice(3), keptUntil: at + window });
}
