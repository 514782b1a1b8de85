import * as z from 'zod';
import { paperNumberSchema } from './paper.ts';

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
