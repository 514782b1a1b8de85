import { describe, expect, it } from 'vitest';
import { sealByBank, sealDigest } from '../sealing/bank.ts';
import { signByCustomer } from '../sealing/customer.ts';
import { developmentAuthority } from '../sealing/development-ca/authority.ts';
import { examplePaper } from '../test-support/examples.ts';
import { SIGNED_AT, signingOf } from '../test-support/papers.ts';
import { textOf } from '../test-support/read-pdf.ts';
import { house, value } from '../test-support/sealed.ts';
import { verify } from '../verifying/verify.ts';
import { letteringFor } from './lettering.ts';
import { render } from './render.ts';

describe('a rendered paper', () => {
  it('is signed where its box stands, with a Chinese name, sealed, and verified whole', async () => {
    const ours = await house();
    const created = new Date(SIGNED_AT);
    const paper = value(await render(examplePaper('wealthContract', 'zh-CN'), { created }));
    const [place] = paper.signatures;
    if (place === undefined) throw new Error('no place to sign');
    const signing = signingOf(paper.bytes, paper.pages);
    const lettering = value(await letteringFor(signing.caption));
    const authority = developmentAuthority(ours.root, () => SIGNED_AT);
    const signed = value(await signByCustomer({ ...signing, place }, { authority, lettering }));
    const seal = ({ digest }: { readonly digest: string }) => sealDigest(ours.seal, digest);
    const sealed = value(await sealByBank(signed, SIGNED_AT + 1_000, { seal }));

    expect(Buffer.compare(sealed.subarray(0, paper.bytes.length), paper.bytes)).toBe(0);
    expect(verify(sealed, { anchors: [ours.anchor], at: SIGNED_AT + 60_000 }).outcome).toBe('trusted');
    expect(await textOf(sealed)).toBe(await textOf(paper.bytes));
  });
});
