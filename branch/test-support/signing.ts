import { randomUUID } from 'node:crypto';
import type { CertificateRequest, PaperRequest, SealRequest } from '#contracts/branch/paper.ts';
import { sealByBank } from '#documents/sealing/bank.ts';
import { signByCustomer } from '#documents/sealing/customer.ts';
import type { BankSeal, CertificateAuthority } from '#documents/sealing/ports.ts';
import { boxes, factsOf, paper, signingOf } from '#documents/test-support/papers.ts';
import { err, ok, type Result } from '#foundation/result.ts';

/** What a terminal asks when something is signed: the office itself, or its client. */
export type SignsAt = {
  issue(request: CertificateRequest): Promise<Result<{ readonly chain: readonly string[] }, unknown>>;
  seal(request: SealRequest): Promise<Result<{ readonly cms: string }, unknown>>;
};

let blank: Promise<Uint8Array> | undefined;

export type Signing = {
  readonly event?: string;
  readonly terminal?: string;
  readonly visit?: string;
  readonly at: number;
};

/** A paper of nobody, signed and sealed through the branch service, and what is said of it when it is handed in. */
export async function signedPaper(notary: SignsAt, signing: Signing): Promise<PaperRequest> {
  const { event = randomUUID(), terminal = 'T01', visit = 'visit-0001', at } = signing;
  blank ??= paper();
  const base = await blank;
  const time = new Date(at).toISOString();
  const facts = { ...factsOf(base), terminal, visit, times: { opened: time, signed: time } };
  const wish = { ...signingOf(base, 2, at), facts, signer: { name: '许念安', event } };
  const authority: CertificateAuthority = {
    issue: async ({ csr, subject }) => {
      const issued = await notary.issue({ ...subject, csr: base64(csr) });
      return issued.ok
        ? ok(issued.value.chain.map((der) => Buffer.from(der, 'base64')))
        : err({ code: 'certificateRefused', detail: JSON.stringify(issued.error) });
    },
  };
  const seal: BankSeal = {
    seal: async ({ digest }) => {
      const sealed = await notary.seal({ event, digest });
      return sealed.ok
        ? ok(Buffer.from(sealed.value.cms, 'base64'))
        : err({ code: 'sealRefused', detail: JSON.stringify(sealed.error) });
    },
  };
  const signed = await signByCustomer(wish, { authority, lettering: boxes });
  if (!signed.ok) throw new Error(`${signed.error.code} ${signed.error.detail}`);
  const sealed = await sealByBank(signed.value, at, seal);
  if (!sealed.ok) throw new Error(`${sealed.error.code} ${sealed.error.detail}`);
  return {
    event,
    visit,
    template: facts.document.template,
    textVersion: facts.document.textVersion,
    number: facts.document.number,
    purpose: 'contract',
    service: 'reportLostCard',
    documentEnd: '002X',
    paper: base64(sealed.value),
  };
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
