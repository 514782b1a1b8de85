import { z } from 'zod';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok } from '#foundation/result.ts';
import { type Act, act, nothing, type Ran, runAct } from '../../simulation/acts.ts';
import type { ActDescription, Simulator } from '../../simulation/simulator.ts';
import type { Line } from '../../transport/transport.ts';
import { CardPath } from './simulator/card-path.ts';
import { cardSchema } from './simulator/cards.ts';
import { FAULT_NAMES, FAULTS, type Fault, FaultSet } from './simulator/faults.ts';
import { LineEnd } from './simulator/line-end.ts';
import { ReaderLogic } from './simulator/reader-logic.ts';

/** The reader as a person standing before it sees it; of a card only the last four digits. */
export type Crt310State = {
  readonly plugged: boolean;
  readonly entry: 'enabled' | 'prohibited';
  readonly card: null | { readonly where: 'gate' | 'inside' | 'contact'; readonly last4: string };
  readonly bin: number;
  readonly faults: readonly Fault[];
  /** How often the host broke the protocol. */
  readonly violations: number;
};

/** A CRT-310 from the other side of the wire. */
export const createCrt310Simulator = (options: { readonly clock?: Clock } = {}): Simulator =>
  new Crt310Simulator(options.clock ?? systemClock);

class Crt310Simulator implements Simulator {
  readonly #listeners = new Listeners<void>();
  readonly #faults: FaultSet;
  readonly #path: CardPath;
  readonly #logic: ReaderLogic;
  readonly #end: LineEnd;
  #plugged = true;
  #violations = 0;

  constructor(clock: Clock) {
    this.#faults = new FaultSet((fault, on) => this.#faultChanged(fault, on));
    this.#path = new CardPath(clock, this.#faults, () => this.#changed());
    this.#logic = new ReaderLogic(this.#path, this.#faults);
    this.#end = new LineEnd({
      clock,
      faults: this.#faults,
      execute: (content) => this.#logic.execute(content),
      onViolation: () => {
        this.#violations += 1;
        this.#changed();
      },
    });
  }

  readonly #acts: readonly Act[] = [
    act(
      'insertCard',
      'Puts a card to the mouth; the reader draws it in when entry is enabled and no card is in the way.',
      z.strictObject({ card: cardSchema }),
      ({ card }) =>
        this.#done(this.#plugged && this.#path.insert(card), 'entry is closed or a card is in the way'),
    ),
    act('takeCard', 'Takes the card that stands at the gate.', nothing, () =>
      this.#done(this.#path.take(), 'no card at the gate'),
    ),
    act('unplug', 'Pulls cable and power; settings are lost, a card stays where it is.', nothing, () => {
      this.#plugged = false;
      this.#end.powerCut();
      this.#logic.dropChip();
      this.#path.powerCut();
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
    act('emptyBin', 'Takes the retained cards out of the bin.', nothing, () => {
      this.#path.emptyBin();
      return ok({});
    }),
    act('reset', 'Starts the day again: plugged in, no card, empty bin, no faults.', nothing, () => {
      this.#plugged = true;
      this.#violations = 0;
      this.#faults.clear();
      this.#logic.dropChip();
      this.#path.clear();
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

  state(): Crt310State {
    const { card, spot } = this.#path;
    return {
      plugged: this.#plugged,
      entry: this.#path.entryOpen ? 'enabled' : 'prohibited',
      card: card && spot ? { where: WHERE[spot], last4: card.pan.slice(-4) } : null,
      bin: this.#path.bin,
      faults: this.#faults.list(),
      violations: this.#violations,
    };
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  #done(worked: boolean, otherwise: string): Ran {
    return worked ? ok({}) : err({ code: 'impossible', detail: otherwise });
  }

  #faultChanged(fault: Fault, on: boolean): void {
    if (fault === 'jamOnInsert' && !on) this.#path.free();
    this.#end.faultsChanged();
    this.#changed();
  }

  #changed(): void {
    this.#listeners.publish();
  }
}

/** `entering` and `stuck` are still at the mouth as a person sees it; a card held at the rear is not. */
const WHERE = {
  entering: 'gate',
  stuck: 'gate',
  frontHeld: 'gate',
  frontReleased: 'gate',
  inside: 'inside',
  rearHeld: 'inside',
  contact: 'contact',
} as const;
