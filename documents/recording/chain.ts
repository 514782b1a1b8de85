import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RecordingOrigin } from '#contracts/branch/recording.ts';

const sha256 = () => createHash('sha256');

/**
 * The link before the first segment: SHA-256 over `vestibule recording 1`, a zero byte and the canonical JSON (RFC
 * 8785) of the recording's origin. So the whole chain belongs to one visit, one sale and one nonce. Hexadecimal.
 */
export const firstLink = (origin: RecordingOrigin): string =>
  sha256()
    .update('vestibule recording 1\0')
    .update(canonicalize(origin) ?? '')
    .digest('hex');

/**
 * The link of a segment: SHA-256 over the link before (32 bytes), its number (4 bytes, big-endian), its time in
 * milliseconds (8 bytes, big-endian), the number of its bytes (4 bytes, big-endian), and its bytes. Hexadecimal.
 */
export function linkOf(before: string, number: number, at: number, bytes: Uint8Array): string {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(number, 0);
  head.writeBigUInt64BE(BigInt(at), 4);
  head.writeUInt32BE(bytes.length, 12);
  return sha256().update(Buffer.from(before, 'hex')).update(head).update(bytes).digest('hex');
}
