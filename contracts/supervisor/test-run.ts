import * as z from 'zod';
import { faultCodeSchema } from './fault-code.ts';
import { deviceKindSchema } from './trace.ts';

/** One thing a test does; `identify` and `status` move nothing. */
export const TEST_STEPS = [
  'identify',
  'status',
  'insertCard',
  'readCard',
  'returnCard',
  'layCard',
  'liftCard',
  'printStrip',
  'drawLine',
  'feedBlank',
  'binBlank',
] as const;
export const testStepSchema = z.enum(TEST_STEPS);
export type TestStep = z.infer<typeof testStepSchema>;

/** What somebody at the terminal is asked to do; the last two are questions. */
export const TEST_PROMPTS = [
  'insertCard',
  'takeCard',
  'layCard',
  'liftCard',
  'drawLine',
  'stripGood',
  'mayFeed',
] as const;
export const testPromptSchema = z.enum(TEST_PROMPTS);
export type TestPrompt = z.infer<typeof testPromptSchema>;
/** Prompts that are answered yes or no; the others are answered by the device. */
export const QUESTIONS: readonly TestPrompt[] = ['stripGood', 'mayFeed'];

export const TEST_RESULTS = ['waiting', 'running', 'pass', 'fail', 'skipped'] as const;

export const testedStepSchema = z.strictObject({
  device: deviceKindSchema,
  step: testStepSchema,
  result: z.enum(TEST_RESULTS),
  fault: faultCodeSchema.nullable(),
  /** As the manual writes it. */
  deviceCode: z.string().max(40).nullable(),
});
export type TestedStep = z.infer<typeof testedStepSchema>;

/** A test under way, or the last one. */
export const testRunSchema = z.strictObject({
  id: z.string().max(40),
  kind: z.enum(['selfTest', 'loop']),
  state: z.enum(['running', 'passed', 'failed', 'cancelled']),
  startedAt: z.int().min(0),
  endedAt: z.int().min(0).nullable(),
  steps: z.array(testedStepSchema).max(40),
  prompt: z
    .strictObject({
      device: deviceKindSchema,
      prompt: testPromptSchema,
      /** Until it is given up, seconds from when it was asked. */
      seconds: z.int().min(0),
    })
    .nullable(),
  /** Of a loop: whole rounds, how many of them passed, and when it ends by itself. */
  loop: z
    .strictObject({
      rounds: z.int().min(0),
      passes: z.int().min(0),
      faults: z.int().min(0),
      until: z.int().min(0).nullable(),
      most: z.int().min(1).nullable(),
    })
    .nullable(),
  /** A card that could not be given back or put away. */
  left: z.enum(['cardInReader', 'cardInDispenser']).nullable(),
});
export type TestRun = z.infer<typeof testRunSchema>;
