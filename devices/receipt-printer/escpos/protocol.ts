import { ascii, concat } from '#foundation/bytes.ts';
import type { Alignment, TextSize } from './layout.ts';

/*
 * ESC/POS as a receipt printer of a terminal needs it (Epson, "ESC/POS Command Reference"; programming guide of the
 * TM-L90/TM-T88III for the process id). 80 mm paper at 180 dpi: 512 dots, font A 12 x 24 dots, Hanzi 24 x 24.
 *
 * What goes to the printer is a list of tokens. A command token is made by a function of this file and by nothing
 * else; a text run holds no byte below 20 and no 7F. So text can never become a command, whatever it says.
 */

export type Token = {
  readonly kind: 'command' | 'text';
  /** For traces; never content. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

const command = (name: string, ...bytes: readonly number[]): Token => ({
  kind: 'command',
  name,
  bytes: Uint8Array.from(bytes),
});

const withData = (name: string, header: readonly number[], data: Uint8Array): Token => ({
  kind: 'command',
  name,
  bytes: concat(Uint8Array.from(header), data),
});

/** Characters of one line: ASCII 20 to 7E, or Hanzi pairs. A control byte here is a programmer's mistake and throws. */
export function textRun(bytes: Uint8Array): Token {
  if (bytes.some((byte) => byte < 0x20 || byte === 0x7f)) throw new RangeError('control byte in a text run');
  return { kind: 'text', name: 'text', bytes };
}

/** 1B 40. Clears the line buffer and all modes, turns ASB off; what waits in the receive buffer stays there. */
export const initialise = (): Token => command('ESC @', ESC, 0x40);

/** 1C 26. Two-byte characters from here on; off after `initialise` on some models, so sent after every one. */
export const hanziMode = (): Token => command('FS &', FS, 0x26);

/** 1B 52 00. ASCII is ASCII: other national sets replace `$` and `\`, and a factory may have chosen one. */
export const plainAscii = (): Token => command('ESC R', ESC, 0x52, 0x00);

/** 0A. Prints the line and feeds one. */
export const lineFeed = (): Token => command('LF', 0x0a);

/** 1B 64 n. Feeds `lines` lines, 1 to 255. */
export const feedLines = (lines: number): Token => command('ESC d', ESC, 0x64, lines & 0xff);

/** 1B 61 n. Only at the start of a line. */
export const align = (alignment: Alignment): Token =>
  command('ESC a', ESC, 0x61, { left: 0, centre: 1, right: 2 }[alignment]);

/** 1B 45 n. */
export const bold = (on: boolean): Token => command('ESC E', ESC, 0x45, on ? 1 : 0);

/**
 * 1D 21 n, high nibble width - 1 and low nibble height - 1, and 1C 21 n, 04 double width and 08 double height: on
 * some models the first does not reach Hanzi.
 */
export const textSize = (size: TextSize): readonly Token[] =>
  size === 'large'
    ? [command('GS !', GS, 0x21, 0x11), command('FS !', FS, 0x21, 0x0c)]
    : [command('GS !', GS, 0x21, 0x00), command('FS !', FS, 0x21, 0x00)];

/** 1D 56 42 00. Feeds to the cutter and cuts, leaving one point that holds the paper. */
export const cut = (): Token => command('GS V', GS, 0x56, 0x42, 0x00);

/** 1D 76 30 00 xL xH yL yH data. `data` is `rows` rows of `bytesPerRow` bytes, MSB left, 1 black. */
export const raster = (bytesPerRow: number, rows: number, data: Uint8Array): Token => {
  if (data.length !== bytesPerRow * rows) throw new RangeError('raster data do not fill its rows');
  return withData(
    'GS v 0',
    [GS, 0x76, 0x30, 0x00, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8],
    data,
  );
};

export type QrOptions = {
  /** Dots of one module's side, 1 to 16. */
  readonly moduleDots: number;
  readonly correction: 'L' | 'M' | 'Q' | 'H';
};

const QR_CORRECTION = { L: 0x30, M: 0x31, Q: 0x32, H: 0x33 } as const;

/** QR code, model 2, drawn by the printer itself: model, module size, error correction, store, print (GS ( k, cn 31). */
export function qrCode(text: string, { moduleDots, correction }: QrOptions): readonly Token[] {
  const length = text.length + 3;
  const name = 'GS ( k';
  return [
    command(name, GS, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00),
    command(name, GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, moduleDots),
    command(name, GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, QR_CORRECTION[correction]),
    withData(name, [GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30], ascii(text)),
    command(name, GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30),
  ];
}

/** 10 04 n. Real-time status, answered at once even while the printer is stopped; one byte, see `status.ts`. */
export const askStatus = (n: 1 | 2 | 3 | 4): Token => command(`DLE EOT ${n}`, DLE, 0x04, n);

/**
 * 10 05 02. Real time: throws away what waits in the buffers, then leaves the error. Many manuals let it act on
 * cutter errors only, and no printer acts on it while it prints. Its brother 10 05 01 prints the rest of an old
 * receipt and is never sent.
 */
export const clearBuffers = (): Token => command('DLE ENQ 2', DLE, 0x05, 0x02);

/** 1D 61 0F. The four status bytes now and at every change of drawer, offline, error and paper. */
export const automaticStatus = (): Token => command('GS a', GS, 0x61, 0x0f);

/** 1D 28 48 06 00 30 30 d1-d4. Comes back when everything before it is on paper; four characters 20 to 7E. */
export const processId = (id: string): Token =>
  withData('GS ( H', [GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30], ascii(id));

/** 1D 72 01. Queued paper status: answered when the printer's reading, not its printing, has come to it. */
export const askQueuedStatus = (): Token => command('GS r', GS, 0x72, 0x01);

const PRINTER_INFORMATION = { firmware: 65, maker: 66, model: 67, serialNumber: 68 } as const;

/** 1D 49 n. A text block `5F ... 00` about the printer itself. */
export const askInformation = (about: keyof typeof PRINTER_INFORMATION): Token =>
  command('GS I', GS, 0x49, PRINTER_INFORMATION[about]);

/** All bytes of a run of tokens. */
export const assemble = (tokens: readonly Token[]): Uint8Array => concat(...tokens.map(({ bytes }) => bytes));
