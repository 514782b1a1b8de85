import * as z from 'zod';
import {
  CALL_MODES,
  callModeSchema,
  callOutcomeSchema,
  callRecordingSchema,
  callWaitSchema,
} from '#contracts/branch/call-words.ts';
import { MEDIA_FAULTS } from '#contracts/bridge/media.ts';
import { personal, pub } from '../privacy.ts';
import { actionIdSchema } from './actions.ts';

/** Most characters of one thing that is written to a teller. */
export const MOST_SAID = 200;
/** As many of the last lines as stand on the screen. */
export const LINES_AT_ONCE = 6;

/** Why there is no picture or no sound; `absent`: the terminal has none, `taken`: something else has it. */
export const CALL_MEDIA_FAULTS = [...MEDIA_FAULTS, 'absent', 'taken', 'pageGone'] as const;

/**
 * How a call stands. `requesting` until the branch has it; `waiting` for a teller; `assigned` to one who is being
 * connected; `live`; `interrupted`: picture and sound, or the desk itself, are not heard of just now.
 */
export const CALL_STANDS = ['requesting', 'waiting', 'assigned', 'live', 'interrupted'] as const;
export type CallStand = (typeof CALL_STANDS)[number];

const what = {
  action: pub(actionIdSchema),
  choice: pub(z.int().min(0).max(31)).optional(),
};

/** A call to a teller, on every screen for as long as it stands. */
export const callFrameSchema = z.strictObject({
  state: pub(z.enum(CALL_STANDS)),
  /** How the two speak with each other now. */
  mode: pub(callModeSchema),
  /** As his badge says; null while nobody has taken it. */
  teller: personal(z.string().min(1).max(40)).nullable(),
  /** To be named to staff; null until the branch has it. */
  reference: pub(z.string().max(20)).nullable(),
  /** Null: nobody can say, or it is no matter any more. */
  wait: pub(callWaitSchema).nullable(),
  /** A teller has handed it on: it waits for the next. */
  transferred: pub(z.boolean()),
  /** The branch cannot be heard, so nobody knows how it stands. */
  unheard: pub(z.boolean()),
  /** It has stood like this for long: other ways are offered. */
  long: pub(z.boolean()),
  /** What of himself the customer lets through. */
  camera: pub(z.boolean()),
  microphone: pub(z.boolean()),
  /** Lines of the teller's that the customer has not seen. */
  unread: pub(z.int().min(0).max(99)),
  /** The teller shows this control of the step. */
  highlight: z.strictObject(what).nullable(),
  /** The teller has just pressed this for the customer. */
  moved: z.strictObject(what).nullable(),
  /** Left out: nobody has asked to record it. */
  recording: pub(callRecordingSchema).optional(),
});
export type CallFrame = z.infer<typeof callFrameSchema>;

/** What can be expected of calling. `asking`: the branch has not said yet. */
export const CALL_PROSPECTS = ['asking', 'open', 'closed', 'nobody', 'tooLong', 'unreachable'] as const;
export type CallProspect = (typeof CALL_PROSPECTS)[number];

const saidSchema = z.strictObject({
  from: personal(z.enum(['teller', 'customer'])),
  words: personal(z.string().max(300)),
});

const fault = pub(z.enum(CALL_MEDIA_FAULTS)).nullable();

/** What a call lays over a step. */
export const callOverlays = [
  z.strictObject({
    kind: pub(z.literal('callWays')),
    prospect: pub(z.enum(CALL_PROSPECTS)),
    wait: pub(callWaitSchema).nullable(),
  }),
  /** Before the call: he sees himself, is heard, and hears a tone. */
  z.strictObject({
    kind: pub(z.literal('selfTest')),
    phase: pub(z.enum(['opening', 'ready'])),
    /** The richest way to speak that is left of what he wished. */
    mode: pub(callModeSchema),
    camera: fault,
    microphone: fault,
    heard: pub(z.boolean()),
    /** Grows each time the tone is to be played; 0 = where there is no sound to try. */
    tone: pub(z.int().min(0).max(99)),
  }),
  /** The call itself, large; `write`: keys write. */
  z.strictObject({
    kind: pub(z.literal('call')),
    stage: pub(z.enum(['talk', 'write'])),
    said: z.array(saidSchema).max(LINES_AT_ONCE),
    written: personal(z.string().max(MOST_SAID)),
    /** The last words did not leave: they stand there again. */
    notSent: pub(z.boolean()),
    /** Modes that can be changed to now. */
    modes: pub(z.array(callModeSchema).max(CALL_MODES.length)),
  }),
  /** Touches the teller puts forward; nothing of them happens before the customer accepts. */
  z.strictObject({
    kind: pub(z.literal('proposal')),
    teller: personal(z.string().min(1).max(40)).nullable(),
    /** What stands in the field is taken away first. */
    anew: pub(z.boolean()),
    /** What would be typed then; null where a row is chosen. */
    typed: personal(z.string().max(MOST_SAID)).nullable(),
    /** The row that would be chosen. */
    choice: personal(z.strictObject({ action: actionIdSchema, choice: z.int().min(0).max(31) })).nullable(),
  }),
  /** The teller asks for a still picture of the customer. */
  z.strictObject({
    kind: pub(z.literal('stillAsked')),
    phase: pub(z.enum(['asked', 'taking'])),
    teller: personal(z.string().min(1).max(40)).nullable(),
  }),
  /** Whether what is seen and heard in the call may be recorded. */
  z.strictObject({
    kind: pub(z.literal('recordingAsked')),
    teller: personal(z.string().min(1).max(40)).nullable(),
    /** For how many days it is kept. */
    days: pub(z.int().min(0).max(3_650)),
  }),
  z.strictObject({ kind: pub(z.literal('callOver')), outcome: pub(callOutcomeSchema) }),
] as const;
