import type { Clock } from '#foundation/clock.ts';
import type { FaultSet } from '../../../simulation/fault-set.ts';
import {
  type Capability,
  encodeCapability,
  encodeInformation,
  encodeStatus,
  LENGTH,
  type PadResult,
  type PadState,
  REPORT,
} from '../protocol.ts';
import type { Fault } from './faults.ts';
import type { PadScreen } from './screen.ts';

/** How long the pad thinks, milliseconds: invented. */
export const THINKING = { image: 20, reset: 100, busyOnce: 1_000 } as const;

const INFORMATION = { model: 'STU-540', firmware: '1.3' };
const UID = [0x5a, 0x00, 0x05, 0x40] as const;

/** What the pad does with its features. */
export class PadLogic {
  readonly #clock: Clock;
  readonly #faults: FaultSet<Fault>;
  readonly #screen: PadScreen;
  readonly #capability: Capability;
  #result: PadResult = 'ok';
  #busy: { readonly state: PadState; readonly until: number } | undefined;
  /** What outlives the power. */
  #flash = new Map<number, Uint8Array>([
    [REPORT.background, Uint8Array.of(REPORT.background, 0xff, 0xff)],
    [REPORT.brightness, Uint8Array.of(REPORT.brightness, 0x02, 0x00)],
  ]);
  flashWrites = 0;
  penOptions = 0;

  constructor(clock: Clock, faults: FaultSet<Fault>, screen: PadScreen, capability: Capability) {
    this.#clock = clock;
    this.#faults = faults;
    this.#screen = screen;
    this.#capability = capability;
  }

  /** Without power all but the flash is forgotten. */
  powerCut(): void {
    this.#screen.reset();
    this.penOptions = 0;
    this.#result = 'ok';
    this.#busy = undefined;
  }

  getFeature(id: number): Uint8Array | undefined {
    if (this.#faults.has('stall')) return undefined;
    switch (id) {
      case REPORT.status:
        return encodeStatus(this.#state(), this.#result);
      case REPORT.information:
        return encodeInformation(INFORMATION);
      case REPORT.capability:
        return encodeCapability(
          this.#faults.has('badCapability') ? { ...this.#capability, maxX: 0 } : this.#capability,
        );
      case REPORT.uid:
        return Uint8Array.of(REPORT.uid, ...UID);
      case REPORT.penOptionMode:
        return this.#faults.has('noPenOptions') ? undefined : Uint8Array.of(id, this.penOptions);
      default:
        return this.#flash.get(id);
    }
  }

  setFeature(report: Uint8Array): boolean {
    if (this.#faults.has('stall')) return false;
    this.#result = this.#faults.has('wrongState') ? 'wrongState' : this.#set(report);
    return true;
  }

  #state(): PadState {
    if (this.#faults.has('busy')) return 'romBusy';
    if (this.#busy && this.#clock.monotonic() < this.#busy.until) return this.#busy.state;
    if (this.#screen.receiving) return 'imageTransfer';
    return 'ready';
  }

  #set(report: Uint8Array): PadResult {
    const [id, value] = report;
    switch (id) {
      case REPORT.reset:
        this.#screen.reset();
        this.penOptions = 0;
        return this.#thinks('resetPending', THINKING.reset);
      case REPORT.clearScreen:
        this.#screen.clear();
        return 'ok';
      case REPORT.inking:
        if (value !== 0x00 && value !== 0x01) return 'badParameter';
        this.#screen.inking = value === 0x01;
        return 'ok';
      case REPORT.startImage:
        return this.#screen.start(value);
      case REPORT.imageBlock:
        return this.#screen.block(report);
      case REPORT.endImage:
        return this.#endImage(value);
      case REPORT.handwritingArea:
        return this.#faults.has('noArea') ? 'wrongReportId' : this.#screen.setArea(report);
      case REPORT.penOptionMode:
        if (this.#faults.has('noPenOptions')) return 'wrongReportId';
        if (value === undefined || value > 3) return 'badParameter';
        this.penOptions = value;
        return 'ok';
      case REPORT.background:
      case REPORT.brightness:
        if (report.length < LENGTH.brightness) return 'badParameter';
        this.#flash.set(id, report.slice());
        this.flashWrites += 1;
        return 'ok';
      default:
        return 'wrongReportId';
    }
  }

  #endImage(code: number | undefined): PadResult {
    const result = this.#screen.end(code);
    if (this.#faults.spend('imageRefused')) {
      this.#screen.clear();
      return 'crc';
    }
    if (this.#faults.spend('busyOnce')) this.#thinks('romBusy', THINKING.busyOnce);
    else this.#thinks('calculating', THINKING.image);
    return result;
  }

  #thinks(state: PadState, milliseconds: number): PadResult {
    this.#busy = { state, until: this.#clock.monotonic() + milliseconds };
    return 'ok';
  }
}
