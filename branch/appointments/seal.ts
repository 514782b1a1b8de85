import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const keyOf = (secret: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`seal ${code}`).digest();

/** The customer's reference as it is kept: whoever shows the appointment's code opens it, and nobody else. */
export function sealReference(secret: string, code: string, reference: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret, code), nonce);
  const sealed = Buffer.concat([cipher.update(reference, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Undefined where it is not the code it was sealed with, or was changed. */
export function openReference(secret: string, code: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= NONCE + TAG) return undefined;
  const decipher = createDecipheriv(ALGORITHM, keyOf(secret, code), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
    return opened.toString('utf8');
  } catch {
    return undefined;
  }
}
