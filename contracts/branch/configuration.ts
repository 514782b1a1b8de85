import * as z from 'zod';
import { ownAnswersSchema } from '../finding/answer.ts';
import { bilingualSchema } from '../language.ts';
import { serviceIdSchema } from '../services/service.ts';
import { approvalPolicySchema, DEFAULT_APPROVAL_POLICY } from './approval-policy.ts';
import { callPolicySchema } from './call-policy.ts';
import { DEFAULT_RETENTION, retentionPolicySchema } from './retention.ts';
import { terminalPolicySchema } from './terminal-policy.ts';

/** A branch's short name inside the bank: `MAIN`, `GX-014`. */
export const branchIdSchema = z.string().regex(/^[A-Z0-9-]{1,12}$/);
export type BranchId = z.infer<typeof branchIdSchema>;

/** What one can queue for: by its name in the branch's configuration. */
export const queueServiceIdSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/);
export type QueueServiceId = z.infer<typeof queueServiceIdSchema>;

/** A counter as it is numbered above its window. */
export const counterIdSchema = z.string().regex(/^[1-9]\d?$/);
export type CounterId = z.infer<typeof counterIdSchema>;

/** A name in both languages that fits where it stands, in characters. */
const shortName = (zh: number, en: number) =>
  z.strictObject({ zh: z.string().min(1).max(zh), en: z.string().min(1).max(en) });

/** A paper a service needs, and what the bank accepts in its place. Names fit a row of a terminal's screen. */
export const paperSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/),
  name: shortName(14, 36),
  /** Any one of these will do instead. */
  instead: z.array(shortName(16, 36)).max(3).default([]),
});
export type Paper = z.infer<typeof paperSchema>;

/** `24:00` is the end of a day. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Hours on some days of the week, 1 = Monday to 7 = Sunday, by the branch's own clock. */
export const hoursSchema = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, { error: 'opens after it closes', path: ['to'] });
export type Hours = z.infer<typeof hoursSchema>;

export const queueServiceSchema = z.strictObject({
  id: queueServiceIdSchema,
  /** Fits a row of a terminal's screen and a line of the ticket. */
  name: shortName(14, 34),
  /** The letter before its numbers; a letter may serve several services. */
  series: z.string().regex(/^[A-Z]$/),
  /** The same business done at the terminal, where there is one. */
  atTerminal: serviceIdSchema.nullable().default(null),
  papers: z.array(paperSchema).max(8).default([]),
  /** Minutes it usually takes, as long as the branch has no history of its own. */
  usualMinutes: z.int().min(1).max(120),
  /** Further words people use for it, for the search; both languages. */
  words: z.array(z.string().min(1).max(40)).max(24).default([]),
});
export type QueueService = z.infer<typeof queueServiceSchema>;

/** Who somebody is to the queue. Somebody acting for a company is `corporate`, whoever he is himself. */
export const SEGMENTS = ['ordinary', 'vip', 'corporate'] as const;
export const segmentSchema = z.enum(SEGMENTS);
export type Segment = z.infer<typeof segmentSchema>;

/** What makes waiting harder for somebody than for others. */
export const NEEDS = ['elderly', 'disabled', 'pregnant'] as const;
export const needSchema = z.enum(NEEDS);
export type Need = z.infer<typeof needSchema>;

/**
 * Overtaking is a policy: how many minutes of waiting somebody is credited with, and how often anybody may be
 * overtaken before nobody may go before him any more.
 */
export const overtakingSchema = z.strictObject({
  creditMinutes: z.strictObject({
    vip: z.int().min(0).max(60),
    corporate: z.int().min(0).max(60),
    elderly: z.int().min(0).max(60),
    disabled: z.int().min(0).max(60),
    pregnant: z.int().min(0).max(60),
    appointment: z.int().min(0).max(60),
  }),
  /** How often one waiting customer may be overtaken. */
  most: z.int().min(0).max(20),
});
export type Overtaking = z.infer<typeof overtakingSchema>;

/** How appointments are given and kept. Every field has a default, so that what was stored before still reads. */
export const appointmentRulesSchema = z
  .strictObject({
    /** How long one slot is, minutes; the first begins when the branch opens. */
    slotMinutes: z.int().min(5).max(240).default(30),
    /** Places of one service in one slot. */
    places: z.int().min(1).max(50).default(2),
    /** What can be booked, and its own number of places; empty = every service. */
    services: z
      .array(z.strictObject({ service: queueServiceIdSchema, places: z.int().min(1).max(50) }))
      .max(24)
      .default([]),
    /** How many days beyond today can be booked. */
    daysAhead: z.int().min(0).max(59).default(14),
    /** How long before its time one may check in, minutes. */
    earlyMinutes: z.int().min(0).max(240).default(30),
    /** So much before or after its time is on time, minutes. */
    onTimeMinutes: z.int().min(0).max(60).default(5),
    /** How long after its time it is kept all the same, minutes. */
    lateMinutes: z.int().min(0).max(240).default(15),
    /** How long after its time nobody is expected any more, minutes. */
    noShowMinutes: z.int().min(0).max(480).default(30),
  })
  .refine(
    ({ onTimeMinutes, lateMinutes, noShowMinutes }) => Math.max(onTimeMinutes, lateMinutes) <= noShowMinutes,
    {
      error: 'nobody is expected any more while he could still check in',
      path: ['noShowMinutes'],
    },
  );
export type AppointmentRules = z.infer<typeof appointmentRulesSchema>;

/** Notices that a customer has come who has consented to them. */
export const arrivalRulesSchema = z.strictObject({
  /** How long before managers see a notice that nobody acknowledged, seconds. */
  escalateSeconds: z.int().min(15).max(900).default(90),
  /** How long a notice stands where nobody tells of the visit's end, minutes. */
  lapseMinutes: z.int().min(5).max(480).default(60),
  /** Somebody recognised again within so many minutes has not come a second time. */
  sameVisitMinutes: z.int().min(1).max(120).default(10),
});
export type ArrivalRules = z.infer<typeof arrivalRulesSchema>;
/** Who looks after what customers say: the lobby, or whoever answers for the branch. */
export const OWNER_ROLES = ['lobby', 'manager'] as const;
export const ownerRoleSchema = z.enum(OWNER_ROLES);
export type OwnerRole = z.infer<typeof ownerRoleSchema>;

const owner = z.strictObject({
  role: ownerRoleSchema.default('lobby'),
  /** Somebody in person, by staff number; null = whoever has the role takes it. */
  staff: z
    .string()
    .regex(/^\d{4,8}$/)
    .nullable()
    .default(null),
});

/** How ratings and complaints are seen to. What is not answered in time goes to the manager. */
export const feedbackPolicySchema = z.strictObject({
  /** A rating of this level or lower opens a task. */
  lowRating: z.int().min(0).max(4).default(2),
  /** Hours until a low rating has been looked into, and until a complaint has its first answer. */
  ratingHours: z.int().min(1).max(720).default(72),
  complaintHours: z.int().min(1).max(720).default(24),
  ratingOwner: owner.prefault({}),
  complaintOwner: owner.prefault({}),
  /** Days after the end of which words and telephone numbers are deleted. */
  keepDays: z.int().min(1).max(3_650).default(180),
});
export type FeedbackPolicy = z.infer<typeof feedbackPolicySchema>;

/** How a branch serves. Held by the branch service; read by terminals and staff pages. */
export const branchConfigurationSchema = z
  .strictObject({
    name: bilingualSchema,
    /** IANA name; decides when a business day begins. */
    timeZone: z.string().min(1).max(64),
    services: z.array(queueServiceSchema).min(1).max(24),
    counters: z
      .array(
        z.strictObject({
          id: counterIdSchema,
          /** What it serves; empty = everything. */
          services: z.array(queueServiceIdSchema).max(24).default([]),
        }),
      )
      .min(1)
      .max(40),
    hours: z.array(hoursSchema).max(14),
    /** When the elderly and disabled go first everywhere, and how many seats are kept for them. */
    care: z.strictObject({ hours: z.array(hoursSchema).max(14), seats: z.int().min(0).max(99) }),
    /** What it answers of its own to those who search, beside what comes with the product. */
    finding: ownAnswersSchema.default({ answers: [], without: [] }),
    overtaking: overtakingSchema,
    /** The wait the branch promises itself, minutes. */
    waitTargetMinutes: z.int().min(1).max(120),
    /** How long a called customer is waited for before he may be marked as not come, seconds. */
    noShowSeconds: z.int().min(15).max(900),
    /** How long what a customer has entered is kept for a counter, hours. */
    draftHours: z.int().min(1).max(72).default(24),
    /** How many numbers of each letter are reserved for each terminal, for when it is cut off; 0 = none. */
    reservedNumbers: z.int().min(0).max(20).default(5),
    approvals: approvalPolicySchema.default(DEFAULT_APPROVAL_POLICY),
    appointments: appointmentRulesSchema.prefault({}),
    arrivals: arrivalRulesSchema.prefault({}),
    feedback: feedbackPolicySchema.prefault({}),
    /** Calls to a teller. */
    calls: callPolicySchema.prefault({}),
    /** How its terminals are worked at. */
    terminal: terminalPolicySchema.prefault({}),
    /** For how many days customers fetch copies of their signed papers themselves; 0 = at the counter only. */
    copyDays: z.int().min(0).max(3_650).default(30),
    /** For how long signed papers are kept. */
    retention: retentionPolicySchema.default(DEFAULT_RETENTION),
  })
  .superRefine(({ services, counters, finding }, context) => {
    const ids = services.map(({ id }) => id);
    const doubled = ids.find((id, at) => ids.indexOf(id) !== at);
    if (doubled) context.addIssue({ code: 'custom', path: ['services'], message: `${doubled} stands twice` });
    finding.answers.forEach(({ id, end }, at) => {
      if (end.to === 'papers' && !ids.includes(end.business))
        context.addIssue({
          code: 'custom',
          path: ['finding', 'answers', at, 'end'],
          message: `${end.business} is no service`,
        });
      if (finding.answers.findIndex((other) => other.id === id) !== at)
        context.addIssue({
          code: 'custom',
          path: ['finding', 'answers', at, 'id'],
          message: `${id} stands twice`,
        });
    });
    counters.forEach(({ id, services: served }, at) => {
      if (counters.findIndex((other) => other.id === id) !== at)
        context.addIssue({ code: 'custom', path: ['counters', at, 'id'], message: `${id} stands twice` });
      for (const name of served)
        if (!ids.includes(name))
          context.addIssue({
            code: 'custom',
            path: ['counters', at, 'services'],
            message: `${name} is no service`,
          });
    });
  });
export type BranchConfiguration = z.infer<typeof branchConfigurationSchema>;
