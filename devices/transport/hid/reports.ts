import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { FrameTrace } from '../../driver.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { Waiters } from '../../link/waiter.ts';
import type { Line, TransportError } from '../transport.ts';
import { cutHid, encodeHid, type HidMessage, MAXIMUM_MESSAGE, MESSAGE_MILLISECONDS } from './messages.ts';

/** How long one feature may take, milliseconds: the kernel's own control transfer gives up after five seconds. */
export const FEATURE_MILLISECONDS = 6_000;

type Options = {
  readonly line: Line;
  readonly clock: Clock;
  readonly trace?: FrameTrace | undefined;
  readonly onInput: (report: Uint8Array) => void;
  readonly onClosed: (reason: TransportError) => void;
};

type Asking = { readonly kind: 'setFeature'; readonly report: Uint8Array } | GetFeature;
type GetFeature = { readonly kind: 'getFeature'; readonly id: number; readonly length: number };

/**
 * The host's end of a HID device's line: features set and asked, input reports heard, each with its borders. Answers
 * carry the tag of their question, so that a late one is never taken for another's.
 * Errors: `offline`, `timeout`, `hardwareError` when the device stalled, `protocol` when the line is no HID line.
 */
export class HidReports {
  readonly #options: Options;
  readonly #frames: FrameReader<HidMessage>;
  readonly #waiters: Waiters<HidMessage>;
  #tag = 0;

  constructor(options: Options) {
    const { line, clock, trace } = options;
    this.#options = options;
    this.#waiters = new Waiters(clock);
    this.#frames = new FrameReader<HidMessage>({
      cut: cutHid,
      maximumBytes: MAXIMUM_MESSAGE,
      interByteMilliseconds: MESSAGE_MILLISECONDS,
      clock,
      onFrame: (message) => this.#hear(message),
      onDiscarded: (length, reason) => {
        trace?.({ direction: 'discarded', name: reason, length });
        void line.close();
      },
    });
    line.listen({
      data: (bytes) => this.#frames.push(bytes),
      closed: (reason) => {
        this.close();
        options.onClosed(reason);
      },
    });
  }

  /** Writes a feature; `report` begins with its number. */
  async setFeature(report: Uint8Array): Promise<Result<object, DeviceError>> {
    const answer = await this.#ask({ kind: 'setFeature', report }, report[0] ?? 0);
    if (!answer.ok) return answer;
    return answer.value.kind === 'done' ? ok({}) : err(unexpected(answer.value));
  }

  /** Reads a feature of at most `length` bytes, its number included; what comes begins with that number. */
  async getFeature(id: number, length: number): Promise<Result<Uint8Array, DeviceError>> {
    const answer = await this.#ask({ kind: 'getFeature', id, length }, id);
    if (!answer.ok) return answer;
    if (answer.value.kind !== 'feature') return err(unexpected(answer.value));
    const { report } = answer.value;
    return report[0] === id ? ok(report) : err({ code: 'protocol', detail: 'another report answered' });
  }

  /** Ends every wait with `offline`; nothing is heard after this. */
  close(): void {
    this.#frames.stop();
    this.#waiters.close();
  }

  async #ask(asking: Asking, id: number): Promise<Result<HidMessage, DeviceError>> {
    this.#tag = (this.#tag % 255) + 1;
    const tag = this.#tag;
    const wait = this.#waiters.expect((message) => 'tag' in message && message.tag === tag);
    const bytes = encodeHid({ ...asking, tag });
    const name = nameOf(asking.kind, id);
    this.#options.trace?.({ direction: 'toDevice', name, length: bytes.length, bytes });
    const written = await this.#options.line.write(bytes);
    if (!written.ok) {
      wait.cancel();
      return err({ code: 'offline' });
    }
    return wait.within(FEATURE_MILLISECONDS);
  }

  #hear(message: HidMessage): void {
    const { trace, onInput } = this.#options;
    if (message.kind === 'input') {
      trace?.({
        direction: 'toHost',
        name: nameOf('input', message.report[0] ?? 0),
        length: message.report.length,
        bytes: encodeHid(message),
      });
      return onInput(message.report);
    }
    const wanted = this.#waiters.offer(message);
    const bytes = encodeHid(message);
    const direction = wanted ? 'toHost' : 'discarded';
    trace?.({ direction, name: message.kind, length: bytes.length, bytes });
  }
}

const unexpected = (message: HidMessage): DeviceError =>
  message.kind === 'refused'
    ? { code: 'hardwareError', detail: message.detail, deviceCode: 'STALL' }
    : { code: 'protocol', detail: `answered with ${message.kind}` };

/** `setFeature 21`: the report's number, never what is in it. */
const nameOf = (kind: string, id: number): string =>
  `${kind} ${id.toString(16).padStart(2, '0').toUpperCase()}`;
