import * as z from 'zod';
import { changeableField, originalKind } from '#contracts/bank/company.ts';
import { eBankingChannel } from '#contracts/bank/e-banking.ts';
import { fen } from '#contracts/bank/values.ts';
import { bilingualSchema } from '../language.ts';
import { documentTypeSchema } from '../services/service.ts';

/** Why a person must decide what a code would otherwise have shown. */
export const PERSON_NEEDED = ['oldNumberUnreachable', 'noOldNumber'] as const;

const changedPhone = z.strictObject({
  kind: z.literal('changeReservedPhone'),
  why: z.enum(PERSON_NEEDED),
  cardLast4: z.string().regex(/^\d{4}$/),
  /** As the bank masks it; null when the card has none. */
  oldPhone: z
    .string()
    .regex(/^1[3-9]\d\*{4}\d{4}$/)
    .nullable(),
  /** Whole: the customer says it aloud, and a swapped digit would go to a stranger. */
  newPhone: z.string().regex(/^1[3-9]\d{9}$/),
});

const openedEBanking = z.strictObject({
  kind: z.literal('eBankingSignUp'),
  why: z.enum(PERSON_NEEDED),
  cardLast4: z.string().regex(/^\d{4}$/),
  /** As the bank masks it; null when the card has none. */
  phone: z
    .string()
    .regex(/^1[3-9]\d\*{4}\d{4}$/)
    .nullable(),
  channels: z.array(eBankingChannel).min(1).max(2),
  perPaymentFen: fen,
  perDayFen: fen,
});

/** That the person at the terminal is the one of the document; the card that would be his. */
const issuedCard = z.strictObject({ kind: z.literal('issueCard'), product: bilingualSchema });

/** A picture of an original, kept by the branch under this id. */
export const shownPictureSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  original: originalKind,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const companyAccount = z.strictObject({
  kind: z.literal('companyAccount'),
  companyName: z.string().min(1).max(200),
  creditCode: z.string().max(18),
  legalRepresentative: z.string().min(1).max(120),
  /** Who stands there, as his document says. */
  person: z.strictObject({
    name: z.string().min(1).max(120),
    documentType: documentTypeSchema,
    numberEnd: z.string().regex(/^[0-9X]{4}$/),
  }),
  /** In which capacity: the form names the same name for both, or another one for the agent. */
  role: z.enum(['legalRepresentative', 'agent']),
  /** What was put right at the terminal, and nothing else. */
  differences: z
    .array(
      z.strictObject({ field: changeableField, filed: z.string().max(1_000), now: z.string().max(1_000) }),
    )
    .max(3),
  pictures: z.array(shownPictureSchema).max(5),
});

/**
 * What is decided, and of it only what differs; each kind has the name of its service. Personal; the branch forgets it
 * with the decision.
 */
export const approvalSubjectSchema = z.discriminatedUnion('kind', [
  changedPhone,
  openedEBanking,
  issuedCard,
  companyAccount,
]);
export const approvalKindSchema = z.enum(
  approvalSubjectSchema.options.flatMap((one) => one.shape.kind.value),
);
export type ApprovalSubject = z.infer<typeof approvalSubjectSchema>;
