import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** A new signing key for a terminal: Ed25519, PKCS #8 in DER. It goes to the key store and nowhere else. */
export function newTerminalKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519');
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
}

export type TerminalKey = {
  readonly privateKey: KeyObject;
  /** The public half as the service takes it: 32 bytes, base64url without padding. */
  readonly publicKey: string;
};

/** Reads what the key store kept; `badKey` when it is no Ed25519 key. */
export function readTerminalKey(pkcs8: Uint8Array): Result<TerminalKey, CodedError<'badKey'>> {
  try {
    const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    if (privateKey.asymmetricKeyType !== 'ed25519') return err({ code: 'badKey' });
    const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
    return typeof x === 'string' ? ok({ privateKey, publicKey: x }) : err({ code: 'badKey' });
  } catch {
    return err({ code: 'badKey' });
  }
}
