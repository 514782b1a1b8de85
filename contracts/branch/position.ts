import * as z from 'zod';

/** A name from a declared list (a screen kind, a service, a reason): never free text. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);

/** Ages are milliseconds; nothing older than a day is told. */
export const MOST_AGE = 86_400_000;
const age = z.int().min(0).max(MOST_AGE);

/**
 * How a visit ended: `done`, something was done at the terminal; `handedOver`, not that, but a person took over (a
 * number for the counters, a case at the bank, a call that staff answered); `left`, neither.
 */
export const VISIT_OUTCOMES = ['done', 'handedOver', 'left'] as const;
export const visitOutcomeSchema = z.enum(VISIT_OUTCOMES);
export type VisitOutcome = z.infer<typeof visitOutcomeSchema>;

/** What lies behind: told until the service says that it has counted it, and counted once. */
export const pastSchema = z.discriminatedUnion('kind', [
  /** A step somebody went through, and how long it took. */
  z.strictObject({
    kind: z.literal('step'),
    number: z.int().min(1),
    screen: name,
    service: name.nullable(),
    milliseconds: age,
  }),
  /** A visit that ended, so long ago. */
  z.strictObject({ kind: z.literal('visit'), number: z.int().min(1), outcome: visitOutcomeSchema, age }),
]);
export type Past = z.infer<typeof pastSchema>;

/** Most of the past one message carries; the terminal keeps no more and drops the oldest. */
export const MOST_PAST = 64;

/**
 * `POST /v1/position`: where a terminal is. Of a newer and an older message the newer counts, whatever arrives first;
 * the same one again is a sign of life. Nothing in it is about a person.
 */
export const positionSchema = z.strictObject({
  /** One run of the terminal's program, in which `sequence` and the numbers of the past count. */
  run: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  /** Grows when the position becomes another one. */
  sequence: z.int().min(1),
  inService: z.boolean(),
  /** Why it is not in service; null when it is. */
  reason: name.nullable(),
  screen: name,
  service: name.nullable(),
  /** Which of how many steps of the service. */
  step: z.strictObject({ position: z.int().min(1).max(99), of: z.int().min(1).max(99) }).nullable(),
  /** How long it has been at this step. */
  stepAge: age,
  /** How long the visit under way has lasted; null while nobody is there. */
  visitAge: age.nullable(),
  past: z.array(pastSchema).max(MOST_PAST),
});
export type Position = z.infer<typeof positionSchema>;

/** Answer to `POST /v1/position`. */
export const positionAnswerSchema = z.strictObject({
  /** The past of this run is counted up to this number. */
  counted: z.int().min(0),
});
export type PositionAnswer = z.infer<typeof positionAnswerSchema>;

/** How often a terminal gives a sign of life, and after which silence it is told as silent, milliseconds. */
export const SIGN_OF_LIFE = 30_000;
export const SILENT_AFTER = 90_000;
