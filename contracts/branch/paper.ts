import * as z from 'zod';
import { serviceIdSchema } from '../services/service.ts';
import { paperPurposeSchema } from './retention.ts';

/** Token of one signing of one paper: the certificate, the seal and the archived paper all stand under it. Unguessable. */
export const paperEventSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{15,63}$/);
export type PaperEvent = z.infer<typeof paperEventSchema>;

/** SHA-256, hexadecimal in lower case. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Bytes in base64 (RFC 4648, 4), with padding; `most` bytes. */
const base64 = (most: number) =>
  z
    .base64()
    .min(4)
    .max(Math.ceil(most / 3) * 4);

/** Bytes of the largest certificate request, of one certificate, of one CMS. */
const CSR_BYTES = 8 * 1024;
const CERTIFICATE_BYTES = 16 * 1024;
const CMS_BYTES = 24 * 1024;
/** Bytes of the largest paper that is kept or looked at. */
export const PAPER_BYTES = 8 * 1024 * 1024;

/** `POST /v1/certificates`: a certificate for one signature by one person. */
export const certificateRequestSchema = z.strictObject({
  event: paperEventSchema,
  /** The name as it stands on the document the customer identified himself with. Personal; kept in no register. */
  name: z.string().min(1).max(64),
  /** PKCS#10 in DER. */
  csr: base64(CSR_BYTES),
});
export type CertificateRequest = z.infer<typeof certificateRequestSchema>;

/** Answers `POST /v1/certificates`: DER, the signer's certificate first, the root left out. */
export const issuedCertificateSchema = z.strictObject({
  event: paperEventSchema,
  chain: z.array(base64(CERTIFICATE_BYTES)).min(1).max(6),
});
export type IssuedCertificate = z.infer<typeof issuedCertificateSchema>;

/** `POST /v1/seals`: the bank's seal on a digest; the paper stays at the terminal. */
export const sealRequestSchema = z.strictObject({
  event: paperEventSchema,
  /** Of the bytes the bank's signature covers. */
  digest: sha256Schema,
});
export type SealRequest = z.infer<typeof sealRequestSchema>;

/** Answers `POST /v1/seals`. */
export const sealedDigestSchema = z.strictObject({
  event: paperEventSchema,
  /** CMS (RFC 5652) in DER. */
  cms: base64(CMS_BYTES),
  /** Whether a time stamp is in it; if not, the archived paper gets one as soon as the authority answers. */
  stamped: z.boolean(),
});
export type SealedDigest = z.infer<typeof sealedDigestSchema>;

/** Names of ours, as in the paper's evidence record: they name templates and texts, never a person. */
const token = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:@/+ -]{0,95}$/);

/** A paper's number, as it stands on every page of it. */
export const paperNumberSchema = token;

/** The last four characters of the number of the document the customer showed. Personal. */
export const documentEndSchema = z.string().regex(/^[0-9A-Z]{4}$/);

/** `POST /v1/papers`: a sealed paper for the archive. It is verified on arrival; its id is the SHA-256 of its bytes. */
export const paperRequestSchema = z.strictObject({
  event: paperEventSchema,
  /** As in the evidence record inside the paper. */
  visit: token,
  template: token,
  textVersion: token,
  number: token,
  purpose: paperPurposeSchema,
  /** In which service it was signed. */
  service: serviceIdSchema,
  /** By which its customer may fetch a copy himself; it is not kept in readable form. */
  documentEnd: documentEndSchema,
  /** The PDF. */
  paper: base64(PAPER_BYTES),
});
export type PaperRequest = z.infer<typeof paperRequestSchema>;

/** Why a paper does not hold: nothing came of what was signed. */
export const VOID_REASONS = [
  'saleNotMade',
  'visitEnded',
  'hostStopped',
  'recordingLost',
  'withdrawn',
] as const;
export const voidReasonSchema = z.enum(VOID_REASONS);
export type VoidReason = z.infer<typeof voidReasonSchema>;

/** `POST /v1/papers/void`: the paper of this event is void for good, whether it has arrived or not. */
export const paperVoidSchema = z.strictObject({ event: paperEventSchema, reason: voidReasonSchema });
export type PaperVoid = z.infer<typeof paperVoidSchema>;

/** Answers the calls about a paper: how it stands. `deleted`: kept as long as the retention policy says. */
export const paperStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ event: paperEventSchema, state: z.literal('absent') }),
  z.strictObject({
    event: paperEventSchema,
    state: z.literal('kept'),
    sha256: sha256Schema,
    stamped: z.boolean(),
  }),
  z.strictObject({ event: paperEventSchema, state: z.literal('void'), reason: voidReasonSchema }),
  z.strictObject({ event: paperEventSchema, state: z.literal('deleted'), sha256: sha256Schema }),
]);
export type PaperState = z.infer<typeof paperStateSchema>;

/** `POST /counter/api/papers/find`: what the archive of the branch has under this number. */
export const paperQuestionSchema = z.strictObject({ number: token });
export type PaperQuestion = z.infer<typeof paperQuestionSchema>;

/** Most papers under one number that are told at once. */
export const PAPERS_AT_ONCE = 20;

/** Answers it: lines of the register, the newest first. Nothing personal. */
export const foundPapersSchema = z.strictObject({
  papers: z
    .array(
      z.strictObject({
        sha256: sha256Schema,
        number: token,
        template: token,
        textVersion: token,
        purpose: paperPurposeSchema,
        service: serviceIdSchema,
        keptAt: z.iso.datetime(),
        stampedAt: z.iso.datetime().nullable(),
        /** The bytes are gone: the retention policy. */
        deletedAt: z.iso.datetime().nullable(),
        voided: voidReasonSchema.nullable(),
      }),
    )
    .max(PAPERS_AT_ONCE),
});
export type FoundPapers = z.infer<typeof foundPapersSchema>;

/** Why a member of staff opens a paper; written down with who did. */
export const OPENING_REASONS = ['customerAsked', 'complaint', 'dispute', 'audit'] as const;
export const openingReasonSchema = z.enum(OPENING_REASONS);

/** `POST /counter/api/papers/open`: answers the PDF itself. */
export const paperOpeningSchema = z.strictObject({ sha256: sha256Schema, reason: openingReasonSchema });
export type PaperOpening = z.infer<typeof paperOpeningSchema>;
