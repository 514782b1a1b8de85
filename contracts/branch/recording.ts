import * as z from 'zod';
import { SEGMENT_BYTES } from '../bridge/recording.ts';
import { SERVICE_IDS } from '../services/service.ts';
import { callIdSchema } from './call.ts';
import { openingReasonSchema, paperNumberSchema, sha256Schema } from './paper.ts';
import type { Role } from './staff.ts';

/** Token of one recording, made at the terminal. Unguessable. */
export const recordingIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{15,63}$/);

/** Bounds of one recording: an hour, in seconds. */
export const RECORDING_SEGMENTS = 3_600;

/** By its name in the branch's retention policy. */
export const RECORDING_PURPOSE = 'recording';

/** Who may play a recording. */
export const PLAYBACK_RIGHT: Role = 'manager';

const token = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:@/+ -]{0,95}$/);
const count = z.int().min(0).max(RECORDING_SEGMENTS);
/** Milliseconds since the epoch, by the terminal's clock. */
const instant = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What is recorded: the sale of a service, or a call to a teller. */
export const recordedSchema = z.enum([...SERVICE_IDS, 'call']);
export type Recorded = z.infer<typeof recordedSchema>;

/** Most parts of one call: each pause, and each loss, begins another. */
export const RECORDING_PARTS = 400;

/** Which part of a call's recording it is. Together they are one chain: each names the link the one before ended with. */
export const recordedCallSchema = z.strictObject({
  call: callIdSchema,
  /** Which assignment it belongs to: who the teller was. */
  turn: z.int().min(1).max(10_000),
  /** From 1. */
  part: z.int().min(1).max(RECORDING_PARTS),
  /** The last link of the part before, as the terminal made it; null for the first. */
  before: sha256Schema.nullable(),
  /** When the customer agreed, in which words, and for how many days he was told that it is kept. */
  agreedAt: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  textVersion: z.string().regex(/^\d{4}-\d{2}$/),
  keepDays: z.int().min(0).max(3_650),
});
export type RecordedCall = z.infer<typeof recordedCallSchema>;

/** What the chain of a recording begins with: it belongs to this visit, this sale or call, and no other. */
export const recordingOriginSchema = z.strictObject({
  recording: recordingIdSchema,
  /** The visit's token; names nobody. */
  visit: token,
  service: recordedSchema,
  /** SHA-256 over what is being sold, as the terminal knows it; of a call, over what says which part it is. */
  sale: sha256Schema,
  /** 32 random bytes, hexadecimal, made for this recording. */
  nonce: sha256Schema,
  openedAt: instant,
  /** Left out: a sale. */
  call: recordedCallSchema.optional(),
});
export type RecordingOrigin = z.infer<typeof recordingOriginSchema>;

/** `POST /v1/recordings/:recording/segments`: the next second of it. */
export const recordingSegmentSchema = z.strictObject({
  /** From 0, without gaps. */
  number: z
    .int()
    .min(0)
    .max(RECORDING_SEGMENTS - 1),
  at: instant,
  /** SHA-256 over the link before, number, time and bytes; the branch works it out itself. */
  link: sha256Schema,
  bytes: z
    .base64()
    .min(4)
    .max(Math.ceil(SEGMENT_BYTES / 3) * 4),
});
export type RecordingSegment = z.infer<typeof recordingSegmentSchema>;

/**
 * How a recording ended. `complete`: with the sale; `stopped`: the customer wanted it to end, or left what he was about;
 * `broken`: it was lost, and nothing was sold on it.
 */
export const RECORDING_ENDS = ['complete', 'stopped', 'broken'] as const;

/** Why; names of ours. */
export const RECORDING_REASONS = [
  'sold',
  'notSold',
  'customer',
  'visitEnded',
  /** Of the recorder: its camera, its page, its own silence, or the segments that could not be kept. */
  'camera',
  'page',
  'silent',
  'disordered',
  'tooMuch',
  'branchAway',
  'refused',
  /** Of a call: a step that is the customer's alone, another teller, the media, the teller, the end of the call. */
  'ownStep',
  'handedOn',
  'media',
  'teller',
  'callOver',
] as const;
export const recordingReasonSchema = z.enum(RECORDING_REASONS);
export type RecordingReason = z.infer<typeof recordingReasonSchema>;

/** `POST /v1/recordings/:recording/end`: nothing is added after it. The first end stands. */
export const recordingEndSchema = z.strictObject({
  end: z.enum(RECORDING_ENDS),
  reason: recordingReasonSchema,
  /** As many as the terminal has made, and its last link; the branch may have fewer of them. */
  count,
  link: sha256Schema,
  endedAt: instant,
  /** The paper that names this recording, once one is sealed. */
  paper: paperNumberSchema.nullable(),
});
export type RecordingEnd = z.infer<typeof recordingEndSchema>;

/** Answers the calls of a terminal: so much of it is kept. */
export const recordingStateSchema = z.strictObject({
  recording: recordingIdSchema,
  state: z.enum(['open', ...RECORDING_ENDS]),
  count,
  link: sha256Schema,
});
export type RecordingState = z.infer<typeof recordingStateSchema>;

/** `POST /recordings/api/find`: by the number of a paper, or the newest ones. */
export const recordingQuestionSchema = z.strictObject({ paper: paperNumberSchema.nullable() });
export type RecordingQuestion = z.infer<typeof recordingQuestionSchema>;

export const RECORDINGS_AT_ONCE = 40;

/** Answers it: the newest first. Nothing personal. */
export const foundRecordingsSchema = z.strictObject({
  recordings: z
    .array(
      z.strictObject({
        recording: recordingIdSchema,
        terminal: token,
        service: recordedSchema,
        /** Of a call: its number as named aloud, and which part; and who the teller was, as his badge says. */
        call: z
          .strictObject({
            reference: z.string().max(20),
            part: z.int().min(1).max(RECORDING_PARTS),
            teller: z.string().max(40).nullable(),
          })
          .nullable(),
        openedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().nullable(),
        state: z.enum(['open', ...RECORDING_ENDS]),
        reason: recordingReasonSchema.nullable(),
        /** Seconds that are kept. */
        count,
        /** Bytes. */
        size: z.int().min(0),
        paper: paperNumberSchema.nullable(),
        deletedAt: z.iso.datetime().nullable(),
      }),
    )
    .max(RECORDINGS_AT_ONCE),
});
export type FoundRecordings = z.infer<typeof foundRecordingsSchema>;

/** `POST /recordings/api/check`: whether it is whole. `POST /recordings/api/play`: answers the WebM file itself. */
export const playbackSchema = z.strictObject({ recording: recordingIdSchema, reason: openingReasonSchema });
export type Playback = z.infer<typeof playbackSchema>;

/** What is wrong with a recording's chain, and at which segment. `otherBefore`: it does not go on from the part before it. */
export const RECORDING_FAULTS = ['missing', 'disordered', 'changed', 'notTheEnd', 'otherBefore'] as const;
export const checkedRecordingSchema = z.strictObject({
  whole: z.boolean(),
  fault: z.enum(RECORDING_FAULTS).nullable(),
  /** The first segment where it shows; null where there is none. */
  at: count.nullable(),
});
export type CheckedRecording = z.infer<typeof checkedRecordingSchema>;
