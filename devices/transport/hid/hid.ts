import type { Device, HIDAsync } from 'node-hid';
import { type Clock, systemClock, type TimerHandle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { type Carrier, OpenLine } from '../open-line.ts';
import type { Line, Transport, TransportError } from '../transport.ts';
import { cutHid, encodeHid, type HidMessage, MAXIMUM_MESSAGE, MESSAGE_MILLISECONDS } from './messages.ts';

/** Which device of this machine is meant. */
export type HidSettings = {
  readonly vendorId: number;
  readonly productId?: number;
  readonly serialNumber?: string;
  /** `/dev/hidraw0`; changes from plug to plug. */
  readonly path?: string;
};

/** How often an open device is looked for among those that are there: a pulled cable is not always told. */
export const PRESENCE_MILLISECONDS = 2_000;
/** What one feature may take in the kernel and the device before the line is given up. */
export const CARRY_MILLISECONDS = 10_000;
export const HID_CLOSE_MILLISECONDS = 2_000;

type Library = typeof import('node-hid');

/**
 * A real HID device through `node-hid`, found by its numbers at every `open`, so that a device plugged in again is
 * found again under whatever name it has then. The native part is loaded at the first `open`.
 */
export function hidTransport(settings: HidSettings, clock: Clock = systemClock): Transport {
  const hex = (number: number) => number.toString(16).padStart(4, '0');
  const { vendorId, productId } = settings;
  return {
    name: `hid:${hex(vendorId)}${productId === undefined ? '' : `:${hex(productId)}`}`,
    open: () => openDevice(settings, clock),
  };
}

async function openDevice(settings: HidSettings, clock: Clock): Promise<Result<Line, TransportError>> {
  try {
    const library = await import('node-hid');
    const found = choose(await library.devicesAsync(), settings);
    if (!found.ok) return found;
    const path = found.value;
    const device = await library.HIDAsync.open(path);
    // From here on an 'error' without a listener would end the process.
    device.on('error', () => {});
    return ok(lineTo({ device, path, library, clock }));
  } catch (failure) {
    return err(openError(failure));
  }
}

/**
 * The path of the one device that is meant. One device may be listed once for each of its interfaces and usages: the
 * first interface counts. Two devices that fit are refused, for a customer would sign on either.
 */
export function choose(
  devices: readonly Device[],
  { vendorId, productId, serialNumber, path }: HidSettings,
): Result<string, TransportError> {
  const fitting = devices.filter(
    (device) =>
      device.path !== undefined &&
      device.vendorId === vendorId &&
      (productId === undefined || device.productId === productId) &&
      (serialNumber === undefined || device.serialNumber === serialNumber) &&
      (path === undefined || device.path === path),
  );
  const first = Math.min(...fitting.map((device) => device.interface));
  const paths = new Set(
    fitting.filter((device) => device.interface === first).flatMap((device) => device.path ?? []),
  );
  const [only, ...others] = paths;
  if (only === undefined) return err({ code: 'missing' });
  if (others.length > 0)
    return err({ code: 'refused', detail: 'several devices fit: name one by serial number' });
  return ok(only);
}

/** `node-hid` fails with plain text, and its events hand over the text itself rather than an Error. */
export const words = (failure: unknown): string =>
  (failure instanceof Error ? failure.message : typeof failure === 'string' ? failure : 'unknown').slice(
    0,
    200,
  );

function openError(failure: unknown): TransportError {
  const detail = words(failure);
  if (/no such (file|device)|cannot open device with path/i.test(detail) && !/permission/i.test(detail))
    return { code: 'missing', detail };
  return { code: 'refused', detail };
}

const isGone = (detail: string): boolean => /no such device|disconnected|closed/i.test(detail);

type Open = {
  readonly device: HIDAsync;
  readonly path: string;
  readonly library: Library;
  readonly clock: Clock;
};

function lineTo(open: Open): Line {
  const { device, clock } = open;
  let closed = false;
  const over = (detail: string) => void line.ended({ code: 'gone', detail });
  const answerTo = async (message: HidMessage): Promise<HidMessage | undefined> => {
    if (message.kind === 'setFeature') {
      await device.sendFeatureReport(Buffer.from(message.report));
      return { kind: 'done', tag: message.tag };
    }
    if (message.kind === 'getFeature') {
      const report = new Uint8Array(await device.getFeatureReport(message.id, message.length));
      return { kind: 'feature', tag: message.tag, report };
    }
    if (message.kind !== 'output') return undefined;
    await device.write(Buffer.from(message.report));
    return { kind: 'done', tag: message.tag };
  };
  const carry = async (message: HidMessage): Promise<boolean> => {
    try {
      // Written to after a close, it would be written to whatever has that number then.
      const answer = closed ? undefined : await answerTo(message);
      if (answer && !closed) line.received(encodeHid(answer));
      return !closed;
    } catch (failure) {
      const detail = words(failure);
      if (isGone(detail) || closed) return false;
      if ('tag' in message) line.received(encodeHid({ kind: 'refused', tag: message.tag, detail }));
      return true;
    }
  };
  const asked: HidMessage[] = [];
  const frames = new FrameReader<HidMessage>({
    cut: cutHid,
    maximumBytes: MAXIMUM_MESSAGE,
    interByteMilliseconds: MESSAGE_MILLISECONDS,
    clock,
    onFrame: (message) => asked.push(message),
    onDiscarded: () => over('no HID message'),
  });
  const carrier: Carrier = {
    patience: () => CARRY_MILLISECONDS,
    send: (bytes, done) => {
      frames.push(bytes);
      const all = async () => {
        for (const message of asked.splice(0)) if (!(await carry(message))) return false;
        return true;
      };
      void all().then(done);
    },
    release: () => {
      closed = true;
      frames.stop();
      stopLooking();
      return closeDevice(device, clock);
    },
  };
  const line: OpenLine = new OpenLine(carrier, clock);
  device.on('data', (report: Buffer) =>
    line.received(encodeHid({ kind: 'input', report: new Uint8Array(report) })),
  );
  device.on('error', (failure: unknown) => over(words(failure)));
  const stopLooking = lookForIt(open, over);
  return line;
}

/** `node-hid` has no word for plugging: whether the device is still there is asked now and then. */
function lookForIt({ library, path, clock }: Open, gone: (detail: string) => void): () => void {
  let stopped = false;
  let timer: TimerHandle;
  const look = async () => {
    const there = await library.devicesAsync().then(
      (devices) => devices.some((device) => device.path === path),
      () => true,
    );
    if (stopped) return;
    if (there) arm();
    else gone('not among the devices any more');
  };
  const arm = () => {
    timer = clock.setTimeout(() => void look(), PRESENCE_MILLISECONDS);
  };
  arm();
  return () => {
    stopped = true;
    clock.clearTimeout(timer);
  };
}

function closeDevice(device: HIDAsync, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = clock.setTimeout(resolve, HID_CLOSE_MILLISECONDS);
    const done = () => {
      clock.clearTimeout(giveUp);
      resolve();
    };
    // A device that fails to close is gone all the same.
    device.close().then(done, done);
  });
}
