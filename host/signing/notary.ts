import type {
  CertificateRequest,
  IssuedCertificate,
  PaperRequest,
  PaperState,
  PaperVoid,
  SealedDigest,
  SealRequest,
} from '#contracts/branch/paper.ts';
import type { BankSeal, CertificateAuthority } from '#documents/sealing/ports.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

type Reply<T> = Promise<Result<T, CodedError & { readonly reason?: string; readonly neverSent?: true }>>;

/** What signing needs of the branch service. */
export type PaperLine = {
  issueCertificate(request: CertificateRequest): Reply<IssuedCertificate>;
  sealDigest(request: SealRequest): Reply<SealedDigest>;
  keepPaper(request: PaperRequest): Reply<PaperState>;
  voidPaper(request: PaperVoid): Reply<PaperState>;
  paperState(event: string): Reply<PaperState>;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/** The authority that issues a certificate for one signature, as the branch reaches it. */
export const branchAuthority = (branch: PaperLine): CertificateAuthority => ({
  async issue({ csr, subject }) {
    const reply = await branch.issueCertificate({
      event: subject.event,
      name: subject.name,
      csr: base64(csr),
    });
    if (!reply.ok) return err({ code: 'certificateRefused', detail: reply.error.reason ?? reply.error.code });
    return ok(reply.value.chain.map(bytes));
  },
});

/** The bank's seal, as the branch reaches it, for one event; `stamped` tells afterwards whether a time came with it. */
export function branchSeal(branch: PaperLine, event: string): BankSeal & { readonly stamped: () => boolean } {
  let stamped = false;
  return {
    stamped: () => stamped,
    async seal({ digest }) {
      const reply = await branch.sealDigest({ event, digest });
      if (!reply.ok) return err({ code: 'sealRefused', detail: reply.error.reason ?? reply.error.code });
      stamped = reply.value.stamped;
      return ok(bytes(reply.value.cms));
    },
  };
}

/** Keeps a sealed paper; an answer that did not come is asked for once more, and bytes kept twice are kept once. */
export async function keep(
  branch: PaperLine,
  request: Omit<PaperRequest, 'paper'>,
  paper: Uint8Array,
): Promise<Result<{ readonly sha256: string; readonly stamped: boolean }, CodedError>> {
  const whole = { ...request, paper: base64(paper) };
  let reply = await branch.keepPaper(whole);
  if (!reply.ok && reply.error.code === 'unreachable') reply = await branch.keepPaper(whole);
  if (!reply.ok) return err({ code: reply.error.reason ?? reply.error.code });
  return reply.value.state === 'kept'
    ? ok({ sha256: reply.value.sha256, stamped: reply.value.stamped })
    : err({ code: reply.value.state });
}
