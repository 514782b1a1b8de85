import * as z from 'zod';

/** What a paper is kept for: by its name in the branch's retention policy. */
export const paperPurposeSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/);
export type PaperPurpose = z.infer<typeof paperPurposeSchema>;

/** At most a hundred years. */
const days = z.int().min(1).max(36_525);

/** One version of the policy: how many days papers are kept that come from this day on, until the next version. */
export const retentionVersionSchema = z.strictObject({
  /** Stands in the journal of every paper that it deleted. */
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/),
  /** First day on which it holds, by the branch's clock. */
  from: z.iso.date(),
  /** Days by purpose. */
  days: z.record(paperPurposeSchema, days).default({}),
  /** Days of every purpose that is not named. */
  otherDays: days,
});
export type RetentionVersion = z.infer<typeof retentionVersionSchema>;

/**
 * For how long the archive keeps papers. The version in force on the day a paper came decides; a paper that came before
 * the first version is kept until somebody says for how long.
 */
export const retentionPolicySchema = z
  .array(retentionVersionSchema)
  .max(40)
  .superRefine((versions, context) => {
    versions.forEach(({ version, from }, at) => {
      const earlier = versions.slice(0, at);
      if (earlier.some((other) => other.from >= from))
        context.addIssue({ code: 'custom', path: [at, 'from'], message: 'not later than the one before' });
      if (earlier.some((other) => other.version === version))
        context.addIssue({ code: 'custom', path: [at, 'version'], message: `${version} stands twice` });
    });
  });
export type RetentionPolicy = z.infer<typeof retentionPolicySchema>;

export const DEFAULT_RETENTION: RetentionPolicy = [
  { version: 'product-1', from: '2026-01-01', days: {}, otherDays: 3_653 },
];
