import type { Device } from '../device.ts';

/** One thing on a receipt. Text is honest text; the driver turns it into bytes, nobody else does. */
export type ReceiptPart =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly align?: 'left' | 'centre' | 'right';
      readonly size?: 'normal' | 'large';
      readonly bold?: boolean;
    }
  /** Two columns on one line; the label left, the value right, wrapped when they do not fit. */
  | { readonly type: 'pair'; readonly label: string; readonly value: string }
  | { readonly type: 'rule' }
  | { readonly type: 'feed'; readonly lines: number }
  /** Up to 300 ASCII characters. */
  | { readonly type: 'qr'; readonly data: string };

export type ReceiptDocument = { readonly parts: readonly ReceiptPart[] };

export type PaperState = 'full' | 'low' | 'out' | 'jammed' | 'unknown';

export type ReceiptPrinterStatus = {
  readonly paper: PaperState;
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'error';
  readonly online: boolean;
};

export type ReceiptPrinterCommands = {
  readonly status: { readonly input: object; readonly output: ReceiptPrinterStatus };
  /**
   * Prints and cuts one receipt. `confirmed`: the printer echoed the process id that follows the last line, so it
   * is on paper. `unknown`: bytes were sent and the end was not confirmed; some, all or none may be on paper. An
   * error result means that nothing of it was printed.
   */
  readonly print: {
    readonly input: { readonly document: ReceiptDocument };
    readonly output: {
      readonly outcome: 'confirmed' | 'unknown';
      /** Why it is unknown; left out when nothing went wrong and this model has no way to confirm. */
      readonly reason?: 'paperOut' | 'coverOpen' | 'cutter' | 'offline' | 'silence' | 'hardwareError';
    };
  };
};

/** Conditions: `paperOut`, `coverOpen`, `cutterError`, `unprintable` (a character no font here has; its code point in `detail`), `tooLong`. */
export type ReceiptPrinterCondition = 'paperOut' | 'coverOpen' | 'cutterError' | 'unprintable' | 'tooLong';

export type ReceiptPrinterEvent = { readonly type: 'printerStatus'; readonly status: ReceiptPrinterStatus };

export type ReceiptPrinter = Device<ReceiptPrinterCommands, ReceiptPrinterEvent>;
