import { createHash, timingSafeEqual } from 'node:crypto';

const FIELD = /^sha-256=:([A-Za-z0-9+/]{43}=):$/;

const sha256 = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** The Content-Digest field (RFC 9530) of a request's content; of no bytes when it has none. */
export const contentDigest = (content: Uint8Array): string =>
  `sha-256=:${sha256(content).toString('base64')}:`;

/** Whether a Content-Digest field is one SHA-256 and that of `content`. Other algorithms are not accepted. */
export function matchesContentDigest(field: string, content: Uint8Array): boolean {
  const claimed = FIELD.exec(field)?.[1];
  return claimed !== undefined && timingSafeEqual(Buffer.from(claimed, 'base64'), sha256(content));
}
