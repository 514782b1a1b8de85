import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#foundation/result.ts';
import { isHonestText } from '#foundation/text.ts';
import { type EvidenceFacts, evidenceBytes, makeEvidence } from '../evidence/record.ts';
import type { BoundStrokes } from '../evidence/strokes.ts';
import { readPdf } from '../pdf/file.ts';
import { activeContent } from '../pdf/forbidden.ts';
import { pagesOf } from '../pdf/pages.ts';
import { number } from '../pdf/value.ts';
import type { SealingError } from './failure.ts';
import { customerIncrement, customerNumbers } from './increments.ts';
import { inkAppearance, type Lettering } from './ink.ts';
import { signOnce } from './one-time-signature.ts';
import {
  appendUnsigned,
  box,
  CUSTOMER_HOLE,
  fillHole,
  pdfDate,
  signaturePlaceholder,
} from './placeholder.ts';
import type { CertificateAuthority, SignerSubject } from './ports.ts';

/** Where the signature stands: page from 1, points from the lower left corner of the page. */
export type SignaturePlace = {
  readonly page: number;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
};

export type CustomerSigning = {
  /** The paper as it was rendered and shown. */
  readonly paper: Uint8Array;
  readonly place: SignaturePlace;
  readonly facts: EvidenceFacts;
  readonly strokes: BoundStrokes;
  readonly signer: SignerSubject;
  /** Lines below the ink: the name and the time, as people read them. */
  readonly caption: readonly string[];
  /** Milliseconds since the epoch: the `/M` of the signature. */
  readonly at: number;
};

const EVENT = /^[A-Za-z0-9][A-Za-z0-9 '()+,./:=?-]{0,63}$/;

/**
 * Appends the customer's increment: ink, evidence record and a PAdES B-B signature by a key that exists for this one
 * signature. The paper's own bytes stay as they were shown.
 */
export async function signByCustomer(
  signing: CustomerSigning,
  ports: { readonly authority: CertificateAuthority; readonly lettering: Lettering },
): Promise<Result<Uint8Array, SealingError>> {
  const { paper, place, facts, signer } = signing;
  const sha256 = createHash('sha256').update(paper).digest('hex');
  if (facts.document.sha256 !== sha256 || facts.document.length !== paper.length)
    return err({ code: 'evidenceUnusable', detail: 'document' });
  if (
    !isHonestText(signer.name) ||
    signer.name === '' ||
    signer.name.length > 64 ||
    !EVENT.test(signer.event)
  )
    return err({ code: 'captionUnusable', detail: 'subject' });
  if (signing.caption.length > 4 || signing.caption.some((line) => line.length > 120 || !isHonestText(line)))
    return err({ code: 'captionUnusable' });
  const record = makeEvidence(facts, signing.strokes);
  if (!record.ok) return err({ code: 'evidenceUnusable', detail: record.error.code });

  const base = readPdf(paper);
  if (!base.ok)
    return err({
      code: base.error.code === 'tooLarge' ? 'paperTooLarge' : 'paperUnusable',
      detail: `${base.error.detail ?? ''} at ${base.error.at}`,
    });
  if (base.value.revisions.length > 1) return err({ code: 'signaturesUnexpected' });
  const active = activeContent(base.value);
  if (active) return err({ code: 'paperUnusable', detail: `${active.word} in object ${active.object}` });
  const pages = pagesOf(base.value);
  if (!pages || pages.length !== facts.document.pages) return err({ code: 'paperUnusable', detail: 'pages' });
  const page = pages[place.page - 1];
  const { x, y, width, height } = place.rect;
  if (!page || ![x, y, width, height].every((n) => n >= 0 && n < 15_000) || width < 20 || height < 10)
    return err({ code: 'signaturePlaceUnknown' });
  const ink = inkAppearance(signing.strokes.drawn, signing.caption, place.rect, ports.lettering);
  if (!ink.ok) return ink;

  const placeholder = signaturePlaceholder(CUSTOMER_HOLE);
  const objects = customerIncrement(base.value, {
    ...placeholder,
    at: pdfDate(signing.at),
    page,
    rect: box(x, y, width, height),
    boundingBox: { kind: 'array', items: [number(0), number(0), number(width), number(height)] },
    appearance: Buffer.from(ink.value, 'latin1'),
    evidence: evidenceBytes(record.value),
  });
  if (!objects) return err({ code: 'signaturesUnexpected', detail: 'forms or attachments' });
  const unsigned = appendUnsigned(base.value, objects, customerNumbers(base.value).signature);
  if (!unsigned.ok) return unsigned;
  const cms = await signOnce(unsigned.value.digest, signer, ports.authority);
  if (!cms.ok) return cms;
  const filled = fillHole(unsigned.value.bytes, unsigned.value.hole, cms.value);
  return filled.ok ? ok(filled.value) : filled;
}
