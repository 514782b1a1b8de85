import * as z from 'zod';
import { documentNumber, personName } from '#contracts/bank/values.ts';
import { languageSchema } from '../language.ts';
import { formValueSchema, formValuesSchema } from '../services/form.ts';
import { documentTypeSchema, serviceIdSchema } from '../services/service.ts';
import { recordIdSchema, ticketLabelSchema } from './ticket.ts';

/**
 * `POST /v1/drafts`: what somebody with a number has entered for a service so far. The service seals it with its own
 * key; a later `sequence` of the same id takes the place of an earlier one.
 */
export const draftRequestSchema = z.strictObject({
  id: recordIdSchema,
  sequence: z.int().min(1).max(1_000_000),
  /** The number it goes with; one that this terminal issued today. */
  label: ticketLabelSchema,
  service: serviceIdSchema,
  values: formValuesSchema,
  /** Who entered it, as the ID document said. */
  holder: z.strictObject({ documentType: documentTypeSchema, documentNumber, name: personName }),
  language: languageSchema,
});
export type DraftRequest = z.infer<typeof draftRequestSchema>;

/** Answers `POST /v1/drafts`: until when it is kept. */
export const draftKeptSchema = z.strictObject({ id: recordIdSchema, keptUntil: z.iso.datetime() });
export type DraftKept = z.infer<typeof draftKeptSchema>;

/** Answers `POST /v1/drafts/<id>/drop`: nothing of it is left. */
export const draftDroppedSchema = z.strictObject({ id: recordIdSchema });

/** `POST /counter/api/drafts/open`: the customer stands at the counter and his document has been looked at. */
export const draftQuestionSchema = z.strictObject({ documentType: documentTypeSchema, documentNumber });
export type DraftQuestion = z.infer<typeof draftQuestionSchema>;

/** Why a value of a draft is not what holds now. */
export const DRAFT_DIFFERENCES = ['cardGone', 'cardBlocked', 'alreadyReserved'] as const;
export const draftDifferenceSchema = z.enum(DRAFT_DIFFERENCES);
export type DraftDifference = z.infer<typeof draftDifferenceSchema>;

/**
 * A declared step of the service as the draft leaves it. `done`: entered, and nothing the bank says now is against
 * it; `different`: the bank says something else now; `open`: to be done here, or to be done again.
 */
export const draftStepSchema = z.strictObject({
  step: z.string().max(32),
  state: z.enum(['done', 'different', 'open']),
  fields: z
    .array(
      z.strictObject({
        name: z.string().max(32),
        value: formValueSchema,
        difference: draftDifferenceSchema.nullable(),
      }),
    )
    .max(16),
});
export type DraftStep = z.infer<typeof draftStepSchema>;

/** Most drafts one person can have at a branch: one a service and visit. */
export const DRAFTS_AT_ONCE = 5;

/** Answers `POST /counter/api/drafts/open`. Personal: for the eyes of whoever serves this person, and not kept. */
export const openedDraftsSchema = z.strictObject({
  drafts: z
    .array(
      z.strictObject({
        id: recordIdSchema,
        label: ticketLabelSchema,
        service: serviceIdSchema,
        holder: z.strictObject({ name: personName, documentEnd: z.string().max(4) }),
        language: languageSchema,
        savedAt: z.iso.datetime(),
        keptUntil: z.iso.datetime(),
        /** False: the bank could not be asked, so nothing is said of what differs. */
        compared: z.boolean(),
        steps: z.array(draftStepSchema).max(16),
      }),
    )
    .max(DRAFTS_AT_ONCE),
});
export type OpenedDrafts = z.infer<typeof openedDraftsSchema>;

/** `POST /counter/api/drafts/close`: it has been used, or is not wanted; nothing of it is left. */
export const draftCloseSchema = z.strictObject({
  id: recordIdSchema,
  outcome: z.enum(['used', 'notWanted']),
});
export type DraftClose = z.infer<typeof draftCloseSchema>;
