import { z } from 'zod';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok } from '#foundation/result.ts';
import { type Act, act, nothing, type Ran, runAct } from '../../simulation/acts.ts';
import { FaultSet } from '../../simulation/fault-set.ts';
import type { ActDescription, Simulator } from '../../simulation/simulator.ts';
import type { Line } from '../../transport/transport.ts';
import { CardPath, STACK_CAPACITY } from './simulator/card-path.ts';
import { DeviceLogic } from './simulator/device-logic.ts';
import { FAULT_NAMES, FAULTS, type Fault } from './simulator/faults.ts';
import { LineEnd } from './simulator/line-end.ts';

/** The dispenser as a person before it, or behind its door, sees it; of a card only the last four digits. */
export type Crt591State = {
  readonly plugged: boolean;
  /** Blank cards in the stack. */
  readonly stack: number;
  /** Cards in the bin, counted by hand. */
  readonly bin: number;
  readonly card: null | { readonly where: 'gate' | 'inside' | 'stuck'; readonly last4: string };
  /** Last four digits of the card that was taken last. */
  readonly taken: string | null;
  readonly faults: readonly Fault[];
  /** How often the host broke the protocol. */
  readonly violations: number;
};

const WHERE = { gate: 'gate', chip: 'inside', stuck: 'stuck' } as const;

/** A CRT-591 from the other side of the wire. */
export const createCrt591Simulator = (options: { readonly clock?: Clock } = {}): Simulator =>
  new Crt591Simulator(options.clock ?? systemClock);

class Crt591Simulator implements Simulator {
  readonly #listeners = new Listeners<void>();
  readonly #faults: FaultSet<Fault>;
  readonly #path: CardPath;
  readonly #logic: DeviceLogic;
  readonly #end: LineEnd;
  #plugged = true;
  #taken: string | null = null;
  #violations = 0;

  constructor(clock: Clock) {
    this.#faults = new FaultSet<Fault>((fault, on) => {
      if (fault === 'jam' && !on) this.#path.free();
      this.#changed();
    });
    // No two cards of one number, however often it is started: cards are fed slower than seconds pass.
    const box = Math.floor(clock.wall() / 1_000);
    this.#path = new CardPath(this.#faults, () => this.#changed(), box);
    this.#logic = new DeviceLogic(this.#path, this.#faults);
    this.#end = new LineEnd({
      clock,
      faults: this.#faults,
      logic: this.#logic,
      onViolation: () => {
        this.#violations += 1;
        this.#changed();
      },
    });
  }

  readonly #acts: readonly Act[] = [
    act('takeCard', 'Takes the card that stands at the gate.', nothing, () => {
      const card = this.#path.take();
      if (!card) return err({ code: 'impossible', detail: 'no card at the gate' });
      this.#taken = card.pan.slice(-4);
      this.#changed();
      return ok({});
    }),
    act(
      'fillStacker',
      'Puts so many blank cards into the stack in all; 0 takes them out.',
      z.strictObject({ cards: z.int().min(0).max(STACK_CAPACITY) }),
      ({ cards }) => {
        this.#path.fill(cards);
        return ok({});
      },
    ),
    act(
      'emptyBin',
      'Takes the retained cards out of the bin; the device goes on counting until it is told.',
      nothing,
      () => {
        this.#path.emptyBin();
        return ok({});
      },
    ),
    act(
      'cutPower',
      'Takes the power away and gives it back, the cable untouched; a card stays where it is.',
      nothing,
      () => {
        this.#end.powerCut();
        this.#logic.powerCut();
        return ok({});
      },
    ),
    act('unplug', 'Pulls cable and power; a card stays where it is.', nothing, () => {
      this.#plugged = false;
      this.#end.powerCut();
      this.#end.detach();
      this.#logic.powerCut();
      this.#changed();
      return ok({});
    }),
    act('plugIn', 'Puts cable and power back.', nothing, () => {
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
    act(
      'reset',
      'Starts the day again: plugged in, no card inside, twenty in the stack, an empty bin, no faults.',
      nothing,
      () => {
        this.#plugged = true;
        this.#violations = 0;
        this.#taken = null;
        this.#faults.clear();
        this.#path.clear();
        return ok({});
      },
    ),
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

  state(): Crt591State {
    const { card, spot, stack, bin } = this.#path;
    return {
      plugged: this.#plugged,
      stack,
      bin,
      card: card && spot ? { where: WHERE[spot], last4: card.pan.slice(-4) } : null,
      taken: this.#taken,
      faults: this.#faults.list(),
      violations: this.#violations,
    };
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  #changed(): void {
    this.#listeners.publish();
  }
}
