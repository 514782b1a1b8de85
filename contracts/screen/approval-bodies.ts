import * as z from 'zod';
import { eBankingChannel } from '#contracts/bank/e-banking.ts';
import { bilingualSchema } from '../language.ts';
import { personal, pub } from '../privacy.ts';
import { cardSummarySchema } from './card-summary.ts';

/**
 * What is known of the question to a person, on evidence only: `asking` until the branch has it, `asked` when it has,
 * `unanswered` when it says that nobody has opened it in time, `seen` when a member of staff has; `unreachable` when
 * nothing can be heard of it, `notAsked` when it never arrived. `refused` and `expired` are ends.
 */
export const APPROVAL_PHASES = [
  'asking',
  'asked',
  'unanswered',
  'seen',
  'unreachable',
  'notAsked',
  'refused',
  'expired',
] as const;
export type ApprovalPhase = (typeof APPROVAL_PHASES)[number];

/**
 * What a customer is told of a refusal. Suspicion has no words of its own: somebody may stand beside him. `noMore`: as
 * many have been refused in this visit as may be; only a counter goes on.
 */
export const APPROVAL_REFUSALS = [
  'notHere',
  'documentNeeded',
  'detailsWrong',
  'pictureUnclear',
  'noMore',
] as const;
export type ApprovalRefusal = (typeof APPROVAL_REFUSALS)[number];

/** What is to be decided, as the customer sees it meanwhile; somebody may stand in front of this screen for minutes. */
const aboutSchema = z.discriminatedUnion('service', [
  z.strictObject({
    service: pub(z.literal('changeReservedPhone')),
    card: cardSummarySchema,
    /** Masked. */
    newPhone: personal(z.string().max(20)),
  }),
  z.strictObject({
    service: pub(z.literal('eBankingSignUp')),
    card: cardSummarySchema,
    channels: personal(z.array(eBankingChannel).min(1).max(2)),
    perPaymentFen: personal(z.int().min(0).max(Number.MAX_SAFE_INTEGER)),
    perDayFen: personal(z.int().min(0).max(Number.MAX_SAFE_INTEGER)),
  }),
  z.strictObject({ service: pub(z.literal('issueCard')), product: personal(bilingualSchema) }),
  z.strictObject({
    service: pub(z.literal('companyAccount')),
    companyName: personal(z.string().max(200)),
    /** So many were pictured. */
    originals: pub(z.int().min(0).max(5)),
  }),
]);
export type ApprovalAbout = z.infer<typeof aboutSchema>;

/** A member of staff is asked to decide. */
export const approvalBodies = [
  z.strictObject({
    kind: pub(z.literal('awaitApproval')),
    phase: pub(z.enum(APPROVAL_PHASES)),
    refusal: pub(z.enum(APPROVAL_REFUSALS)).nullable(),
    about: aboutSchema,
    /** To be named to staff; null until the branch has the question. */
    reference: pub(z.string().max(24)).nullable(),
  }),
] as const;
