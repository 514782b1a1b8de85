import * as z from 'zod';
import { eBankingChannel } from '#contracts/bank/e-banking.ts';
import { fen } from '#contracts/bank/values.ts';
import { bilingualSchema } from '../language.ts';

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

/**
 * What is decided, and of it only what differs; each kind has the name of its service. Personal; the branch forgets it
 * with the decision.
 */
export const approvalSubjectSchema = z.discriminatedUnion('kind', [changedPhone, openedEBanking, issuedCard]);
export const approvalKindSchema = z.enum(
  approvalSubjectSchema.options.flatMap((one) => one.shape.kind.value),
);
export type ApprovalSubject = z.infer<typeof approvalSubjectSchema>;
