import * as z from 'zod';
import { teachBackQuestion } from '#contracts/bank/wealth.ts';
import { RULE_IDS } from '../compliance/rules.ts';
import { personal, pub } from '../privacy.ts';
import { serviceIdSchema } from '../services/service.ts';

/** Papers a customer signs here, by their template. */
export const PAPER_TEMPLATES = [
  'riskAssessment',
  'wealthContract',
  'eBankingAgreement',
  'cardApplication',
  'companyAccountApplication',
] as const;
export const paperTemplateSchema = z.enum(PAPER_TEMPLATES);
export type PaperTemplate = z.infer<typeof paperTemplateSchema>;

/** So many answers each of the bank's questions has here. */
export const TEACH_BACK_OPTIONS = 3;

/** The paper under the eyes. Its bytes come on the channel `paper.bytes`, and are drawn only if they are these. */
export const openPaperSchema = z.strictObject({
  template: pub(paperTemplateSchema),
  /** Stands on every page of it; to be named to staff. */
  number: pub(z.string().max(24)),
  sha256: pub(z.string().regex(/^[0-9a-f]{64}$/)),
  pages: pub(z.int().min(1).max(60)),
});
export type OpenPaper = z.infer<typeof openPaperSchema>;

/**
 * Why nothing is signed yet, or any more. Of the pad: it went away in the middle, it cannot take a signature now, or what
 * was written did not come across whole.
 */
export const SIGN_PROBLEMS = ['tooLittle', 'sealAway', 'failed', 'padLost', 'padFailed', 'notWhole'] as const;

export const signBodies = [
  z.strictObject({
    kind: pub(z.literal('readPaper')),
    service: pub(serviceIdSchema),
    paper: openPaperSchema,
    /** The page that is shown, from 1. */
    page: pub(z.int().min(1).max(60)),
    /** So many have not been looked at. */
    unseen: pub(z.int().min(0).max(60)),
    /** The words of this page, for the ear. */
    text: personal(z.array(z.string().max(2_000)).max(400)),
  }),
  z.strictObject({
    kind: pub(z.literal('teachBack')),
    service: pub(serviceIdSchema),
    question: pub(teachBackQuestion),
    options: pub(z.literal(TEACH_BACK_OPTIONS)),
    /** The last answer was not right: it is explained, and asked again. */
    wrong: pub(z.boolean()),
  }),
  z.strictObject({
    kind: pub(z.literal('consent')),
    service: pub(serviceIdSchema),
    rule: pub(z.enum(RULE_IDS)),
    textVersion: pub(z.string().regex(/^\d{4}-\d{2}$/)),
    /** For a rule in several parts (`elderRisk`): which part, from 1. */
    part: pub(z.int().min(1).max(9)),
    parts: pub(z.int().min(1).max(9)),
  }),
  z.strictObject({
    kind: pub(z.literal('sign')),
    service: pub(serviceIdSchema),
    paper: openPaperSchema,
    name: personal(z.string().max(80)),
    /** Strokes that lie there; 0 = nothing yet. */
    strokes: pub(z.int().min(0).max(64)),
    /** Where it is written. */
    on: pub(z.enum(['screen', 'pad'])),
    problem: pub(z.enum(SIGN_PROBLEMS)).nullable(),
  }),
  /** The customer does not sign, or nothing can be sealed now: nothing was done. */
  z.strictObject({
    kind: pub(z.literal('notSigned')),
    service: pub(serviceIdSchema),
    /** Of a sale that is recorded: no consent to it, nothing to record with, the customer ended it, or it was lost. */
    why: pub(
      z.enum([
        'declined',
        'sealAway',
        'failed',
        'unprintable',
        'recordingDeclined',
        'recordingAway',
        'recordingStopped',
        'recordingLost',
      ]),
    ),
    reference: pub(z.string().max(24)),
  }),
] as const;
