import * as z from 'zod';
import { bilingualSchema, languageSchema } from '../language.ts';
import { counterIdSchema, ownerRoleSchema } from './configuration.ts';
import { recordIdSchema } from './ticket.ts';
import { contactSchema, wordsSchema } from './words.ts';

/** What a complaint may be about. */
export const COMPLAINT_SUBJECTS = [
  'waiting',
  'staff',
  'machine',
  'money',
  'information',
  'accessibility',
  'other',
] as const;
export const complaintSubjectSchema = z.enum(COMPLAINT_SUBJECTS);
export type ComplaintSubject = z.infer<typeof complaintSubjectSchema>;

/** How the customer wants to hear of it: by telephone, by looking under the number, or not at all. */
export const COMPLAINT_WISHES = ['callBack', 'byNumber', 'nothing'] as const;
export const complaintWishSchema = z.enum(COMPLAINT_WISHES);
export type ComplaintWish = z.infer<typeof complaintWishSchema>;

export const COMPLAINT_CHANNELS = ['terminal', 'counter', 'phone'] as const;
export const complaintChannelSchema = z.enum(COMPLAINT_CHANNELS);
export type ComplaintChannel = z.infer<typeof complaintChannelSchema>;

/**
 * `C-261122-0007-K7QXM`: the day, the place in the day, and five letters by chance, so that nobody comes to another
 * one's number by counting on.
 */
export const complaintNumberSchema = z.string().regex(/^C-\d{6}-\d{4,6}-[2-9A-HJKMNP-Z]{5}$/);
export type ComplaintNumber = z.infer<typeof complaintNumberSchema>;

const body = {
  id: recordIdSchema,
  subject: complaintSubjectSchema,
  wish: complaintWishSchema,
  /** Where to call back. */
  contact: contactSchema.nullable(),
  language: languageSchema,
};
const reachable = ({ wish, contact }: { wish: ComplaintWish; contact: string | null }) =>
  (wish === 'callBack') === (contact !== null);
const unreachable = { error: 'a number to call back stands with the wish for it', path: ['contact'] };

/** `POST /v1/complaints`: confirmed at a terminal. Words may be added later, under the address in the answer. */
export const terminalComplaintSchema = z.strictObject(body).refine(reachable, unreachable);
export type TerminalComplaint = z.infer<typeof terminalComplaintSchema>;

/** `POST /t/api/<token>/complaint`: confirmed on a phone, with words. */
export const phoneComplaintSchema = z
  .strictObject({ ...body, words: wordsSchema })
  .refine(reachable, unreachable);
export type PhoneComplaint = z.infer<typeof phoneComplaintSchema>;

/** `POST /tasks/api/complaints`: written down by staff, read back to the customer and confirmed by him. */
export const counterComplaintSchema = z
  .strictObject({ ...body, words: wordsSchema, counter: counterIdSchema.nullable() })
  .refine(reachable, unreachable);
export type CounterComplaint = z.infer<typeof counterComplaintSchema>;

/** What the customer gets: enough to come back to it without saying who he is. */
export const complaintReceiptSchema = z.strictObject({
  number: complaintNumberSchema,
  filedAt: z.iso.datetime(),
  /** When he has an answer at the latest. */
  due: z.iso.datetime(),
  owner: ownerRoleSchema,
  /** Where a phone follows it; null where the branch has no address for phones. */
  url: z.url().max(512).nullable(),
});
export type ComplaintReceipt = z.infer<typeof complaintReceiptSchema>;

/** Where a complaint stands, as its customer sees it. */
export const COMPLAINT_STATES = ['received', 'assigned', 'inProgress', 'answered', 'closed'] as const;
export const complaintStateSchema = z.enum(COMPLAINT_STATES);
export type ComplaintState = z.infer<typeof complaintStateSchema>;

/** What a complaint's address carries; it cannot be guessed. */
export const complaintTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{32}$/);

/** `POST /c/api/number`: asking by the number on the paper. */
export const complaintQuestionSchema = z.strictObject({ number: complaintNumberSchema });
/** `POST /c/api/<token>/words`: what its owner adds. */
export const complaintWordsSchema = z.strictObject({ id: recordIdSchema, words: wordsSchema });
export type ComplaintWords = z.infer<typeof complaintWordsSchema>;

/** Most entries of a complaint's course that are shown. */
export const COURSE_LIMIT = 50;

/** What its customer sees of a complaint: nothing of who he is, and nothing that staff keep to themselves. */
export const complaintProgressSchema = z.strictObject({
  branch: bilingualSchema,
  serverTime: z.iso.datetime(),
  number: complaintNumberSchema,
  subject: complaintSubjectSchema,
  state: complaintStateSchema,
  owner: ownerRoleSchema,
  due: z.iso.datetime(),
  /** It was not answered in time, and whoever stands above has it since then. */
  escalatedAt: z.iso.datetime().nullable(),
  filedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  /** What staff wrote to him, oldest first. */
  notes: z
    .array(
      z.strictObject({
        at: z.iso.datetime(),
        kind: z.enum(['note', 'answer']),
        /** Null: kept no longer. */
        words: wordsSchema.nullable(),
      }),
    )
    .max(COURSE_LIMIT),
  /** Whether whoever asks may add words: with the address he may, with the number alone he may not. */
  mayAdd: z.boolean(),
});
export type ComplaintProgress = z.infer<typeof complaintProgressSchema>;
