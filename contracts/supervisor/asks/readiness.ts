import * as z from 'zod';
import { ask } from '../ask.ts';
import { faultCodeSchema } from '../fault-code.ts';
import { diagnosticRecordSchema, subjectSchema } from '../record.ts';

const nothing = z.strictObject({});
const STAFF = ['supervisor', 'technician', 'manager'] as const;

/** One line of the report: how it stands now, and the newest test of it. */
export const readinessLineSchema = z.strictObject({
  subject: subjectSchema,
  state: z.enum(['ready', 'notReady', 'untested']),
  fault: faultCodeSchema.nullable(),
  record: diagnosticRecordSchema.nullable(),
});
export type ReadinessLine = z.infer<typeof readinessLineSchema>;

export const readinessSchema = z.strictObject({
  id: z.string().max(40),
  at: z.int().min(0),
  by: z.string().max(12),
  terminal: z.string().max(16),
  ready: z.boolean(),
  lines: z.array(readinessLineSchema).max(20),
});
export type Readiness = z.infer<typeof readinessSchema>;

export const READINESS_ASKS = {
  /** As it stands now; `last`: the newest report that was kept. */
  'readiness.look': ask({
    by: STAFF,
    looks: true,
    offline: true,
    input: nothing,
    output: z.strictObject({ now: readinessSchema, last: readinessSchema.nullable() }),
  }),
  /** Keeps the report, as paper too, and prints it where that is wanted. */
  'readiness.make': ask({
    by: STAFF,
    offline: true,
    input: z.strictObject({ print: z.boolean(), language: z.enum(['zh-CN', 'en']) }),
    output: z.strictObject({
      report: readinessSchema,
      printed: z.enum(['no', 'confirmed', 'unknown', 'failed']),
      /** Stream of the PDF on `supervisor.bytes`. */
      stream: z.int().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  }),
};
