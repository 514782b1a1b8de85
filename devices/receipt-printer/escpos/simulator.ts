import { z } from 'zod';
import { type Clock, systemClock, type TimerHandle } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { ActDescription, Simulator, SimulatorError } from '../../simulation/simulator.ts';
import type { Line } from '../../transport/transport.ts';
import { PrintEngine } from './simulator/engine.ts';
import { Paper, type PaperLine, type Piece } from './simulator/paper.ts';
import { automaticStatus, isStopped, realTimeStatus, type Sensors } from './simulator/status-bytes.ts';
import { Transmitter } from './simulator/transmitter.ts';

const FAULTS = [
  'cutterJam',
  'silent',
  'noProcessId',
  'powerOff',
  'paperOutMidReceipt',
  'slow',
  'noise',
  'splitReplies',
  'floodUnsolicited',
  'lateEcho',
  'ignoresClear',
] as const;

export type EscposFault = (typeof FAULTS)[number];

/** The picture for the bench. `waitingBytes`: received and not yet printed, kept over a paper end. */
export type EscposSimulatorState = {
  readonly plugged: boolean;
  readonly power: 'on' | 'off';
  readonly paper: Sensors['paper'];
  readonly cover: Sensors['cover'];
  readonly cutter: Sensors['cutter'];
  readonly waitingBytes: number;
  readonly receipts: readonly Piece[];
  readonly faults: readonly EscposFault[];
  /** What a receipt never needs: unknown bytes, drawer pulses, overruns. */
  readonly violations: readonly string[];
};

/** How late `lateEcho` is, and after how many lines of a receipt `paperOutMidReceipt` ends the roll. */
export const LATE_ECHO_MILLISECONDS = 60_000;
export const LINES_BEFORE_PAPER_OUT = 3;
const ROW_MILLISECONDS = 1;
const SLOW_ROW_MILLISECONDS = 8;
const MAXIMUM_VIOLATIONS = 100;

const nothing = z.strictObject({});
const ACTS = {
  takePaper: { does: 'Takes what lies in the tray and tears off what hangs in the slot.', input: nothing },
  setPaper: {
    does: 'Puts in a full roll, or leaves one that is nearly at its end, or none.',
    input: z.strictObject({ state: z.enum(['full', 'low', 'out']) }),
  },
  openCover: {
    does: 'Opens the cover; printing stops after the line that is being printed.',
    input: nothing,
  },
  closeCover: { does: 'Closes the cover; what the printer still holds goes on printing.', input: nothing },
  setFault: {
    does: 'Lets something go wrong, or be right again; faults add up.',
    input: z.strictObject({ fault: z.enum(FAULTS), on: z.boolean() }),
  },
  unplug: { does: 'Pulls the data cable; the printer prints on what it has received.', input: nothing },
  plugIn: { does: 'Puts the data cable back.', input: nothing },
  reset: { does: 'Starts the day again: full roll, empty tray, no faults, empty memory.', input: nothing },
} as const;

type ActName = keyof typeof ACTS;
type ActInputs = { readonly [Name in ActName]: z.infer<(typeof ACTS)[Name]['input']> };
type ActHandlers = {
  readonly [Name in ActName]: (input: ActInputs[Name]) => SimulatorError | undefined;
};

const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name);

const INFORMATION: { readonly [about: number]: string } = {
  65: '1.02 ESC/POS',
  66: 'VESTIBULE',
  67: 'SIM-80',
  68: 'SIM80000001',
};

class EscposSimulator implements Simulator {
  readonly #clock: Clock;
  readonly #engine: PrintEngine;
  readonly #transmitter: Transmitter;
  readonly #listeners = new Listeners<void>();
  readonly #faults = new Set<EscposFault>();
  #paper = new Paper();
  #sensors: Sensors = { paper: 'full', cover: 'closed', cutter: 'ok' };
  #plugged = true;
  #line: Line | undefined;
  #asbMask = 0;
  #unsentEcho: Uint8Array | undefined;
  #violations: string[] = [];
  readonly #lateEchoes = new Set<TimerHandle>();

  readonly #handlers: ActHandlers = {
    takePaper: () => (this.#paper.take() ? undefined : { code: 'impossible', detail: 'nothing to take' }),
    setPaper: ({ state }) => this.#sense({ paper: state }),
    openCover: () => this.#sense({ cover: 'open' }),
    closeCover: () => this.#sense({ cover: 'closed', ...this.#jamCleared() }),
    setFault: ({ fault, on }) => this.#setFault(fault, on),
    unplug: () => this.#unplug(),
    plugIn: () => {
      this.#plugged = true;
      return undefined;
    },
    reset: () => this.#reset(),
  };

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#transmitter = new Transmitter(clock, {
      line: () => (this.#faults.has('silent') ? undefined : this.#line),
      noisy: () => this.#faults.has('noise'),
      split: () => this.#faults.has('splitReplies'),
      flood: () => automaticStatus(this.#sensors),
    });
    this.#engine = new PrintEngine(clock, {
      stopped: () => isStopped(this.#sensors) || this.#faults.has('powerOff'),
      rowMilliseconds: () => (this.#faults.has('slow') ? SLOW_ROW_MILLISECONDS : ROW_MILLISECONDS),
      printed: (line) => this.#printed(line),
      cut: () => this.#cut(),
      initialised: () => {
        this.#asbMask = 0;
      },
      automaticStatus: (mask) => {
        this.#asbMask = mask;
        this.#tellStatus();
      },
      processId: (id) => this.#echo(id),
      queuedStatus: () => this.#transmitter.send(Uint8Array.of(0x00)),
      information: (about) => this.#inform(about),
      clearRequested: () => this.#clearRequested(),
      statusAsked: (n) => {
        const status = realTimeStatus(n, this.#sensors);
        if (status !== undefined) this.#transmitter.send(Uint8Array.of(status));
      },
      violation: (what) => {
        this.#violations = [...this.#violations, what].slice(-MAXIMUM_VIOLATIONS);
        this.#listeners.publish();
      },
    });
  }

  get reachable(): boolean {
    return this.#plugged && !this.#faults.has('powerOff');
  }

  attach(line: Line): void {
    if (!this.reachable) return void line.close();
    const before = this.#line;
    this.#line = line;
    if (before) void before.close();
    line.listen({
      data: (bytes) => {
        // Without power the cable leads nowhere, though a serial line does not notice.
        if (this.#line !== line || this.#faults.has('powerOff')) return;
        this.#engine.receive(bytes);
        this.#listeners.publish();
      },
      closed: () => {
        if (this.#line === line) this.#line = undefined;
      },
    });
    // Of the ids that could not be sent, the newest is kept.
    if (this.#unsentEcho) this.#transmitter.send(this.#unsentEcho);
    this.#unsentEcho = undefined;
  }

  act(name: string, input: unknown): Result<object, SimulatorError> {
    if (!isAct(name)) return err({ code: 'unknownAct' });
    return this.#do(name, input);
  }

  acts(): readonly ActDescription[] {
    return Object.entries(ACTS).map(([name, { does, input }]) => ({
      name,
      does,
      input: z.toJSONSchema(input),
    }));
  }

  state(): EscposSimulatorState {
    return {
      plugged: this.#plugged,
      power: this.#faults.has('powerOff') ? 'off' : 'on',
      ...this.#sensors,
      waitingBytes: this.#engine.waitingBytes,
      receipts: this.#paper.pieces,
      faults: [...this.#faults],
      violations: this.#violations,
    };
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  #do<Name extends ActName>(name: Name, input: unknown): Result<object, SimulatorError> {
    const checked = ACTS[name].input.safeParse(input);
    if (!checked.success)
      return err({ code: 'badInput', detail: checked.error.issues[0]?.path.join('.') ?? 'input' });
    // The schema was looked up by the same name, which the compiler cannot follow.
    const refusal = this.#handlers[name](checked.data as ActInputs[Name]);
    if (refusal) return err(refusal);
    this.#listeners.publish();
    return ok({});
  }

  #sense(change: Partial<Sensors>): undefined {
    const before = automaticStatus(this.#sensors).join();
    this.#sensors = { ...this.#sensors, ...change };
    if (automaticStatus(this.#sensors).join() !== before) this.#tellStatus();
    this.#engine.run();
  }

  #tellStatus(): void {
    if (this.#asbMask !== 0) this.#transmitter.send(automaticStatus(this.#sensors));
  }

  /** A blade that was freed by hand goes home when the cover is closed. */
  #jamCleared(): Partial<Sensors> {
    return this.#faults.has('cutterJam') ? {} : { cutter: 'ok' };
  }

  /** Only a stopped printer leaves its error this way; one that can print goes on as if nothing had been said. */
  #clearRequested(): void {
    if (!isStopped(this.#sensors)) return;
    const cutterOnly = this.#faults.has('ignoresClear');
    if (cutterOnly && this.#sensors.cutter === 'ok') return;
    this.#engine.clearBuffers();
    this.#sense(this.#jamCleared());
  }

  #printed(line: PaperLine): void {
    this.#paper.add(line);
    if (this.#faults.has('paperOutMidReceipt') && this.#paper.hangingLines >= LINES_BEFORE_PAPER_OUT) {
      this.#faults.delete('paperOutMidReceipt');
      this.#sense({ paper: 'out' });
    }
    this.#listeners.publish();
  }

  #cut(): boolean {
    const jams = this.#faults.has('cutterJam');
    if (jams) this.#sense({ cutter: 'error' });
    else this.#paper.cut();
    this.#listeners.publish();
    return !jams;
  }

  #echo(id: Uint8Array): void {
    if (this.#faults.has('noProcessId')) return;
    const echo = Uint8Array.of(0x37, 0x22, ...id, 0x00);
    if (!this.#line) {
      this.#unsentEcho = echo;
      return;
    }
    if (!this.#faults.has('lateEcho')) return this.#transmitter.send(echo);
    const timer = this.#clock.setTimeout(() => {
      this.#lateEchoes.delete(timer);
      this.#transmitter.send(echo);
    }, LATE_ECHO_MILLISECONDS);
    this.#lateEchoes.add(timer);
  }

  #inform(about: number): void {
    const text = INFORMATION[about];
    if (text !== undefined) this.#transmitter.send(Uint8Array.of(0x5f, ...Buffer.from(text), 0x00));
  }

  #setFault(fault: EscposFault, on: boolean): undefined {
    if (on === this.#faults.has(fault)) return;
    if (on) this.#faults.add(fault);
    else this.#faults.delete(fault);
    if (fault === 'powerOff') this.#powerDown();
    if (fault === 'floodUnsolicited') this.#transmitter.flood(on);
  }

  #powerDown(): void {
    this.#engine.powerDown();
    this.#transmitter.clear();
    this.#asbMask = 0;
    this.#unsentEcho = undefined;
    for (const timer of this.#lateEchoes) this.#clock.clearTimeout(timer);
    this.#lateEchoes.clear();
    this.#sensors = { ...this.#sensors, ...this.#jamCleared() };
  }

  #unplug(): undefined {
    this.#plugged = false;
    const line = this.#line;
    this.#line = undefined;
    if (line) void line.close();
  }

  #reset(): undefined {
    this.#faults.clear();
    this.#transmitter.flood(false);
    this.#powerDown();
    this.#plugged = true;
    this.#paper = new Paper();
    this.#violations = [];
    this.#sensors = { paper: 'full', cover: 'closed', cutter: 'ok' };
  }
}

/** An 80 mm ESC/POS receipt printer with cutter, from the other side of the cable. */
export const createEscposSimulator = (options?: { readonly clock?: Clock }): Simulator =>
  new EscposSimulator(options?.clock ?? systemClock);
