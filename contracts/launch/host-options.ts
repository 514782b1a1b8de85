import * as z from 'zod';

/** What whoever starts the host (launcher or Electron's main process) hands it, as JSON in `VESTIBULE_HOST_OPTIONS`. */
export const hostOptionsSchema = z.strictObject({
  /** 0 = any free port. */
  port: z.int().min(0).max(65_535),
  branchPort: z.int().min(0).max(65_535),
  dataDir: z.string().min(1),
  /** Path of the profile, already known to be readable JSON; schema-checked by the host. */
  profileFile: z.string().min(1),
  /** Folder with the built pages. */
  pagesDir: z.string().min(1),
  bank: z.strictObject({ url: z.string().max(512), token: z.string().min(1).max(512), sandbox: z.boolean() }),
  /** A branch service that runs elsewhere, and the code with which this terminal joins it; left out: one in the host. */
  branch: z
    .strictObject({ url: z.url({ protocol: /^https?$/ }).max(512), code: z.string().max(64).optional() })
    .optional(),
  /** Only while devices are simulated. */
  simulators: z
    .strictObject({
      pipes: z.strictObject({
        idScanner: z.string().optional(),
        cardReader: z.string().optional(),
        receiptPrinter: z.string().optional(),
        signaturePad: z.string().optional(),
        cardDispenser: z.string().optional(),
      }),
      /** Pipe of the control line: acts to the simulators, states from them. */
      control: z.string(),
      /** The browser plays a camera and a microphone. */
      camera: z.boolean().optional(),
    })
    .optional(),
});
export type HostOptions = z.infer<typeof hostOptionsSchema>;

/** What the host tells whoever started it, over the process's message port. */
export const hostReportSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ready'),
    url: z.string(),
    branchUrl: z.string(),
    /** With what staff can sign in at the branch service, a line each, to be printed. */
    staffLines: z.array(z.string().max(200)).max(20),
  }),
  /** The host cannot run; `message` names the thing and what to do. The process exits with a code that is not 0. */
  z.strictObject({ type: z.literal('failed'), code: z.string(), message: z.string() }),
]);
export type HostReport = z.infer<typeof hostReportSchema>;
