import { X509Certificate } from 'node:crypto';
import type { Result } from '#foundation/result.ts';
import { sealByBank, sealDigest } from '../sealing/bank.ts';
import type { SigningIdentity } from '../sealing/cms.ts';
import { signByCustomer } from '../sealing/customer.ts';
import {
  type DevelopmentRoot,
  developmentAuthority,
  developmentIdentity,
  makeRoot,
} from '../sealing/development-ca/authority.ts';
import { boxes, paper, SIGNED_AT, signingOf } from './papers.ts';

/** A branch with an authority and a seal of its own. */
export type House = {
  readonly root: DevelopmentRoot;
  readonly anchor: X509Certificate;
  readonly seal: SigningIdentity;
};

export async function house(at = SIGNED_AT): Promise<House> {
  const root = await makeRoot(at);
  return {
    root,
    anchor: new X509Certificate(root.certificate),
    seal: await developmentIdentity(root, 'Vestibule Bank Seal', 'signature', at),
  };
}

export function value<T, E extends { readonly code: string; readonly detail?: string }>(of: Result<T, E>): T {
  if (!of.ok) throw new Error(`${of.error.code} ${of.error.detail ?? ''}`);
  return of.value;
}

export async function signed(of: House, bytes?: Uint8Array, at = SIGNED_AT): Promise<Uint8Array> {
  const base = bytes ?? (await paper());
  const authority = developmentAuthority(of.root, () => at);
  return value(await signByCustomer(signingOf(base, 2, at), { authority, lettering: boxes }));
}

export async function sealed(of: House, bytes?: Uint8Array, at = SIGNED_AT): Promise<Uint8Array> {
  return value(
    await sealByBank(await signed(of, bytes, at), at + 1_000, {
      seal: ({ digest }) => sealDigest(of.seal, digest),
    }),
  );
}
