import * as z from 'zod';
import { bilingualSchema, languageSchema } from '../language.ts';

const serial = z.strictObject({
  transport: z.literal('serial'),
  /** `/dev/serial/by-id/...` or `COM3`. */
  path: z.string().min(1).max(256),
  baudRate: z.int().min(300).max(921_600).optional(),
});
const usbNumber = z.string().regex(/^[0-9a-f]{4}$/);
const hid = z.strictObject({
  transport: z.literal('hid'),
  /** Left out: the model's own; four hexadecimal digits, as `lsusb` shows them. */
  vendorId: usbNumber.optional(),
  productId: usbNumber.optional(),
  /** Where two of a kind are plugged in. */
  serialNumber: z.string().min(1).max(126).optional(),
});
const simulated = z.strictObject({ transport: z.literal('simulated') });
const connection = z.discriminatedUnion('transport', [serial, hid, simulated]);

/** By the model's name in the catalogue of drivers; whoever reads a profile holds it against that catalogue. */
const device = z.strictObject({ model: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), connection });

const dispenser = z.strictObject({
  ...device.shape,
  /** Which of the bank's card products lies in its stack. */
  stock: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});

/** One terminal as its branch set it up. A device that is left out is not there. */
export const profileSchema = z.strictObject({
  $schema: z.string().max(256).optional(),
  terminal: z.strictObject({
    /** Named to staff and the bank: `T01`. */
    id: z.string().regex(/^(?!.*\d{7})[A-Z0-9-]{1,12}$/),
    branch: bilingualSchema,
    language: languageSchema.default('zh-CN'),
    /** Where to go when nobody can be called from here, as told on the screen. */
    counter: bilingualSchema.default({ zh: '大堂服务台', en: 'the service desk in the lobby' }),
  }),
  devices: z
    .strictObject({
      idScanner: device.optional(),
      cardReader: device.optional(),
      receiptPrinter: device.optional(),
      signaturePad: device.optional(),
      cardDispenser: dispenser.optional(),
    })
    .default({}),
  /**
   * The camera and the microphone at the screen, which the page opens; by the names its browser gives them, or
   * whichever there is. Left out: there are none.
   */
  camera: z
    .strictObject({
      label: z.string().min(1).max(128).optional(),
      microphone: z.string().min(1).max(128).optional(),
      /** Pixels of a still picture; recordings are smaller. */
      width: z.int().min(160).max(7_680).default(1_920),
      height: z.int().min(120).max(4_320).default(1_080),
      /** The browser plays a moving test picture and a tone instead; for practice. */
      simulated: z.boolean().default(false),
    })
    .optional(),
  /** Calls to a teller on the screen, by picture and sound where there is a camera, else in writing. Left out: none. */
  teller: z
    .strictObject({
      /** Where the customer hears him: out loud, or for himself alone. */
      audio: z.enum(['speaker', 'handset', 'headset']).default('speaker'),
    })
    .optional(),
  /** Left out: the sandbox bank. */
  bank: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }).max(512),
      /** Name of the environment variable that holds the bearer token. */
      tokenVariable: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
    })
    .optional(),
  bridge: z
    .strictObject({
      /** Further host names under which the page may be opened, without port. */
      hosts: z
        .array(z.string().regex(/^[a-z0-9.-]{1,253}$/))
        .max(8)
        .default([]),
    })
    .default({ hosts: [] }),
  /** Where phones reach the branch service; QR codes carry it. Left out: no QR codes. */
  publicUrl: z
    .url({ protocol: /^https$/ })
    .max(512)
    .optional(),
  /** What stands on papers that are signed here. Left out: the sandbox bank's. */
  papers: z
    .strictObject({
      /** The bank as its licence names it. */
      bank: bilingualSchema,
      /** The number to call. */
      hotline: z.string().regex(/^[0-9][0-9 -]{2,19}$/),
      /** Working days until money that goes back is on the account. */
      refundDays: z.int().min(0).max(60),
      /** Years a contract is kept after its product has ended. */
      retentionYears: z.int().min(1).max(100),
      /** Hours in which a first payment to somebody new can be called back. */
      recallHours: z.int().min(0).max(720).default(24),
    })
    .optional(),
  retention: z
    .strictObject({
      /** Days a finished visit's sealed values are kept before its key is destroyed; 0 = at the visit's end. */
      sealedDays: z.int().min(0).max(3650).default(0),
    })
    .default({ sealedDays: 0 }),
});
export type Profile = z.infer<typeof profileSchema>;
export type ProfileInput = z.input<typeof profileSchema>;
