import * as z from 'zod';
import {
  COMPLAINT_SUBJECTS,
  complaintNumberSchema,
  complaintSubjectSchema,
  complaintWishSchema,
} from '#contracts/branch/complaint.ts';
import { ownerRoleSchema } from '#contracts/branch/configuration.ts';
import { RATING_REASONS, ratingReasonSchema } from '#contracts/branch/feedback.ts';
import { personal, pub } from '../privacy.ts';
import { RECEIPT_STATES } from './receipt-states.ts';

/** As many subjects of a complaint as are read at a glance. */
export const SUBJECTS_AT_ONCE = { normal: 7, elder: 3 } as const;
/** As many reasons of a low rating. */
export const REASONS_AT_ONCE = { normal: 7, elder: 3 } as const;

/** Levels up to which the reasons are asked for. */
export const LOW_LEVEL = 2;

/** The rating on the last screen: `none` is asked after a visit in which nothing was done. */
export const RATING_STATES = ['none', 'offered', 'thanked'] as const;

/**
 * Why no complaint was filed. `unreachable`: the branch service cannot be had; `refused`: it said no; `notSent`: it
 * was never asked.
 */
export const NOT_FILED = ['unreachable', 'refused', 'notSent'] as const;
export type NotFiled = (typeof NOT_FILED)[number];

const place = pub(z.int().min(0).max(15));
const windowSchema = z.strictObject({ first: place, last: place });
const contact = z.string().regex(/^\d{11}$/);

/** The screens of ratings and complaints. */
export const feedbackBodies = [
  /** After a low rating: what was wrong; may be passed over. */
  z.strictObject({
    kind: pub(z.literal('ratingReasons')),
    chosen: personal(z.array(ratingReasonSchema).max(RATING_REASONS.length)),
    window: windowSchema.optional(),
  }),
  z.strictObject({
    kind: pub(z.literal('complaintSubject')),
    subjects: pub(z.array(complaintSubjectSchema).max(COMPLAINT_SUBJECTS.length)),
    window: windowSchema.optional(),
  }),
  z.strictObject({ kind: pub(z.literal('complaintWish')) }),
  z.strictObject({
    kind: pub(z.literal('complaintPhone')),
    entered: personal(z.string().regex(/^\d{0,11}$/)),
    /** Not a number that can be called back. */
    problem: pub(z.boolean()),
  }),
  /** Read back before it is filed. */
  z.strictObject({
    kind: pub(z.literal('complaintReview')),
    subject: pub(complaintSubjectSchema),
    wish: pub(complaintWishSchema),
    contact: personal(contact).nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('complaintFiled')),
    /** Whoever has it can ask how it stands. */
    number: personal(complaintNumberSchema),
    /** When there is an answer at the latest. */
    due: pub(z.iso.datetime()),
    owner: pub(ownerRoleSchema),
    wish: pub(complaintWishSchema),
    url: personal(z.url().max(512)).nullable(),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
  /** Certainly not filed: why, and how else. */
  z.strictObject({ kind: pub(z.literal('complaintNotFiled')), reason: pub(z.enum(NOT_FILED)) }),
  /** Asked and not answered: it is sent on until it has arrived, and its number is not known yet. */
  z.strictObject({ kind: pub(z.literal('complaintUnknown')) }),
] as const;
