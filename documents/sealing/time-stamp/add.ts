import { err, ok, type Result } from '#foundation/result.ts';
import { readDer } from '../../asn1/der.ts';
import { type PdfFile, readPdf } from '../../pdf/file.ts';
import { entry } from '../../pdf/value.ts';
import { readTimeStamp } from '../../verifying/time-stamp.ts';
import { signatureValue, withTimeStamp } from '../cms.ts';
import type { SealingError } from '../failure.ts';
import { bankSignatureNumber } from '../increments.ts';
import { fillHole } from '../placeholder.ts';
import type { TimeStampAuthority } from '../ports.ts';

type Seal = {
  readonly cms: Uint8Array;
  readonly value: Uint8Array;
  readonly hole: { from: number; to: number };
};

/** What a time stamp is asked for: the signature value of the bank's seal (EN 319 122-1, 5.3). */
export function toBeStamped(sealed: Uint8Array): Result<Uint8Array, SealingError> {
  const seal = sealIn(sealed);
  return seal.ok ? ok(seal.value.value) : seal;
}

/**
 * Puts a token into the hole of the bank's seal, whenever it comes: PAdES B-B becomes B-T. Outside the hole no byte is
 * touched, so both signatures stay what they were. A token for something else is refused.
 */
export function addTimeStamp(sealed: Uint8Array, token: Uint8Array): Result<Uint8Array, SealingError> {
  const seal = sealIn(sealed);
  if (!seal.ok) return seal;
  const read = readTimeStamp(token, seal.value.value);
  if (!read.ok) return err({ code: 'timeStampUnusable', detail: read.error.detail ?? read.error.code });
  const cms = withTimeStamp(seal.value.cms, token);
  if (!cms) return err({ code: 'signaturesUnexpected', detail: 'a time stamp is there' });
  return fillHole(sealed, seal.value.hole, cms);
}

/** Asks for a stamp and adds it: the whole way of a queued paper. */
export async function stampSealed(
  sealed: Uint8Array,
  authority: TimeStampAuthority,
): Promise<Result<Uint8Array, SealingError>> {
  const stamped = toBeStamped(sealed);
  if (!stamped.ok) return stamped;
  const token = await authority.stamp({ stamped: stamped.value });
  return token.ok ? addTimeStamp(sealed, token.value) : token;
}

function sealIn(sealed: Uint8Array): Result<Seal, SealingError> {
  const file = readPdf(sealed);
  if (!file.ok) return err({ code: 'paperUnusable', detail: 'sealed' });
  const contents = entry(lastSignature(file.value), 'Contents');
  if (file.value.revisions.length !== 3 || contents?.kind !== 'string')
    return err({ code: 'signaturesUnexpected' });
  try {
    const cms = readDer(contents.bytes).whole;
    const value = signatureValue(cms);
    const { from, to } = contents;
    return value ? ok({ cms, value, hole: { from, to } }) : err({ code: 'sealUnusable' });
  } catch {
    return err({ code: 'sealUnusable' });
  }
}

const lastSignature = (file: PdfFile) => file.revisions[2]?.objects.get(bankSignatureNumber(file))?.value;
