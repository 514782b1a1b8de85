import * as z from 'zod';
import { staffNumberSchema } from '#contracts/branch/staff.ts';
import { faultCodeSchema } from './fault-code.ts';
import { DEVICE_KINDS } from './trace.ts';

/** What is tested around the devices, by the host and by the page. */
export const SURROUNDINGS = [
  'camera',
  'microphone',
  'speaker',
  'touch',
  'display',
  'network',
  'clock',
  'disk',
] as const;
export const surroundingSchema = z.enum(SURROUNDINGS);
export type Surrounding = z.infer<typeof surroundingSchema>;

export const SUBJECTS = [...DEVICE_KINDS, ...SURROUNDINGS] as const;
export const subjectSchema = z.enum(SUBJECTS);
export type Subject = z.infer<typeof subjectSchema>;

/** One result that is kept: what was tested, when, by whom. */
export const diagnosticRecordSchema = z.strictObject({
  id: z.string().max(40),
  at: z.int().min(0),
  subject: subjectSchema,
  outcome: z.enum(['pass', 'fail', 'skipped']),
  fault: faultCodeSchema.nullable(),
  by: staffNumberSchema,
  /** The test it was a part of; null: a test of the surroundings. */
  run: z.string().max(40).nullable(),
});
export type DiagnosticRecord = z.infer<typeof diagnosticRecordSchema>;
