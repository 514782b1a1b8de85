import * as z from 'zod';
import { keypadKeySchema } from '../keypad.ts';
import { benchDeviceSchema } from './state.ts';

const none = z.strictObject({});
const person = z.string().min(1).max(40).describe('key of one of the ready people');

/** What can be done at the bench: by its page over the bridge, by a program over HTTP, with the same names. */
export const BENCH_ACTS = {
  layIdCard: {
    does: 'Lays the ID card of a ready person on the reader.',
    input: z.strictObject({ person }),
  },
  liftIdCard: { does: 'Lifts the ID card off the reader.', input: none },
  insertCard: {
    does: "Pushes one of a person's bank cards into the card reader; impossible while the entry is closed.",
    input: z.strictObject({ person, card: z.int().min(0).max(9).describe('index in that person’s cards') }),
  },
  takeCard: { does: 'Takes the bank card that waits at the gate.', input: none },
  takeReceipt: { does: 'Takes the paper that hangs out of the printer.', input: none },
  walkAway: {
    does: 'The person leaves with everything except what is forgotten.',
    input: z.strictObject({
      forget: z
        .array(z.enum(['idCard', 'bankCard', 'receipt', 'newCard']))
        .max(4)
        .default([]),
    }),
  },
  pressKey: { does: 'Presses a key of the keypad.', input: z.strictObject({ key: keypadKeySchema }) },
  setPaper: {
    does: 'Changes the paper roll: full, low (near end), or out.',
    input: z.strictObject({ paper: z.enum(['full', 'low', 'out']) }),
  },
  openCover: { does: "Opens the printer's cover.", input: none },
  closeCover: { does: "Closes the printer's cover.", input: none },
  signOnPad: { does: 'Draws a ready signature on the signature pad.', input: none },
  drawOnPad: {
    does: 'Draws on the signature pad with the pen, in its own time.',
    input: z.strictObject({
      strokes: z
        .array(
          z
            .array(
              z.strictObject({
                t: z.int().min(0).max(60_000).describe('milliseconds since the first point'),
                x: z.number().min(0).max(1).describe('share of the screen’s width'),
                y: z.number().min(0).max(1).describe('share of its height'),
                pressure: z.number().min(0).max(1).default(0.5),
              }),
            )
            .min(1)
            .max(2_000),
        )
        .min(1)
        .max(64),
    }),
  },
  tapPad: {
    does: 'Taps one of the buttons on the screen of the signature pad.',
    input: z.strictObject({ button: z.enum(['clear', 'confirm', 'cancel']) }),
  },
  takeNewCard: { does: 'Takes the new card that waits at the gate of the card dispenser.', input: none },
  fillStacker: {
    does: 'Puts so many blank cards into the stack of the card dispenser in all.',
    input: z.strictObject({ cards: z.int().min(0).max(200) }),
  },
  emptyBin: { does: "Takes the cards out of the card dispenser's bin.", input: none },
  unplug: { does: "Pulls a device's cable.", input: z.strictObject({ device: benchDeviceSchema }) },
  plugIn: { does: "Puts a device's cable back.", input: z.strictObject({ device: benchDeviceSchema }) },
  setFault: {
    does: 'Switches a fault of a device on or off; faults stack.',
    input: z.strictObject({ device: benchDeviceSchema, fault: z.string().min(1).max(40), on: z.boolean() }),
  },
  setBankFault: {
    does: 'Switches a fault of the sandbox bank on or off.',
    input: z.strictObject({
      fault: z.string().min(1).max(40),
      on: z.boolean(),
      count: z.int().min(1).max(1000).optional().describe('how many requests it hits; default all'),
    }),
  },
  newDay: {
    does: 'Starts the day again: devices empty and whole, the sandbox bank as on its first day, nobody at the terminal.',
    input: none,
  },
} as const;

export type BenchActName = keyof typeof BENCH_ACTS;
export const benchActNameSchema = z.enum(Object.keys(BENCH_ACTS) as [BenchActName, ...BenchActName[]]);

/** On `bench.act`. */
export const benchRequestSchema = z.strictObject({
  id: z.int(),
  act: benchActNameSchema,
  input: z.unknown(),
});
export type BenchRequest = z.infer<typeof benchRequestSchema>;

/** On `bench.answer`, and the body of the HTTP API's answers. */
export const benchAnswerSchema = z.strictObject({
  id: z.int(),
  ok: z.boolean(),
  error: z.strictObject({ code: z.string().max(40), detail: z.string().max(400).optional() }).optional(),
});
export type BenchAnswer = z.infer<typeof benchAnswerSchema>;
