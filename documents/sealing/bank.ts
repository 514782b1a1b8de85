import { fromHex } from '#foundation/bytes.ts';
import { err, type Result } from '#foundation/result.ts';
import { objectOf, readPdf } from '../pdf/file.ts';
import { entry, refOf } from '../pdf/value.ts';
import { type SigningIdentity, signCms } from './cms.ts';
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
import type { BankSeal } from './ports.ts';

/**
 * Appends the bank's increment to a paper that a customer has signed. Only the digest goes to the seal. The signature
 * that comes back is checked by verifying, like any other.
 */
export async function sealByBank(
  signed: Uint8Array,
  at: number,
  seal: BankSeal,
): Promise<Result<Uint8Array, SealingError>> {
  const unsigned = prepareForBank(signed, at);
  if (!unsigned.ok) return unsigned;
  const cms = await seal.seal({ digest: unsigned.value.digest });
  return cms.ok ? fillHole(unsigned.value.bytes, unsigned.value.hole, cms.value) : cms;
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

/** What stands behind a `BankSeal`: a CMS over a digest that came from a terminal. */
export async function sealDigest(
  identity: SigningIdentity,
  digest: string,
): Promise<Result<Uint8Array, SealingError>> {
  if (!/^[0-9a-f]{64}$/.test(digest)) return err({ code: 'sealRefused', detail: 'digest' });
  try {
    return { ok: true, value: await signCms(identity, { digest: fromHex(digest) }) };
  } catch {
    return err({ code: 'keyUnusable' });
  }
}
