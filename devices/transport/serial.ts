import { access } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import { type Clock, systemClock, type TimerHandle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Carrier, OpenLine } from './open-line.ts';
import type { Line, Transport, TransportError } from './transport.ts';

/** How a port is opened. Left out: 8 data bits, no parity, 1 stop bit, no hardware handshake. */
export type SerialSettings = {
  /** `/dev/ttyS0`, `/dev/serial/by-id/...`, `COM3`. */
  readonly path: string;
  /** Bits per second. */
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  readonly stopBits?: 1 | 2;
  /** RTS/CTS: the device may hold our bytes back, but not for longer than `SEND_SLACK_MILLISECONDS`. */
  readonly rtscts?: boolean;
};

/** What a write may take beyond its time on the wire: adapters buffer, and a device may hold CTS back for a while. */
export const SEND_SLACK_MILLISECONDS = 5_000;
/** A port that does not finish closing is left to the system after this. */
export const CLOSE_MILLISECONDS = 2_000;
/** How often an open port is asked whether it is still there. */
export const PROBE_MILLISECONDS = 500;
/** Start, eight data, parity and two stop bits: more than any setting needs. */
const BITS_PER_BYTE = 12;

/**
 * A real serial port. Every `open` makes a port object of its own, for `serialport` keeps what was written to a
 * closed port and sends it at the next opening of the same object. The native part is loaded at the first `open`.
 */
export function serialTransport(settings: SerialSettings, clock: Clock = systemClock): Transport {
  return {
    name: settings.path,
    open: () => openPort(settings, clock),
  };
}

async function openPort(settings: SerialSettings, clock: Clock): Promise<Result<Line, TransportError>> {
  let port: SerialPort;
  try {
    const library = await import('serialport');
    port = new library.SerialPort({ dataBits: 8, parity: 'none', stopBits: 1, ...settings, autoOpen: false });
  } catch (failure) {
    return err({ code: 'refused', detail: words(failure) });
  }
  // From here on an 'error' without a listener would end the process.
  port.on('error', () => {});
  const failure = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (failure) return err(await openError(settings.path, failure));
  const line: OpenLine = new OpenLine(carrierOf(port, settings, clock), clock);
  // Always listening: a port that nobody reads is not polled, and its death goes unnoticed.
  port.on('data', (chunk: Buffer) => line.received(new Uint8Array(chunk)));
  const over = () => void line.ended({ code: 'gone' });
  port.on('close', over).on('error', over).on('end', over);
  probe(port, clock, over);
  return ok(line);
}

/**
 * A port that hangs up between two polls reads as empty for ever: `serialport` then reads in a busy loop and tells
 * nobody. Waiting for output that is not there does nothing to a living port and fails on a dead one.
 */
function probe(port: SerialPort, clock: Clock, dead: () => void): void {
  let timer: TimerHandle;
  const arm = () => {
    timer = clock.setTimeout(() => {
      if (!port.isOpen) return;
      port.drain((failure) => {
        if (failure) dead();
        else if (port.isOpen) arm();
      });
    }, PROBE_MILLISECONDS);
  };
  arm();
  port.once('close', () => clock.clearTimeout(timer));
}

/**
 * `serialport` fails with plain text only. Whether there is anything to open is asked of the file system where ports
 * are files; the text decides only what cannot be asked.
 */
async function openError(path: string, failure: Error): Promise<TransportError> {
  const detail = words(failure);
  const there = process.platform === 'win32' ? !/file not found/i.test(detail) : await exists(path);
  // A file may be left of a device that is not there any more.
  if (!there || /no such device/i.test(detail)) return { code: 'missing', detail };
  if (/lock port|access denied|resource busy/i.test(detail)) return { code: 'busy', detail };
  return { code: 'refused', detail };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Its messages begin with a word of their own. */
const words = (failure: unknown): string =>
  (failure instanceof Error ? failure.message : 'unknown').replace(/^Error:?\s+/, '').slice(0, 200);

function carrierOf(port: SerialPort, settings: SerialSettings, clock: Clock): Carrier {
  return {
    patience: (length) =>
      Math.ceil((length * BITS_PER_BYTE * 1000) / settings.baudRate) + SEND_SLACK_MILLISECONDS,
    send: (bytes, done) => {
      // A closed port would queue both of these without a word.
      if (!port.isOpen) return done(false);
      port.write(Buffer.from(bytes), (failure) => {
        if (failure || !port.isOpen) return done(false);
        port.drain((undrained) => done(!undrained));
      });
    },
    release: () =>
      new Promise((resolve) => {
        if (!port.isOpen && !port.closing) return resolve();
        const giveUp = clock.setTimeout(resolve, CLOSE_MILLISECONDS);
        const done = () => {
          clock.clearTimeout(giveUp);
          resolve();
        };
        if (port.closing) return void port.once('close', done);
        // Without the flush, closing waits until the device has taken what the system still holds for it.
        port.flush(() => {
          if (port.isOpen) port.close(done);
          else done();
        });
      }),
  };
}
