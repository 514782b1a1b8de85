import type { X509Certificate } from 'node:crypto';
import type { BankSeal, CertificateAuthority, TimeStampAuthority } from '#documents/sealing/ports.ts';
import type { RevocationList } from '#documents/verifying/revocation.ts';

/**
 * Who issues, seals and stamps for this branch service, and whom it believes when a paper comes in. In a bank the
 * authority is its licensed one, and the seal may lie in a signer of its own: whatever answers a digest with a CMS.
 */
export type NotaryPorts = {
  readonly authority: CertificateAuthority;
  readonly seal: BankSeal;
  /** Null = nobody stamps: papers stay without, and say so. */
  readonly stamps: TimeStampAuthority | null;
  readonly anchors: readonly X509Certificate[];
  readonly lists: readonly RevocationList[];
};
