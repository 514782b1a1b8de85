import * as z from 'zod';

/** Devices of the simulated cabinet, by what they are. */
export const benchDeviceSchema = z.enum([
  'cardReader',
  'idScanner',
  'receiptPrinter',
  'signaturePad',
  'cardDispenser',
]);
export type BenchDevice = z.infer<typeof benchDeviceSchema>;

/** An invented person who can be sent to the terminal. */
export const benchPersonSchema = z.strictObject({
  key: z.string().max(40),
  name: z.string().max(80),
  /** One line of who this is: "aged 70", "expired ID card". */
  note: z.strictObject({ zh: z.string().max(80), en: z.string().max(120) }),
  documentType: z.string().max(40),
  phone: z.string().max(20).nullable(),
  cards: z.array(
    z.strictObject({ index: z.int(), label: z.string().max(60), last4: z.string().regex(/^\d{4}$/) }),
  ),
});

export const receiptLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string().max(200),
    align: z.enum(['left', 'centre', 'right']),
    size: z.enum(['normal', 'large']),
    bold: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('qr'), data: z.string().max(400) }),
  /** Its dots come on the byte stream `bench.raster` under this stream number. */
  z.strictObject({ kind: z.literal('raster'), stream: z.int(), width: z.int(), height: z.int() }),
  z.strictObject({ kind: z.literal('feed'), lines: z.int() }),
]);

export const benchStateSchema = z.strictObject({
  people: z.array(benchPersonSchema),
  cardReader: z.strictObject({
    plugged: z.boolean(),
    entry: z.enum(['enabled', 'prohibited']),
    card: z.strictObject({ last4: z.string(), where: z.enum(['gate', 'inside', 'contact']) }).nullable(),
    bin: z.int(),
    faults: z.array(z.string().max(40)),
  }),
  idScanner: z.strictObject({
    plugged: z.boolean(),
    document: z.strictObject({ type: z.string().max(40), name: z.string().max(80) }).nullable(),
    faults: z.array(z.string().max(40)),
  }),
  receiptPrinter: z.strictObject({
    plugged: z.boolean(),
    paper: z.enum(['full', 'low', 'out']),
    cover: z.enum(['closed', 'open']),
    receipts: z.array(
      z.strictObject({
        id: z.string().max(40),
        cut: z.boolean(),
        lines: z.array(receiptLineSchema).max(300),
      }),
    ),
    faults: z.array(z.string().max(40)),
  }),
  signaturePad: z.strictObject({
    plugged: z.boolean(),
    width: z.int(),
    height: z.int(),
    /** The picture on its screen, on the byte stream `bench.raster` under this number; null = a blank screen. */
    screen: z.int().nullable(),
    /** What the pen drew there: shares of width and height. */
    ink: z
      .array(
        z.array(z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })).max(20_000),
      )
      .max(2_000),
    penBusy: z.boolean(),
    faults: z.array(z.string().max(40)),
  }),
  cardDispenser: z.strictObject({
    plugged: z.boolean(),
    /** Blank cards in the stack, and cards in the bin. */
    stack: z.int(),
    bin: z.int(),
    card: z.strictObject({ last4: z.string(), where: z.enum(['gate', 'inside', 'stuck']) }).nullable(),
    faults: z.array(z.string().max(40)),
  }),
  /** Names of the faults each device can have. */
  faults: z.record(benchDeviceSchema, z.array(z.string().max(40))),
  bankFaults: z.array(z.string().max(40)),
  /** Which of them are on, and how many requests each still hits; null: until it is switched off. */
  bankFaultsOn: z.array(z.strictObject({ fault: z.string().max(40), remaining: z.int().min(1).nullable() })),
  /** Texts the bank sent to the people's phones, newest first. */
  messages: z
    .array(z.strictObject({ phone: z.string().max(20), text: z.string().max(400), at: z.string().max(40) }))
    .max(50),
  screen: z.strictObject({ kind: z.string().max(40), step: z.int() }),
});
export type BenchState = z.infer<typeof benchStateSchema>;
