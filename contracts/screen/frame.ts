import * as z from 'zod';
import { bilingualSchema, languageSchema } from '../language.ts';
import { personal, pub } from '../privacy.ts';
import { callFrameSchema, callOverlays } from './call-frame.ts';

/** Slots of the terminal; the one that is meant glows on the drawing and, with sensors, on the machine. */
export const slotSchema = z.enum(['cardReader', 'idScanner', 'receiptPrinter', 'cardDispenser']);
export type Slot = z.infer<typeof slotSchema>;

/**
 * What is known about the call for a person, on evidence only: `asking` until the branch has it, `asked` when it
 * has, `seen` when a member of staff acknowledged, `unanswered` when nobody has for a while, `closed` when staff
 * ended it, `unreachable` when the branch service cannot be had.
 */
export const helpStateSchema = z.enum([
  'none',
  'asking',
  'asked',
  'seen',
  'unanswered',
  'closed',
  'unreachable',
]);
export type HelpState = z.infer<typeof helpStateSchema>;

/** What only the customer himself may do: answer, agree, sign, or the step as a whole. */
export const ONLY_YOU = ['answer', 'agree', 'sign', 'step'] as const;

export const frameSchema = z.strictObject({
  branch: pub(bilingualSchema),
  /** Where a person is to be found without this machine, from the profile. */
  counter: pub(bilingualSchema).optional(),
  /** Wall clock as HH:MM, 24 hours. */
  clock: pub(z.string().regex(/^\d{2}:\d{2}$/)),
  language: pub(languageSchema),
  textSize: pub(z.enum(['normal', 'elder'])),
  contrast: pub(z.enum(['normal', 'high'])),
  /** Controls moved down for a seated person. */
  reach: pub(z.boolean()),
  simulated: pub(z.boolean()),
  /**
   * The customer's bank card while the machine has it. `unseen`: the reader fell silent with its entry open, so there
   * may be a card in it that nobody can see. `newInside`, `newGate`: a new one, in the dispenser or at its gate.
   */
  card: z
    .strictObject({
      last4: personal(z.string().regex(/^\d{4}$/)).nullable(),
      where: pub(z.enum(['inside', 'gate', 'unseen', 'newInside', 'newGate'])),
    })
    .nullable(),
  /** Whether the customer's ID card still lies on the reader, as last seen. */
  idCard: pub(z.enum(['none', 'onReader'])),
  customerName: personal(z.string().max(80)).nullable(),
  progress: z
    .strictObject({
      service: pub(z.string().max(40)),
      step: pub(z.string().max(40)),
      position: pub(z.int().min(1)),
      of: pub(z.int().min(1)),
    })
    .nullable(),
  slot: pub(slotSchema).nullable(),
  /** Picture and sound are being recorded, as the customer agreed to; left out: they are not. */
  recording: pub(z.boolean()).optional(),
  help: z.strictObject({ state: pub(helpStateSchema), reference: pub(z.string().max(20)).nullable() }),
  /** A member of staff operates this screen; `locked`: what stands on it now only the customer may do. */
  hands: pub(z.enum(['on', 'locked'])).optional(),
  /** Staff have asked for the terminal and wait until this visit is over; left out: they have not. */
  staffNext: pub(z.literal(true)).optional(),
  /** A call to a teller; left out: there is none. */
  call: callFrameSchema.optional(),
  /** What lies over the step; while it does, only its own actions are offered. */
  overlay: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: pub(z.literal('help')) }),
      z.strictObject({ kind: pub(z.literal('display')) }),
      z.strictObject({ kind: pub(z.literal('onlyYou')), what: pub(z.enum(ONLY_YOU)) }),
      z.strictObject({
        kind: pub(z.literal('attention')),
        /** Seconds from now until the visit ends by itself. */
        secondsLeft: pub(z.int().min(0).max(600)),
        extensionsLeft: pub(z.int().min(0)),
      }),
      ...callOverlays,
    ])
    .nullable(),
});
export type Frame = z.infer<typeof frameSchema>;
