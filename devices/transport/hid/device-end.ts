import type { Clock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import type { Line } from '../transport.ts';
import { cutHid, encodeHid, type HidMessage, MAXIMUM_MESSAGE, MESSAGE_MILLISECONDS } from './messages.ts';

/** What a simulated HID device does with what the host asks; `undefined`: stalled, it has no such report. */
export type HidDevice = {
  readonly getFeature: (id: number) => Uint8Array | undefined;
  /** False: stalled. `report` begins with its number. */
  readonly setFeature: (report: Uint8Array) => boolean;
  /** Whether it hears and says nothing now. */
  readonly silent: () => boolean;
  /** The host sent something that no host sends. */
  readonly onViolation: () => void;
};

/** The device's end of a HID line, for simulators. A second line replaces the first, as a cable would. */
export class HidDeviceEnd {
  readonly #device: HidDevice;
  readonly #clock: Clock;
  #line: Line | undefined;
  #frames: FrameReader<HidMessage> | undefined;

  constructor(device: HidDevice, clock: Clock) {
    this.#device = device;
    this.#clock = clock;
  }

  attach(line: Line): void {
    this.detach();
    const frames = new FrameReader<HidMessage>({
      cut: cutHid,
      maximumBytes: MAXIMUM_MESSAGE,
      interByteMilliseconds: MESSAGE_MILLISECONDS,
      clock: this.#clock,
      onFrame: (message) => {
        if (this.#line === line) this.#hear(message, line);
      },
      onDiscarded: () => this.#device.onViolation(),
    });
    this.#line = line;
    this.#frames = frames;
    line.listen({
      data: (bytes) => frames.push(bytes),
      closed: () => {
        frames.stop();
        if (this.#line === line) this.#line = undefined;
      },
    });
  }

  /** Pulls the cable. */
  detach(): void {
    const line = this.#line;
    this.#line = undefined;
    this.#frames?.stop();
    void line?.close();
  }

  /** Sends an input report; lost when nothing is plugged in. */
  input(report: Uint8Array): void {
    void this.#line?.write(encodeHid({ kind: 'input', report }));
  }

  #hear(message: HidMessage, line: Line): void {
    if (this.#device.silent()) return;
    const answer = this.#answer(message);
    if (answer) void line.write(encodeHid(answer));
  }

  #answer(message: HidMessage): HidMessage | undefined {
    switch (message.kind) {
      case 'getFeature': {
        const { tag } = message;
        const report = this.#device.getFeature(message.id)?.subarray(0, message.length);
        return report ? { kind: 'feature', tag, report } : { kind: 'refused', tag, detail: 'stall' };
      }
      case 'setFeature': {
        const { tag } = message;
        return this.#device.setFeature(message.report)
          ? { kind: 'done', tag }
          : { kind: 'refused', tag, detail: 'stall' };
      }
      case 'output':
        return { kind: 'refused', tag: message.tag, detail: 'no output reports' };
      default:
        this.#device.onViolation();
        return undefined;
    }
  }
}
