import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import type { HidReports } from '../../transport/hid/reports.ts';
import { blocksOf, type Picture, type PlainEncoding } from './image.ts';
import {
  ABANDON_IMAGE,
  brightness,
  type Capability,
  CLEAR_SCREEN,
  decodeCapability,
  decodeInformation,
  decodeStatus,
  END_IMAGE,
  type Information,
  LENGTH,
  type PadState,
  type PadStatus,
  REPORT,
  SOFT_RESET,
  startImage,
  WHITE_BACKGROUND,
} from './protocol.ts';

/** How often, and how long at most, a busy pad is asked whether it is ready, milliseconds. Ours: no source has any. */
export const STU_DELAYS = { poll: 50, busy: 5_000 } as const;

/** States that pass by themselves. */
const BUSY: readonly (PadState | undefined)[] = ['calculating', 'bootImage', 'romBusy', 'resetPending'];

/** What this house wants of what the pad keeps in its flash: written only where it is otherwise. */
const KEPT: readonly { readonly wanted: Uint8Array; readonly length: number }[] = [
  { wanted: WHITE_BACKGROUND, length: LENGTH.background },
  { wanted: brightness(3), length: LENGTH.brightness },
];

type Done = Promise<Result<object, DeviceError>>;

/** The pad's features as acts, each followed by a look at what became of it. */
export class StuPad {
  readonly #reports: HidReports;
  readonly #clock: Clock;

  constructor(reports: HidReports, clock: Clock) {
    this.#reports = reports;
    this.#clock = clock;
  }

  async information(): Promise<Result<Information, DeviceError>> {
    return this.#read(REPORT.information, LENGTH.information, decodeInformation);
  }

  async capability(): Promise<Result<Capability, DeviceError>> {
    return this.#read(REPORT.capability, LENGTH.capability, decodeCapability);
  }

  async status(): Promise<Result<PadStatus, DeviceError>> {
    return this.#read(REPORT.status, LENGTH.status, decodeStatus);
  }

  /** Four bytes that tell one pad from another, as hexadecimal; `undefined` where the pad has none. */
  async uid(): Promise<string | undefined> {
    const uid = await this.#reports.getFeature(REPORT.uid, LENGTH.uid);
    if (!uid.ok || uid.value.length < LENGTH.uid) return undefined;
    return Buffer.from(uid.value.subarray(1, LENGTH.uid)).toString('hex').toUpperCase();
  }

  /** A white screen, no encryption, whatever a former host left. */
  async reset(): Done {
    return this.set(SOFT_RESET);
  }

  /** Settings that outlive the power: read first, for flash wears. A pad without one of them says so, and has none. */
  async keep(): Promise<void> {
    for (const { wanted, length } of KEPT) {
      const now = await this.#reports.getFeature(wanted[0] ?? 0, length);
      if (!now.ok || now.value.every((byte, at) => byte === wanted[at])) continue;
      await this.set(wanted);
    }
  }

  /** Writes a feature, waits until the pad is no longer busy with it, and tells what the pad says of it. */
  async set(report: Uint8Array): Done {
    const written = await this.#reports.setFeature(report);
    if (!written.ok) return written;
    const status = await this.settled();
    if (!status.ok) return status;
    const { result } = status.value;
    return result === 'ok' ? ok({}) : err(refused(result));
  }

  /** Writes a feature that a smaller pad may not have. False: it has not. */
  async setIfThere(report: Uint8Array): Promise<Result<boolean, DeviceError>> {
    const written = await this.set(report);
    if (written.ok) return ok(true);
    const { error } = written;
    const unknown = error.deviceCode === 'STALL' || error.deviceCode === 'result=wrongReportId';
    return unknown ? ok(false) : err(error);
  }

  /** Asks until the pad is ready for more. */
  async settled(): Promise<Result<PadStatus, DeviceError>> {
    const until = this.#clock.monotonic() + STU_DELAYS.busy;
    for (;;) {
      const status = await this.status();
      if (!status.ok || !BUSY.includes(status.value.state)) return status;
      if (this.#clock.monotonic() >= until)
        return err({
          code: 'hardwareError',
          detail: 'busy for too long',
          deviceCode: `state=${status.value.state}`,
        });
      await new Promise<void>((resolve) => this.#clock.setTimeout(resolve, STU_DELAYS.poll));
    }
  }

  /** Shows a picture over the whole screen. Called off between two blocks, the pad keeps what it showed. */
  async show(picture: Picture, encoding: PlainEncoding, turn: Turn): Done {
    const begun = await this.set(startImage(encoding));
    if (!begun.ok) return begun;
    for (const block of blocksOf(picture, encoding)) {
      if (turn.cancelled()) {
        await this.set(ABANDON_IMAGE);
        return err({ code: 'cancelled' });
      }
      // The pad takes one after the other; what it thinks of them all, it says after the end.
      const written = await this.#reports.setFeature(block);
      if (!written.ok) {
        await this.#reports.setFeature(ABANDON_IMAGE);
        return written;
      }
    }
    return this.set(END_IMAGE);
  }

  async clear(): Done {
    return this.set(CLEAR_SCREEN);
  }

  async #read<T>(
    id: number,
    length: number,
    decode: (report: Uint8Array) => T | undefined,
  ): Promise<Result<T, DeviceError>> {
    const report = await this.#reports.getFeature(id, length);
    if (!report.ok) return report;
    const value = decode(report.value);
    const name = id.toString(16).padStart(2, '0').toUpperCase();
    return value === undefined ? err({ code: 'protocol', detail: `report ${name}` }) : ok(value);
  }
}

/** The pad's own word, by name where it has one. */
function refused(result: PadStatus['result']): DeviceError {
  return { code: 'hardwareError', deviceCode: `result=${result}` };
}
