import * as z from 'zod';

/** How terminals of a branch are worked at. Every field has a default, so that what was stored before still reads. */
export const terminalPolicySchema = z.strictObject({
  /** What needs a second person, by names in the table of asks that may want one. */
  secondPerson: z
    .array(z.string().regex(/^[a-z][A-Za-z]*\.[A-Za-z]{1,32}$/))
    .max(64)
    .default([]),
  /** Days a member of staff who has signed in at a terminal may do so there again while the branch cannot be asked. */
  offlineDays: z.int().min(0).max(60).default(7),
  /** Days within which a kept card or document is fetched; then it goes back to the bank. */
  custodyDays: z.int().min(1).max(365).default(3),
  /** The first digits of the bank's staff cards, which no customer's card has; null: there are none. */
  staffCards: z
    .string()
    .regex(/^\d{6,10}$/)
    .nullable()
    .default(null),
  /** What the branch aims at; shown beside what was, never promised. */
  targets: z
    .strictObject({
      /** Of visits that began a service, so many in a hundred finish it at the terminal. */
      finishedPercent: z.int().min(0).max(100).default(90),
      /** Half of all finished visits take no longer, minutes. */
      medianMinutes: z.int().min(1).max(120).default(5),
    })
    .default({ finishedPercent: 90, medianMinutes: 5 }),
});
export type TerminalPolicy = z.infer<typeof terminalPolicySchema>;
export const DEFAULT_TERMINAL_POLICY: TerminalPolicy = terminalPolicySchema.parse({});
