import * as z from 'zod';
import { languageSchema } from '../language.ts';
import { serviceIdSchema } from '../services/service.ts';
import {
  CALL_OUTCOMES,
  callIdSchema,
  callModeSchema,
  callReasonSchema,
  callStateSchema,
  callViewSchema,
  fromTellerSchema,
  fromTerminalSchema,
  handOverSchema,
} from './call.ts';
import { callBackItemSchema, callBackRequestSchema, callBackSchema } from './call-back.ts';
import { branchIdSchema } from './configuration.ts';
import { iceSchema } from './signal.ts';
import { staffNumberSchema } from './staff.ts';
import { terminalIdSchema } from './terminal.ts';
import { recordIdSchema } from './ticket.ts';

/** Path of the desk's socket, beside the page `/teller`. The session's cookie and our own origin let it in. */
export const TELLER_SOCKET = '/teller/socket';

/** Bounds of that socket. */
export const SOCKET_LIMITS = {
  /** Bytes of one message, either way. */
  bytes: 65_536,
  /** Messages a second from a desk, averaged over the burst; beyond it the socket is closed. */
  perSecond: 40,
  burst: 160,
  helloMilliseconds: 5_000,
  /** A socket that does not answer a ping within this is dead, milliseconds. */
  pingMilliseconds: 4_000,
  /** Bytes that may wait to be sent to a desk that does not read. */
  buffered: 4_194_304,
} as const;

/** `ready` for the next call; `break`: not just now; `wrapUp`: writing down the last one. */
export const presenceSchema = z.enum(['ready', 'break', 'wrapUp']);
export type Presence = z.infer<typeof presenceSchema>;

/** What a teller serves: languages, and services (`general`: whatever has none). */
export const skillSchema = z.union([serviceIdSchema, z.literal('general')]);
export type Skill = z.infer<typeof skillSchema>;
export const tellerSkillsSchema = z.strictObject({
  languages: z.array(languageSchema).min(1).max(8),
  /** Empty = everything. */
  skills: z.array(skillSchema).max(24),
});
export type TellerSkills = z.infer<typeof tellerSkillsSchema>;

/** How a call came out, for the figures; each has words. */
export const WRAP_UP_CODES = [
  'solved',
  'explained',
  'approved',
  'refused',
  'toCounter',
  'callBack',
  'technical',
  'customerLeft',
  'suspicion',
  'other',
] as const;
export const wrapUpCodeSchema = z.enum(WRAP_UP_CODES);
export type WrapUpCode = z.infer<typeof wrapUpCodeSchema>;
export const noteSchema = z.string().max(500);

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const request = z.uuid();

/** Desk to service. Every one with a `request` is answered by `done`; a resend of the same request does nothing twice. */
export const fromDeskSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    protocol: z.literal(1),
    /** A desk that was there before goes on after what it has heard last. */
    resume: z.strictObject({ call: callIdSchema, after: z.int().min(0) }).nullable(),
  }),
  z.strictObject({
    type: z.literal('presence'),
    request,
    presence: z.enum(['ready', 'break']),
    skills: tellerSkillsSchema,
  }),
  /** Asks for nothing but the answer: a line that has gone silent is known by its missing. */
  z.strictObject({ type: z.literal('ping'), request }),
  /** The next call, by the rules of routing. */
  z.strictObject({ type: z.literal('next'), request }),
  /** This very one, for one's own customer; or one that another desk of the same person has left. */
  z.strictObject({ type: z.literal('take'), request, call: callIdSchema }),
  z.strictObject({ type: z.literal('send'), request, call: callIdSchema, token, message: fromTellerSchema }),
  z.strictObject({
    type: z.literal('transfer'),
    request,
    call: callIdSchema,
    token,
    to: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('teller'), staff: staffNumberSchema }),
      z.strictObject({ kind: z.literal('skill'), skill: skillSchema }),
      z.strictObject({ kind: z.literal('anybody') }),
    ]),
    note: noteSchema,
  }),
  z.strictObject({
    type: z.literal('finish'),
    request,
    call: callIdSchema,
    token,
    outcome: z.enum(['finished', 'callBack', 'counter']),
  }),
  z.strictObject({
    type: z.literal('wrapUp'),
    request,
    call: callIdSchema,
    code: wrapUpCodeSchema,
    note: noteSchema,
  }),
  /**
   * Somebody whose terminal was lost in mid-call is to be called back at the next time that is free, by whoever had him
   * last. Told once more it changes the number, as long as nobody has called.
   */
  z.strictObject({
    type: z.literal('bookCallBack'),
    request,
    call: callIdSchema,
    phone: callBackRequestSchema.shape.phone,
  }),
  z.strictObject({
    type: z.literal('callBack'),
    request,
    id: recordIdSchema,
    state: z.enum(['taken', 'done', 'notReached', 'open']),
  }),
]);
export type FromDesk = z.infer<typeof fromDeskSchema>;

/** A call in the list: nothing of who it is before somebody has taken it. */
export const waitingCallSchema = z.strictObject({
  id: callIdSchema,
  reference: z.string().max(20),
  branch: branchIdSchema,
  terminal: terminalIdSchema,
  reason: callReasonSchema,
  language: languageSchema,
  service: serviceIdSchema.nullable(),
  mode: callModeSchema,
  since: z.iso.datetime(),
  /** His own client manager is whoever asks. */
  own: z.boolean(),
  transferred: z.boolean(),
  /** Whether whoever asks may take it now; false while it is kept for somebody else. */
  yours: z.boolean(),
});
export type WaitingCall = z.infer<typeof waitingCallSchema>;

/** A call whoever asks has in hand. */
export const callCaseSchema = z.strictObject({
  call: waitingCallSchema.omit({ yours: true }).extend({
    state: callStateSchema,
    turn: z.int().min(1),
    outcome: z.enum(CALL_OUTCOMES).nullable(),
  }),
  token,
  tokenExpiresAt: z.iso.datetime(),
  ice: iceSchema,
  handOver: handOverSchema,
  /** What tellers before wrote for the next one, oldest first. */
  notes: z
    .array(z.strictObject({ staff: z.string().max(40), at: z.iso.datetime(), note: noteSchema }))
    .max(20),
  /** What has been written so far, oldest first. */
  chat: z
    .array(
      z.strictObject({
        /** Of the message it came in: whoever has heard it already does not show it twice. */
        id: z.uuid(),
        from: z.enum(['customer', 'teller']),
        at: z.iso.datetime(),
        text: z.string().max(300),
      }),
    )
    .max(200),
  view: callViewSchema.nullable(),
  takenAt: z.iso.datetime(),
  longCallMinutes: z.int().min(1),
});
export type CallCase = z.infer<typeof callCaseSchema>;

export const DESK_LIST_LIMIT = 100;

/** Everything about the desk but the case itself. */
export const deskStateSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: z.iso.datetime(),
  presence: presenceSchema,
  skills: tellerSkillsSchema,
  total: z.int().min(0),
  waiting: z.array(waitingCallSchema).max(DESK_LIST_LIMIT),
  tellers: z
    .array(
      z.strictObject({
        staff: staffNumberSchema,
        name: z.string().max(40),
        presence: presenceSchema,
        inCall: z.boolean(),
      }),
    )
    .max(DESK_LIST_LIMIT),
  callBacks: z.array(callBackItemSchema).max(DESK_LIST_LIMIT),
  /** A call that is over and has no wrap-up yet. */
  toWrapUp: z
    .strictObject({
      call: callIdSchema,
      reference: z.string().max(20),
      outcome: z.enum(CALL_OUTCOMES),
      /** When he is called back, where the teller has promised it himself. */
      callBack: callBackSchema.pick({ reference: true, from: true }).nullable(),
    })
    .nullable(),
});
export type DeskState = z.infer<typeof deskStateSchema>;

/** Why something was not done; the page has words for each. */
export const DESK_REFUSALS = [
  'badMessage',
  'tooLarge',
  'tooMany',
  'notSignedIn',
  'notAllowed',
  'noHello',
  'nothingWaiting',
  'alreadyTaken',
  'notYours',
  'badToken',
  'callOver',
  'inCall',
  'notFound',
  'noTime',
  'storeUnavailable',
  'superseded',
] as const;
export const deskRefusalSchema = z.enum(DESK_REFUSALS);
export type DeskRefusal = z.infer<typeof deskRefusalSchema>;

/** Service to desk. After `refused` the service closes the socket. */
export const toDeskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), staff: staffNumberSchema, name: z.string().max(40) }),
  z.strictObject({ type: z.literal('desk'), desk: deskStateSchema }),
  /** The case in hand, whole; null = none any more. */
  z.strictObject({ type: z.literal('case'), case: callCaseSchema.nullable() }),
  z.strictObject({
    type: z.literal('message'),
    call: callIdSchema,
    sequence: z.int().min(1),
    message: fromTerminalSchema,
  }),
  z.strictObject({ type: z.literal('view'), call: callIdSchema, view: callViewSchema }),
  z.strictObject({
    type: z.literal('done'),
    request,
    refused: z.strictObject({ code: deskRefusalSchema, detail: z.string().max(200).optional() }).nullable(),
  }),
  z.strictObject({ type: z.literal('refused'), code: deskRefusalSchema }),
]);
export type ToDesk = z.infer<typeof toDeskSchema>;
