import type { Result } from '#foundation/result.ts';
import type { SealingError } from './failure.ts';

/** For whom, and for which one signing, a certificate is asked. */
export type SignerSubject = {
  /** The name as it stands on the document the customer identified himself with. */
  readonly name: string;
  /** Token of this signing; one certificate an event. */
  readonly event: string;
};

/**
 * Issues a certificate for one signature by one person. In a bank this is its licensed authority; the development CA
 * is one implementation. Which algorithms it takes is its own affair; the request says which key was made.
 */
export interface CertificateAuthority {
  /** `csr` is PKCS#10 in DER. Answers the chain in DER, the signer's certificate first, the root left out. */
  issue(request: {
    readonly csr: Uint8Array;
    readonly subject: SignerSubject;
  }): Promise<Result<readonly Uint8Array[], SealingError>>;
}

/** Puts the bank's seal on a digest. The paper itself never goes there, the key never comes here. */
export interface BankSeal {
  /** `digest` is the SHA-256 of the bytes to be covered, lower-case hexadecimal. Answers a CMS (RFC 5652) in DER. */
  seal(request: { readonly digest: string }): Promise<Result<Uint8Array, SealingError>>;
}

/** An RFC 3161 authority, whatever carries its messages. */
export interface TimeStampAuthority {
  /**
   * `stamped` is a signature value, of which the authority sees only a hash. Answers a TimeStampToken in DER that was
   * compared with the request: hash, nonce, signature.
   */
  stamp(request: { readonly stamped: Uint8Array }): Promise<Result<Uint8Array, SealingError>>;
}
