import { fromHex } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { OID } from '../asn1/oids.ts';
import { objectOf, readPdf } from '../pdf/file.ts';
import { entry, refOf } from '../pdf/value.ts';
import { readCms } from '../verifying/cms.ts';
import { type SigningIdentity, signatureValue, signCms, withTimeStamp } from './cms.ts';
import type { SealingError } from './failure.ts';
import { bankIncrement, bankSignatureNumber, customerNumbers } from './increments.ts';
import {
  appendUnsigned,
  BANK_HOLE,
  fillHole,
  pdfDate,
  signaturePlaceholder,
  type Unsigned,
} from './placeholder.ts';
import type { BankSeal, TimeStampAuthority } from './ports.ts';

/**
 * Appends the bank's increment to a paper that a customer has signed. Only the digest goes to the seal, and what
 * comes back is read as verifying will read it before it is put in.
 */
export async function sealByBank(
  signed: Uint8Array,
  at: number,
  seal: BankSeal,
): Promise<Result<Uint8Array, SealingError>> {
  const unsigned = prepareForBank(signed, at);
  if (!unsigned.ok) return unsigned;
  const cms = await seal.seal({ digest: unsigned.value.digest });
  if (!cms.ok) return cms;
  const read = readCms(cms.value, OID.data);
  if (!read.ok || Buffer.from(read.value.messageDigest).toString('hex') !== unsigned.value.digest)
    return err({ code: 'sealUnusable', detail: read.ok ? 'digest' : read.error.code });
  return fillHole(unsigned.value.bytes, unsigned.value.hole, cms.value);
}

function prepareForBank(signed: Uint8Array, at: number): Result<Unsigned, SealingError> {
  const file = readPdf(signed);
  if (!file.ok)
    return err({
      code: file.error.code === 'tooLarge' ? 'paperTooLarge' : 'paperUnusable',
      detail: 'signed',
    });
  if (file.value.revisions.length !== 2) return err({ code: 'signaturesUnexpected' });
  const widget = objectOf(file.value, customerNumbers(file.value).widget);
  const page = objectOf(file.value, refOf(entry(widget?.value, 'P')));
  const objects =
    page && bankIncrement(file.value, page, { ...signaturePlaceholder(BANK_HOLE), at: pdfDate(at) });
  if (!objects) return err({ code: 'signaturesUnexpected' });
  return appendUnsigned(file.value, objects, bankSignatureNumber(file.value));
}

/**
 * What stands behind a `BankSeal`: a CMS over a digest that came from a terminal. Where an authority is named and
 * answers, the CMS carries its stamp; where it does not, the seal stands without, and `addTimeStamp` brings it later.
 */
export async function sealDigest(
  identity: SigningIdentity,
  digest: string,
  authority?: TimeStampAuthority,
): Promise<Result<Uint8Array, SealingError>> {
  if (!/^[0-9a-f]{64}$/.test(digest)) return err({ code: 'sealRefused', detail: 'digest' });
  try {
    const cms = await signCms(identity, { digest: fromHex(digest) });
    const value = authority && signatureValue(cms);
    const token = value && (await authority.stamp({ stamped: value }));
    return ok((token?.ok ? withTimeStamp(cms, token.value) : undefined) ?? cms);
  } catch {
    return err({ code: 'keyUnusable' });
  }
}
