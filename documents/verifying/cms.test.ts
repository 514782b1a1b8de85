import * as pkijs from 'pkijs';
import { expect, it } from 'vitest';
import { OID } from '../asn1/oids.ts';
import { signCms } from '../sealing/cms.ts';
import { house } from '../test-support/sealed.ts';
import { readCms } from './cms.ts';

it('a certificate that the signature does not name is refused', async () => {
  const ours = await house();
  const cms = await signCms(ours.seal, { digest: new Uint8Array(32) });
  expect(readCms(cms, OID.data).ok).toBe(true);
  const info = pkijs.ContentInfo.fromBER(Uint8Array.from(cms).buffer);
  const signed = new pkijs.SignedData({ schema: info.content });
  const more = [pkijs.Certificate.fromBER(Uint8Array.from(ours.root.certificate).buffer)];
  signed.certificates = [...(signed.certificates ?? []), ...more].sort((a, b) =>
    Buffer.compare(Buffer.from(a.toSchema().toBER()), Buffer.from(b.toSchema().toBER())),
  );
  const wrapped = new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  expect(readCms(new Uint8Array(wrapped.toSchema().toBER()), OID.data)).toMatchObject({
    error: { code: 'cmsBroken', detail: 'signingCertificateV2' },
  });
});
