import { z } from 'zod';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok } from '#foundation/result.ts';
import { type Act, act, nothing, type Ran, runAct } from '../../simulation/acts.ts';
import { FaultSet } from '../../simulation/fault-set.ts';
import type { ActDescription, Simulator } from '../../simulation/simulator.ts';
import { HidDeviceEnd } from '../../transport/hid/device-end.ts';
import type { Line } from '../../transport/transport.ts';
import type { PadButton } from '../contract.ts';
import { encodePicture } from './image.ts';
import { layoutOf } from './layout.ts';
import { type Capability, encodePen, type PenBits, type PenSample } from './protocol.ts';
import { FAULT_NAMES, FAULTS, type Fault } from './simulator/faults.ts';
import { PadLogic } from './simulator/pad-logic.ts';
import { PEN_TIMES, PenHand, type PenMove, penStrokes, readySignature } from './simulator/pen.ts';
import { PadScreen, type ScreenInk } from './simulator/screen.ts';

/** The pad as a person before it sees it. */
export type WacomStuState = {
  readonly plugged: boolean;
  /** Pixels, and one bit each from the highest (1 black) when it shows a picture. */
  readonly screen: { readonly width: number; readonly height: number; readonly dataBase64: string | null };
  /** What the pen drew on the screen, in shares of its width and height. */
  readonly ink: readonly ScreenInk[];
  /** Whether the hand is still drawing. */
  readonly penBusy: boolean;
  readonly inking: boolean;
  /** How often something was written to the flash. */
  readonly flashWrites: number;
  readonly faults: readonly Fault[];
  /** How often the host broke the protocol. */
  readonly violations: number;
};

export type WacomStuOptions = {
  readonly clock?: Clock;
  /** Where this pad has the flags of its pen. */
  readonly bits?: PenBits;
  /** What it is; left out: a colour pad of 800 x 480. */
  readonly capability?: Capability;
};

const COLOUR_PAD: Capability = {
  maxX: 10_800,
  maxY: 6_480,
  pressure: 1_023,
  width: 800,
  height: 480,
  rate: 200,
  resolution: 2_540,
  encodings: ['zlib', 'mono', 'colour16', 'colour24'],
};

/** A pad that has been on for a while: both counts wrap within the first signature. */
const COUNTS = { time: 65_300, sequence: 65_500 } as const;
const WRAP = 65_536;
const EVERY_LOST = 5;

/** A Wacom STU from the other side of the cable. */
export const createWacomStuSimulator = (options: WacomStuOptions = {}): Simulator =>
  new WacomStuSimulator(options);

/** One with the flags of its pen where public WebHID drivers look for them. */
export const createWacomStuLegacySimulator = (options: WacomStuOptions = {}): Simulator =>
  new WacomStuSimulator({ ...options, bits: 'webhid-legacy' });

class WacomStuSimulator implements Simulator {
  readonly #clock: Clock;
  readonly #bits: PenBits;
  readonly #capability: Capability;
  readonly #listeners = new Listeners<void>();
  readonly #faults = new FaultSet<Fault>(() => this.#changed());
  readonly #screen: PadScreen;
  readonly #logic: PadLogic;
  readonly #end: HidDeviceEnd;
  readonly #hand: PenHand;
  #plugged = true;
  #violations = 0;
  #sequence: number = COUNTS.sequence;
  #samples = 0;
  /** The picture as text, made once for each. */
  #shown: { readonly picture: object; readonly dataBase64: string } | undefined;

  constructor({ clock = systemClock, bits = 'sdk', capability = COLOUR_PAD }: WacomStuOptions) {
    this.#clock = clock;
    this.#bits = bits;
    this.#capability = capability;
    this.#screen = new PadScreen(capability);
    this.#logic = new PadLogic(clock, this.#faults, this.#screen, capability);
    this.#hand = new PenHand(
      clock,
      (move) => this.#pen(move),
      () => this.#changed(),
    );
    const told = <T>(did: T): T => {
      this.#changed();
      return did;
    };
    this.#end = new HidDeviceEnd(
      {
        getFeature: (id) => this.#logic.getFeature(id),
        setFeature: (report) => {
          const before = this.#screen.receiving;
          const done = this.#logic.setFeature(report);
          // A picture is hundreds of blocks; only its end is to be seen.
          return before && this.#screen.receiving ? done : told(done);
        },
        silent: () => this.#faults.has('silent'),
        onViolation: () => {
          this.#violations += 1;
          this.#changed();
        },
      },
      clock,
    );
  }

  readonly #acts: readonly Act[] = [
    act(
      'draw',
      'Draws with the pen what is given, in its own time: strokes in shares of the screen, from pen down to pen up.',
      z.strictObject({ strokes: penStrokes }),
      ({ strokes }) => this.#draws(this.#hand.draw(strokes)),
    ),
    act('sign', 'Draws a ready signature into the box, or into the middle of the screen.', nothing, () =>
      this.#draws(this.#hand.draw(readySignature(this.#box()))),
    ),
    act(
      'tapButton',
      'Taps one of the three buttons that stand at the foot of a form.',
      z.strictObject({ button: z.enum(['clear', 'confirm', 'cancel']) }),
      ({ button }) => this.#tap(button),
    ),
    act(
      'unplug',
      'Pulls the cable; the pad has its power from there and forgets all but its flash.',
      nothing,
      () => {
        this.#unplug();
        return ok({});
      },
    ),
    act('plugIn', 'Puts the cable back.', nothing, () => {
      this.#plugged = true;
      this.#changed();
      return ok({});
    }),
    act(
      'setFault',
      `Makes something go wrong, or right again: ${FAULT_NAMES.map((name) => `${name}: ${FAULTS[name]}`).join(' ')}`,
      z.strictObject({ fault: z.enum(FAULT_NAMES), on: z.boolean() }),
      ({ fault, on }) => {
        this.#faults.set(fault, on);
        return ok({});
      },
    ),
    act('reset', 'Starts the day again: plugged in, an empty screen, no faults.', nothing, () => {
      this.#hand.stop();
      this.#faults.clear();
      this.#screen.clear();
      this.#plugged = true;
      this.#violations = 0;
      this.#changed();
      return ok({});
    }),
  ];

  get reachable(): boolean {
    return this.#plugged;
  }

  attach(line: Line): void {
    if (this.#plugged) this.#end.attach(line);
    else void line.close();
  }

  act(name: string, input: unknown): Ran {
    return runAct(this.#acts, name, input);
  }

  acts(): readonly ActDescription[] {
    return this.#acts.map(({ name, does, input }) => ({ name, does, input }));
  }

  state(): WacomStuState {
    const { width, height } = this.#capability;
    return {
      plugged: this.#plugged,
      screen: { width, height, dataBase64: this.#picture() },
      ink: this.#screen.ink,
      penBusy: this.#hand.busy,
      inking: this.#screen.inking,
      flashWrites: this.#logic.flashWrites,
      faults: this.#faults.list(),
      violations: this.#violations,
    };
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  #picture(): string | null {
    const { picture } = this.#screen;
    if (!picture) return null;
    if (this.#shown?.picture !== picture)
      this.#shown = { picture, dataBase64: Buffer.from(encodePicture(picture, 'mono')).toString('base64') };
    return this.#shown.dataBase64;
  }

  #draws(begun: boolean): Ran {
    this.#changed();
    return begun ? ok({}) : err({ code: 'impossible', detail: 'the pen has too much to draw already' });
  }

  /** Where a person would sign: the area that takes ink, in shares of the screen. */
  #box() {
    const { area } = this.#screen;
    const { width, height } = this.#capability;
    if (!area) return { left: 0.1, top: 0.35, right: 0.9, bottom: 0.7 };
    return { left: area.x1 / width, top: area.y1 / height, right: area.x2 / width, bottom: area.y2 / height };
  }

  #tap(button: PadButton): Ran {
    const place = layoutOf(this.#capability)?.buttons[button];
    // Without a picture there is nothing that a person would tap.
    if (!place || !this.#screen.picture)
      return err({ code: 'impossible', detail: 'the screen shows no buttons' });
    const x = (place.left + place.right) / 2 / this.#capability.width;
    const y = (place.top + place.bottom) / 2 / this.#capability.height;
    const at = (t: number) => ({ t, x, y, pressure: 0.4 });
    return this.#draws(this.#hand.draw([[at(0), at(PEN_TIMES.tap)]]));
  }

  #unplug(): void {
    this.#plugged = false;
    this.#hand.stop();
    this.#end.detach();
    this.#logic.powerCut();
    this.#changed();
  }

  #pen({ point, kind }: PenMove): void {
    if (!this.#plugged) return;
    if (kind === 'next' && this.#faults.spend('unplugInStroke')) return this.#unplug();
    if (kind !== 'up') this.#screen.pen(point, kind === 'first');
    this.#sequence = (this.#sequence + 1) % WRAP;
    this.#samples += 1;
    if (kind === 'next' && this.#faults.has('losesSamples') && this.#samples % EVERY_LOST === 0) return;
    const report = encodePen(this.#sample(point, kind !== 'up'), this.#bits);
    if (this.#faults.has('garbage')) {
      this.#end.input(Uint8Array.of(0x77, 1, 2, 3));
      this.#end.input(report.subarray(0, 4));
    }
    this.#end.input(report);
    if (this.#faults.has('repeatsSamples')) this.#end.input(report);
  }

  #sample({ x, y, pressure }: PenMove['point'], down: boolean): PenSample {
    const { maxX, maxY, pressure: levels } = this.#capability;
    const sample = {
      near: true,
      down,
      pressure: down ? Math.round(pressure * levels) : 0,
      x: Math.round(x * maxX),
      y: Math.round(y * maxY),
    };
    const options = this.#logic.penOptions;
    const time = Math.floor(COUNTS.time + this.#clock.monotonic()) % WRAP;
    if (options === 3) return { ...sample, time, sequence: this.#sequence };
    return options === 1 ? { ...sample, time } : sample;
  }

  #changed(): void {
    this.#listeners.publish();
  }
}
