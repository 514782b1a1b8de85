import * as z from 'zod';
import { bilingualSchema } from '../language.ts';
import { queueServiceIdSchema } from './configuration.ts';
import { positionSchema } from './position.ts';
import { terminalIdSchema } from './terminal.ts';
import { waitSchema } from './ticket.ts';

/** Most terminals one answer carries; `terminalsTotal` says how many there are. */
export const HALL_TERMINAL_LIMIT = 100;

const instant = z.iso.datetime();
const milliseconds = z.int().min(0);

/** Where a terminal is, as far as it has said. Nothing that leads to a visit or a person. */
export const terminalPositionSchema = z.strictObject({
  inService: z.boolean(),
  reason: positionSchema.shape.reason,
  screen: positionSchema.shape.screen,
  service: positionSchema.shape.service,
  step: positionSchema.shape.step,
  /** At this step since, in this visit since; by the service's clock. */
  since: instant,
  visitSince: instant.nullable(),
  /** How long this step usually takes; null where nobody is expected to move on. */
  normal: z.strictObject({ milliseconds, learnt: z.boolean() }).nullable(),
  /** Longer than twice what is normal. */
  stuck: z.boolean(),
});
export type TerminalPosition = z.infer<typeof terminalPositionSchema>;

export const hallTerminalSchema = z.strictObject({
  terminal: terminalIdSchema,
  /** When it was heard last; null = never. */
  heardAt: instant.nullable(),
  /** Not heard of for a minute and a half: what stands in `position` may be long over. */
  silent: z.boolean(),
  position: terminalPositionSchema.nullable(),
  /** Numbers it gave out today while it was cut off, as far as it has handed them in. */
  cutOffline: z.int().min(0),
});
export type HallTerminal = z.infer<typeof hallTerminalSchema>;

export const hallQueueSchema = z.strictObject({
  service: queueServiceIdSchema,
  name: bilingualSchema,
  waiting: z.int().min(0),
  /** When the one who has waited longest took the number. */
  longestSince: instant.nullable(),
  /** What somebody who came now would be told. */
  newcomer: waitSchema,
});
export type HallQueue = z.infer<typeof hallQueueSchema>;

/** `GET /lobby/api/hall[?after=<revision>&wait=<seconds>]`: the hall at a glance. */
export const hallSchema = z.strictObject({
  /** Changes with every change of the queue, of a terminal's position and of the questions to staff. */
  revision: z.int().min(0),
  serverTime: instant,
  businessDate: z.iso.date(),
  terminals: z.array(hallTerminalSchema).max(HALL_TERMINAL_LIMIT),
  terminalsTotal: z.int().min(0),
  /** Questions of terminals that wait for a decision; who may decide sees them on their own page. */
  approvals: z.int().min(0),
  queue: z.array(hallQueueSchema).max(24),
  /** From the number to the first call, of everybody called today. */
  waits: z.strictObject({
    called: z.int().min(0),
    /** Half of them, nine of ten, waited no longer; null before anybody was called. */
    p50: milliseconds.nullable(),
    p90: milliseconds.nullable(),
    targetMinutes: z.int().min(1).max(120),
    withinTarget: z.int().min(0),
  }),
  /** Visits to terminals that ended today, by outcome, and numbers that counters finished today. */
  finished: z.strictObject({
    done: z.int().min(0),
    handedOver: z.int().min(0),
    left: z.int().min(0),
    atCounters: z.int().min(0),
  }),
});
export type HallView = z.infer<typeof hallSchema>;
