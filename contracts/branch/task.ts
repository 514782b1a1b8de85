import * as z from 'zod';
import { bilingualSchema, languageSchema } from '../language.ts';
import {
  complaintChannelSchema,
  complaintNumberSchema,
  complaintSubjectSchema,
  complaintWishSchema,
} from './complaint.ts';
import { ownerRoleSchema } from './configuration.ts';
import { ratingLevelSchema, ratingReasonSchema } from './feedback.ts';
import { staffNumberSchema } from './staff.ts';
import { recordIdSchema } from './ticket.ts';
import { contactSchema, wordsSchema } from './words.ts';

/** What somebody of the branch has to see to. */
export const TASK_KINDS = ['complaint', 'rating'] as const;
export const taskKindSchema = z.enum(TASK_KINDS);
export type TaskKind = z.infer<typeof taskKindSchema>;

/** `open` until somebody takes it; `inProgress` once he has written something down. */
export const TASK_STATES = ['open', 'assigned', 'inProgress', 'answered', 'closed'] as const;
export const taskStateSchema = z.enum(TASK_STATES);
export type TaskState = z.infer<typeof taskStateSchema>;

/** How it ended. */
export const TASK_OUTCOMES = ['settled', 'partlySettled', 'notUpheld', 'withdrawn', 'notReached'] as const;
export const taskOutcomeSchema = z.enum(TASK_OUTCOMES);
export type TaskOutcome = z.infer<typeof taskOutcomeSchema>;

/** Where it came from, so that the next one need not come. */
export const ROOT_CAUSES = [
  'process',
  'staffing',
  'conduct',
  'machine',
  'information',
  'product',
  'misunderstanding',
  'other',
] as const;
export const rootCauseSchema = z.enum(ROOT_CAUSES);
export type RootCause = z.infer<typeof rootCauseSchema>;

const instant = z.iso.datetime();
const shortCode = z.string().max(40);

/** A task as it stands in the list: no words and no way to reach anybody. */
export const taskSchema = z.strictObject({
  id: recordIdSchema,
  kind: taskKindSchema,
  /** Of a complaint. */
  number: complaintNumberSchema.nullable(),
  subject: complaintSubjectSchema.nullable(),
  wish: complaintWishSchema.nullable(),
  /** Of a rating. */
  level: ratingLevelSchema.nullable(),
  reasons: z.array(ratingReasonSchema).max(16),
  channel: complaintChannelSchema,
  /** Terminal or counter it is about; null when nobody said so. */
  place: shortCode.nullable(),
  service: shortCode.nullable(),
  language: languageSchema.nullable(),
  state: taskStateSchema,
  owner: z.strictObject({
    role: ownerRoleSchema,
    staff: staffNumberSchema.nullable(),
    name: z.string().max(40).nullable(),
  }),
  createdAt: instant,
  due: instant,
  overdue: z.boolean(),
  escalatedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  closedAt: instant.nullable(),
  outcome: taskOutcomeSchema.nullable(),
  cause: rootCauseSchema.nullable(),
  version: z.int().min(1),
});
export type Task = z.infer<typeof taskSchema>;

/** Most tasks a page shows. */
export const TASK_LIST_LIMIT = 200;

/** `GET /tasks/api/list[?after=<revision>&wait=<seconds>]`: what is open, the most pressing first. */
export const taskListSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: instant,
  total: z.int().min(0),
  tasks: z.array(taskSchema).max(TASK_LIST_LIMIT),
});
export type TaskList = z.infer<typeof taskListSchema>;

/** What happened to a task. `told` and `answered` are what its customer sees; `added` came from him. */
export const TASK_EVENTS = [
  'opened',
  'taken',
  'noted',
  'told',
  'added',
  'answered',
  'escalated',
  'closed',
] as const;
export const taskEventSchema = z.enum(TASK_EVENTS);
export type TaskEvent = z.infer<typeof taskEventSchema>;

/** `GET /tasks/api/tasks/<id>`: everything, for whoever has to see to it. */
export const taskDetailSchema = z.strictObject({
  task: taskSchema,
  /** What the customer wrote; null where he wrote nothing, or it is kept no longer. */
  words: wordsSchema.nullable(),
  contact: contactSchema.nullable(),
  /** False: something was written under another key and cannot be read here. */
  readable: z.boolean(),
  course: z
    .array(
      z.strictObject({
        at: instant,
        event: taskEventSchema,
        by: z.string().max(40).nullable(),
        words: wordsSchema.nullable(),
      }),
    )
    .max(200),
});
export type TaskDetail = z.infer<typeof taskDetailSchema>;

/** Every act carries its own id, so that a resend does nothing twice. */
const request = recordIdSchema;
export const TASK_ACTS = {
  take: z.strictObject({ request }),
  /** `told` is shown to everybody who has the number; `noted` stays among staff. */
  note: z.strictObject({ request, words: wordsSchema, told: z.boolean() }),
  answer: z.strictObject({ request, words: wordsSchema }),
  close: z.strictObject({ request, outcome: taskOutcomeSchema, cause: rootCauseSchema }),
} as const;
export type TaskActName = keyof typeof TASK_ACTS;
export type TaskAct<Name extends TaskActName> = z.infer<(typeof TASK_ACTS)[Name]>;

/** Weeks the figures look back. */
export const FIGURE_WEEKS = 8;

/** `GET /tasks/api/figures`: for the manager. */
export const taskFiguresSchema = z.strictObject({
  serverTime: instant,
  /** Complaints filed in these weeks. */
  complaints: z.strictObject({
    filed: z.int().min(0),
    answeredInTime: z.int().min(0),
    answeredLate: z.int().min(0),
    /** Not answered, and the deadline is over. */
    overdue: z.int().min(0),
  }),
  causes: z.array(z.strictObject({ cause: rootCauseSchema, count: z.int().min(1) })).max(ROOT_CAUSES.length),
  /** Ratings by service and week, the newest week first. */
  ratings: z
    .array(
      z.strictObject({
        /** The Monday. */
        week: z.iso.date(),
        about: z.enum(['terminal', 'counter']),
        service: shortCode.nullable(),
        /** Of what counters serve, as the branch calls it; null for a terminal's own and for what is served no more. */
        serviceName: bilingualSchema.nullable(),
        count: z.int().min(1),
        /** Mean level in hundredths. */
        mean: z.int().min(100).max(500),
        low: z.int().min(0),
      }),
    )
    .max(1_000),
});
export type TaskFigures = z.infer<typeof taskFiguresSchema>;
