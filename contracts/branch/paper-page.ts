import * as z from 'zod';
import { documentEndSchema, PAPER_BYTES, paperNumberSchema } from './paper.ts';

/** `POST /p/api/look`: the number of a paper and the short code beside it, as somebody typed them. */
export const paperLookSchema = z.strictObject({ number: paperNumberSchema, code: z.string().min(1).max(24) });
export type PaperLook = z.infer<typeof paperLookSchema>;

/** How the archive knows a paper. `unknown` says nothing of the paper, only of this archive. */
export const paperStandingSchema = z.enum(['kept', 'void', 'deleted', 'unknown']);
export type PaperStanding = z.infer<typeof paperStandingSchema>;

/** Answers it; nothing personal. */
export const paperLookedSchema = z.strictObject({ standing: paperStandingSchema });

/** What verifying says of a file (`documents/verifying/report.ts`). */
export const paperOutcomeSchema = z.enum([
  'trusted',
  'signerUnknown',
  'incomplete',
  'tampered',
  'notSigned',
  'unreadable',
]);
export type PaperOutcome = z.infer<typeof paperOutcomeSchema>;

/** Answers `POST /p/api/check` (application/pdf): what the very file is worth. Nothing of it is kept. */
export const paperCheckedSchema = z.strictObject({
  outcome: paperOutcomeSchema,
  /** Whether these very bytes are in the archive. */
  standing: paperStandingSchema,
  signatures: z
    .array(
      z.strictObject({
        by: z.enum(['customer', 'bank']),
        /** As the certificate says; from the file itself. */
        name: z.string().max(400),
        trusted: z.boolean(),
        claimedAt: z.iso.datetime(),
        stampedAt: z.iso.datetime().nullable(),
      }),
    )
    .max(2),
});
export type PaperChecked = z.infer<typeof paperCheckedSchema>;

/** `POST /p/api/copy`: number and code, and how the document ends that was shown when the paper was signed. */
export const copyWishSchema = paperLookSchema.extend({ documentEnd: documentEndSchema });
export type CopyWish = z.infer<typeof copyWishSchema>;

/**
 * Answers it. `none`: no paper that holds is known by number and code; `over`: copies are given at the counter only, for
 * the time is over; `locked`: for too many wrong ends.
 */
export const copyAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('given'),
    /** The PDF. */
    file: z.base64().max(Math.ceil(PAPER_BYTES / 3) * 4),
  }),
  z.strictObject({ result: z.literal('wrong'), triesLeft: z.int().min(1).max(10) }),
  z.strictObject({ result: z.enum(['none', 'over', 'locked']) }),
]);
export type CopyAnswer = z.infer<typeof copyAnswerSchema>;
