import { X509Certificate } from 'node:crypto';
import { type RevocationList, readRevocationList } from './revocation.ts';

/** A bundle of authorities and their revocation lists. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * The certificates and revocation lists in a file of PEM blocks, or the one certificate in a DER file. Undefined where
 * it holds anything else: half a list of authorities is none.
 */
export function readAnchors(
  bytes: Uint8Array,
): { readonly anchors: readonly X509Certificate[]; readonly lists: readonly RevocationList[] } | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  try {
    if (bytes[0] === 0x30) return { anchors: [new X509Certificate(bytes)], lists: [] };
    const anchors: X509Certificate[] = [];
    const lists: RevocationList[] = [];
    const text = Buffer.from(bytes).toString('latin1');
    for (const [, label, body = ''] of text.matchAll(
      /-----BEGIN (CERTIFICATE|X509 CRL)-----\s([A-Za-z0-9+/=\s]+)-----END \1-----/g,
    )) {
      const der = Buffer.from(body, 'base64');
      const list = label === 'CERTIFICATE' ? undefined : readRevocationList(der);
      if (label === 'CERTIFICATE') anchors.push(new X509Certificate(der));
      else if (list) lists.push(list);
      else return undefined;
    }
    const begun = text.match(/-----BEGIN /g)?.length ?? 0;
    return anchors.length > 0 && begun === anchors.length + lists.length ? { anchors, lists } : undefined;
  } catch {
    return undefined;
  }
}
