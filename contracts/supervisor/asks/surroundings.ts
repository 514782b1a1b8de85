import * as z from 'zod';
import { ask } from '../ask.ts';
import { faultCodeSchema } from '../fault-code.ts';
import { diagnosticRecordSchema, type surroundingSchema } from '../record.ts';

const nothing = z.strictObject({});
const STAFF = ['supervisor', 'technician', 'manager'] as const;

/** What is looked at around the devices by the host itself; `value` and `limit` in the unit of the check. */
export const CHECKS = [
  'branch',
  'bank',
  'branchLatency',
  'bankLatency',
  'names',
  'tls',
  'clock',
  'diskFree',
  'journalSize',
  'reserve',
  'camera',
  'microphone',
] as const;
export const checkSchema = z.strictObject({
  check: z.enum(CHECKS),
  /** `unknown`: it could not be found out; `none`: this terminal has none, or needs none. */
  state: z.enum(['ok', 'bad', 'unknown', 'none']),
  fault: faultCodeSchema.nullable(),
  /** Milliseconds for latencies and the clock's difference, days for TLS, bytes for disk and journal. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
});
export type Check = z.infer<typeof checkSchema>;

/** What is tried out in the page. */
export const PAGE_TESTS = ['camera', 'microphone', 'speaker', 'touch', 'display'] as const;

export const SURROUNDING_ASKS = {
  /** Looks at network, clock and disk now. */
  'surroundings.look': ask({
    by: STAFF,
    looks: true,
    offline: true,
    input: nothing,
    output: z.strictObject({ checks: z.array(checkSchema).max(CHECKS.length) }),
  }),
  /** The same as a test: its results are kept. */
  'surroundings.test': ask({
    by: STAFF,
    offline: true,
    input: z.strictObject({ of: z.enum(['network', 'clock', 'disk']) }),
    output: z.strictObject({
      record: diagnosticRecordSchema,
      checks: z.array(checkSchema).max(CHECKS.length),
    }),
  }),
  /** What somebody found out in the page: seen, heard, wiped over. */
  'surroundings.report': ask({
    by: STAFF,
    offline: true,
    input: z.strictObject({
      of: z.enum(PAGE_TESTS),
      outcome: z.enum(['pass', 'fail', 'skipped']),
      fault: faultCodeSchema.nullable(),
    }),
    output: z.strictObject({ record: diagnosticRecordSchema }),
  }),
  /** The newest result of everything that is tested. */
  'surroundings.results': ask({
    by: STAFF,
    looks: true,
    offline: true,
    input: nothing,
    output: z.strictObject({ records: z.array(diagnosticRecordSchema).max(40) }),
  }),
};
export type SurroundingName = z.infer<typeof surroundingSchema>;
