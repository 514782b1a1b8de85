import * as z from 'zod';
import { languageSchema } from '../language.ts';
import { ONLY_YOU } from '../screen/frame.ts';
import { screenSchema } from '../screen/screen.ts';
import { documentTypeSchema, HELPER_RIGHTS, serviceIdSchema } from '../services/service.ts';
import { actResultSchema, orderedActSchema } from './call-act.ts';
import { callModeSchema, callOutcomeSchema, callRecordingSchema, callWaitSchema } from './call-words.ts';
import { pictureIdSchema } from './picture.ts';
import { signalSchema } from './signal.ts';
import { terminalIdSchema } from './terminal.ts';

export {
  CALL_MODES,
  CALL_OUTCOMES,
  type CallMode,
  type CallOutcome,
  type CallWait,
  callModeSchema,
  callOutcomeSchema,
  callWaitSchema,
} from './call-words.ts';

/** A name from a declared list (a step, a screen kind): never free text. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);

/** Of the terminal, so that a resend opens nothing twice. Unguessable. */
export const callIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** Why a teller is asked for. */
export const CALL_REASONS = ['asked', 'stepFailed', 'identityMismatch', 'approval', 'accessibility'] as const;
export const callReasonSchema = z.enum(CALL_REASONS);
export type CallReason = z.infer<typeof callReasonSchema>;

/**
 * `waiting` for a teller; `assigned` to exactly one, who is being connected; `live` once the two see or read each other;
 * `over`, whatever the outcome. Transferred, or left by its teller, it waits again and keeps its case.
 */
export const callStateSchema = z.enum(['waiting', 'assigned', 'live', 'over']);
export type CallState = z.infer<typeof callStateSchema>;

/** What the teller is handed over: who, what was done, what failed, devices, papers. Personal; sealed at the branch. */
export const handOverSchema = z.strictObject({
  customer: z
    .strictObject({
      name: z.string().min(1).max(120),
      documentType: documentTypeSchema,
      numberEnd: z.string().regex(/^[0-9X]{4}$/),
      /** How he is known: by an ID document that was read, or by the card in the machine. */
      known: z.enum(['document', 'card']),
    })
    .nullable(),
  cardLast4: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
  elder: z.boolean(),
  /** Services of this visit and what became of them, oldest first. */
  done: z.array(z.strictObject({ service: serviceIdSchema, outcome: name, at: z.iso.datetime() })).max(20),
  /** Screens of this visit on which something was wrong, oldest first. */
  failed: z.array(z.strictObject({ step: name, what: name, at: z.iso.datetime() })).max(20),
  devices: z.array(z.strictObject({ device: name, health: z.enum(['ok', 'down', 'absent']) })).max(20),
  /** Papers of this visit: number, template, and what became of them. */
  papers: z
    .array(z.strictObject({ number: z.string().max(40), template: z.string().max(60), state: name }))
    .max(20),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** `POST /v1/calls`. */
export const callRequestSchema = z.strictObject({
  id: callIdSchema,
  visit: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  reason: callReasonSchema,
  /** What it is wanted in; the terminal can do less later, never more than its devices. */
  mode: callModeSchema,
  language: languageSchema,
  service: serviceIdSchema.nullable(),
  step: name,
  /** The bank's name of him, for his own client manager; null while nobody is known. */
  customerRef: z.string().min(1).max(64).nullable(),
  handOver: handOverSchema,
});
export type CallRequest = z.infer<typeof callRequestSchema>;

/** A call as its terminal sees it. */
export const callSchema = z.strictObject({
  id: callIdSchema,
  /** Short, to be named aloud: `V-0042`. */
  reference: z.string().max(20),
  terminal: terminalIdSchema,
  visit: z.string().max(64),
  state: callStateSchema,
  /** Set while it waits. */
  wait: callWaitSchema.nullable(),
  /** Counts the assignments: 0 = nobody has taken it yet. */
  turn: z.int().min(0),
  teller: z
    .strictObject({
      /** As his badge says. */
      name: z.string().min(1).max(40),
      /** Names him to the branch service alone. */
      staff: z.string().regex(/^[0-9a-f]{16}$/),
      /** SHA-256 (hexadecimal) of the token with which he acts. */
      tokenDigest: z.string().regex(/^[0-9a-f]{64}$/),
      tokenExpiresAt: z.iso.datetime(),
      /** The desk is not heard of just now; it may come back to the same case. */
      silent: z.boolean(),
    })
    .nullable(),
  /** It has been transferred and waits for the next teller. */
  transferred: z.boolean(),
  outcome: callOutcomeSchema.nullable(),
  /** Whether the customer is asked to be recorded: then for how many days it would be kept; null = he is not asked. */
  recordingDays: z.int().min(0).max(3_650).nullable().default(null),
  /** Grows with every change; a long poll waits for a higher one. */
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Call = z.infer<typeof callSchema>;

/** Answers `GET /v1/calls/outlook?language&service`: what to expect before a call is made. */
export const callOutlookSchema = z.strictObject({
  /** `closed`: outside the hours; `nobody`: no teller is present for this; `tooLong`: by the branch's own rule. */
  state: z.enum(['open', 'closed', 'nobody', 'tooLong']),
  wait: callWaitSchema.nullable(),
});
export type CallOutlook = z.infer<typeof callOutlookSchema>;

/** What is written to somebody who does not hear, or by him. */
export const sayingSchema = z.string().min(1).max(300);

/** What the terminal tells the teller. */
export const fromTerminalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signal'), signal: signalSchema }),
  z.strictObject({ kind: z.literal('chat'), id: z.uuid(), text: sayingSchema }),
  /** How the terminal has it now. */
  z.strictObject({
    kind: z.literal('link'),
    turn: z.int().min(1),
    mode: callModeSchema,
    state: z.enum(['connecting', 'connected', 'interrupted', 'none']),
    camera: z.boolean(),
    microphone: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('acted'),
    act: z.uuid(),
    result: actResultSchema,
    /** Of a still picture that the customer allowed. */
    picture: pictureIdSchema.optional(),
  }),
]);
export type FromTerminal = z.infer<typeof fromTerminalSchema>;

/** What the teller tells the terminal. */
export const fromTellerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signal'), signal: signalSchema }),
  z.strictObject({ kind: z.literal('chat'), id: z.uuid(), text: sayingSchema }),
  /** What he says just now, as it is being written or heard; replaced by the next, empty takes it away. */
  z.strictObject({ kind: z.literal('caption'), text: z.string().max(300) }),
  z.strictObject({ kind: z.literal('act'), act: orderedActSchema }),
]);
export type FromTeller = z.infer<typeof fromTellerSchema>;

/** Most messages one answer carries, and most that stand of one call at once; whoever sends more waits. */
export const CALL_MESSAGES = { atOnce: 50, standing: 2_000, bytes: 16_384 } as const;

/** `POST /v1/calls/<id>/messages`: the id makes a resend the same message. */
export const sentByTerminalSchema = z.strictObject({ id: z.uuid(), message: fromTerminalSchema });
export type SentByTerminal = z.infer<typeof sentByTerminalSchema>;
export const acceptedSchema = z.strictObject({ sequence: z.int().min(1) });

/** `GET /v1/calls/<id>/messages?after&wait`: what the teller said after that sequence, in its order. */
export const forTerminalSchema = z.strictObject({
  messages: z
    .array(z.strictObject({ sequence: z.int().min(1), turn: z.int().min(1), message: fromTellerSchema }))
    .max(CALL_MESSAGES.atOnce),
});
export type ForTerminal = z.infer<typeof forTerminalSchema>;

/**
 * `POST /v1/calls/<id>/view`: the customer's step as it stands now; a later one takes the place of an earlier one. `own`:
 * what stands there is for the customer alone, and nothing of it leaves the terminal. `beneath`: the call lies large over the
 * step, which is shown as it stands under it.
 */
export const callViewSchema = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('shown'),
    number: z.int().min(1),
    at: z.iso.datetime(),
    rights: z.array(z.enum(HELPER_RIGHTS)).max(HELPER_RIGHTS.length),
    screen: screenSchema,
    beneath: z.literal(true).optional(),
  }),
  z.strictObject({
    is: z.literal('own'),
    number: z.int().min(1),
    at: z.iso.datetime(),
    what: z.enum([...ONLY_YOU, 'code']),
    kind: name,
    service: serviceIdSchema.nullable(),
    step: z.int().min(0),
    recording: callRecordingSchema.optional(),
  }),
]);
export type CallView = z.infer<typeof callViewSchema>;
export const viewTakenSchema = z.strictObject({ number: z.int().min(1) });

/**
 * `POST /v1/calls/<id>/leave`: the customer needs nobody any more, or it goes on elsewhere; `lapsed`: the terminal was
 * started anew in the middle of it, and nobody is there to speak with.
 */
export const callLeaveSchema = z.strictObject({
  outcome: z.enum(['withdrawn', 'callBack', 'counter', 'lapsed']),
});
export type CallLeave = z.infer<typeof callLeaveSchema>;

/** `POST /v1/calls/<id>/live`: the two see or read each other. */
export const callLiveSchema = z.strictObject({ turn: z.int().min(1), mode: callModeSchema });
export type CallLive = z.infer<typeof callLiveSchema>;
