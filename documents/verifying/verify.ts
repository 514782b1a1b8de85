import type { X509Certificate } from 'node:crypto';
import { createHash } from 'node:crypto';
import { readDer } from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { type EvidenceRecord, readEvidence } from '../evidence/record.ts';
import { type Strokes, strokesHash } from '../evidence/strokes.ts';
import { type PdfFile, readPdf } from '../pdf/file.ts';
import { activeContent } from '../pdf/forbidden.ts';
import { pagesOf } from '../pdf/pages.ts';
import { type Cms, readCms } from './cms.ts';
import {
  bankPart,
  customerPart,
  digestOf,
  isCoverage,
  mentionsSignature,
  type Placed,
} from './increments.ts';
import type { Finding, FindingCode, Outcome, Report, SignatureReport } from './report.ts';
import type { RevocationList } from './revocation.ts';
import { readTimeStamp, type TimeStamp } from './time-stamp.ts';
import { trustFault } from './trust.ts';

export type Verifying = {
  /** Whom to believe. Nobody, where there is none. */
  readonly anchors: readonly X509Certificate[];
  readonly lists?: readonly RevocationList[];
  /** Now, milliseconds since the epoch. */
  readonly at: number;
  /** The strokes themselves, where they were kept: compared with the hash in the evidence. */
  readonly strokes?: Strokes;
};

/** Clocks of terminal, bank and authority may differ by this much. */
const SKEW = 5 * 60_000;

/**
 * What a file is worth, without opening it in any program that forgives. It reads every byte once, refuses what it does
 * not know, and answers for any bytes whatever; the work is bounded by their length.
 */
export function verify(bytes: Uint8Array, verifying: Verifying): Report {
  const signed = mentionsSignature(bytes);
  const file = readPdf(bytes);
  if (!file.ok) {
    const { at, detail, code } = file.error;
    return only(signed && code === 'syntax' ? 'tampered' : 'unreadable', {
      code: 'structure',
      offset: at,
      detail: detail ?? code,
    });
  }
  const active = activeContent(file.value);
  if (active)
    return only(signed ? 'tampered' : 'notSigned', {
      code: 'activeContent',
      object: active.object,
      detail: active.word,
    });
  if (!signed && file.value.revisions.length === 1)
    return { outcome: 'notSigned', findings: [], signatures: [] };
  return verifySigned(file.value, verifying);
}

const only = (outcome: Outcome, finding: Finding): Report => ({
  outcome,
  findings: [finding],
  signatures: [],
});

function verifySigned(file: PdfFile, verifying: Verifying): Report {
  const customer = customerPart(file);
  if (!customer.ok) return only('tampered', customer.error);
  const sealed = file.revisions.length > 2;
  const bank = sealed ? bankPart(file) : undefined;
  if (bank && !bank.ok) return only('tampered', bank.error);
  const [, own, last, added] = file.revisions;
  if (added) return only('tampered', { code: 'addedAfterSealing', offset: (last ?? own)?.end ?? 0 });
  const placed = [customer.value, ...(bank ? [bank.value] : [])];
  const lastPlaced = placed.at(-1) ?? customer.value;
  if (lastPlaced.end !== file.bytes.length)
    return only('tampered', { code: 'wrongCoverage', signature: lastPlaced.by, offset: lastPlaced.end });

  const read: Signed[] = [];
  for (const one of placed) {
    const signature = readSignature(file, one);
    if ('code' in signature) return only('tampered', signature);
    read.push(signature);
  }
  const evidence = checkRecord(file, customer.value, verifying.strokes);
  if ('code' in evidence) return only('tampered', evidence);
  return judge(read, evidence, verifying);
}

type Signed = { readonly placed: Placed; readonly cms: Cms; readonly stamp?: TimeStamp };

/** One signature in itself: its coverage, its CMS, its digest, its time stamp. */
function readSignature(file: PdfFile, placed: Placed): Signed | Finding {
  const at = { signature: placed.by, offset: placed.hole.from };
  if (!isCoverage(placed)) return { code: 'wrongCoverage', ...at };
  const bytes = cmsIn(placed.contents);
  if (!bytes) return { code: 'signatureBroken', ...at };
  const cms = readCms(bytes, OID.data);
  if (!cms.ok) return { code: CMS_FINDINGS[cms.error.code], ...at, detail: cms.error.detail ?? '' };
  if (!digestOf(file, placed).equals(cms.value.messageDigest)) return { code: 'digestMismatch', ...at };
  if (!cms.value.timeStamp) return { placed, cms: cms.value };
  const stamp = readTimeStamp(cms.value.timeStamp, cms.value.signatureValue);
  if (!stamp.ok) return { code: 'timeStampBroken', ...at, detail: stamp.error.detail ?? stamp.error.code };
  return { placed, cms: cms.value, stamp: stamp.value };
}

const CMS_FINDINGS = {
  cmsBroken: 'signatureBroken',
  cmsAlgorithm: 'algorithmRefused',
  cmsSignatureWrong: 'signatureWrong',
} as const satisfies Record<string, FindingCode>;

/** The CMS at the beginning of the hole; the rest must be zeros. */
function cmsIn(hole: Uint8Array): Uint8Array | undefined {
  try {
    const { whole } = readDer(hole);
    return hole.subarray(whole.length).every((byte) => byte === 0) ? whole : undefined;
  } catch {
    return undefined;
  }
}

function checkRecord(
  file: PdfFile,
  customer: { readonly evidence: Uint8Array; readonly baseLength: number },
  strokes: Strokes | undefined,
): EvidenceRecord | Finding {
  const record = readEvidence(customer.evidence);
  if (!record.ok) return { code: 'evidenceInvalid', detail: record.error.detail ?? record.error.code };
  const { document } = record.value;
  const base = createHash('sha256').update(file.bytes.subarray(0, customer.baseLength)).digest('hex');
  if (document.sha256 !== base || document.length !== customer.baseLength)
    return { code: 'evidenceOfAnother' };
  if (pagesOf(file, 0)?.length !== document.pages) return { code: 'evidenceOfAnother', detail: 'pages' };
  if (strokes && strokesHash(strokes) !== record.value.strokes.sha256) return { code: 'strokesOfAnother' };
  return record.value;
}

/** Both signatures are whole here; the rest is who signed, and when. */
function judge(read: readonly Signed[], evidence: EvidenceRecord, verifying: Verifying): Report {
  const [customer, bank] = read;
  const findings: Finding[] = [];
  const { anchors, lists = [], at: now } = verifying;
  const fault = (
    cms: { readonly chain: readonly X509Certificate[] },
    at: number,
    purpose: 'signature' | 'timeStamp',
  ) => trustFault(cms.chain, { anchors, lists, at, now, purpose });

  // The stamp on the bank's seal proves when everything was there; the seal itself states when the customer signed.
  const stamp = bank?.stamp ?? undefined;
  const stampFault =
    stamp && (stamp.at > now + SKEW ? 'timesContradict' : fault(stamp, stamp.at, 'timeStamp'));
  if (stampFault) findings.push({ code: 'timeStampNotTrusted', signature: 'bank', detail: stampFault });
  const provenAt = stamp && !stampFault ? stamp.at : undefined;
  if (bank && !stamp) findings.push({ code: 'noTimeStamp', signature: 'bank' });

  const times = [customer?.placed.claimedAt, bank?.placed.claimedAt, provenAt ?? now].filter(
    (at) => at !== undefined,
  );
  if (times.some((at, index) => index > 0 && at + SKEW < (times[index - 1] ?? at)))
    findings.push({ code: 'timesContradict' });

  const signatures: SignatureReport[] = [];
  const bankFault = bank && fault(bank.cms, provenAt ?? now, 'signature');
  const statedAt = bank && !bankFault ? Math.min(bank.placed.claimedAt, provenAt ?? now) : now;
  for (const one of read) {
    const ownFault = one === bank ? bankFault : fault(one.cms, statedAt, 'signature');
    if (ownFault) findings.push({ code: ownFault, signature: one.placed.by });
    signatures.push({
      by: one.placed.by,
      subject: oneLine(one.cms.signer.subject),
      issuer: oneLine(one.cms.signer.issuer),
      algorithm: one.cms.algorithm,
      claimedAt: one.placed.claimedAt,
      ...(one === bank && provenAt !== undefined ? { stampedAt: provenAt } : {}),
      trusted: !ownFault,
    });
  }
  if (!bank) findings.push({ code: 'bankSealMissing' });
  const doubts = findings.filter((finding) => finding.code !== 'noTimeStamp');
  const outcome = !bank ? 'incomplete' : doubts.length > 0 ? 'signerUnknown' : 'trusted';
  return { outcome, findings, signatures, evidence };
}

/** Names from certificates are text of others: one line, nothing that moves a cursor. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' / ');
