import type { SimulatedCard } from '../../../card-reader/crt310/simulator/cards.ts';
import type { FaultSet } from '../../../simulation/fault-set.ts';
import type { Destination, DeviceStatus } from '../messages.ts';
import type { Fault } from './faults.ts';

/** How long the motor takes, milliseconds: invented. */
export const MECHANICS = { move: 700, feed: 1_200, stall: 2_000, nothing: 20 } as const;

export const STACK_CAPACITY = 200;
/** Fewer than this are few. */
const FEW = 5;
export const BIN_CAPACITY = 50;

const EXPIRY = '3112';

/** ISO 7812: the digit that makes the whole pass Luhn's check. */
function checkDigit(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => {
      const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Blank cards have numbers of a bank that does not exist, one after the other; ten digits of them are the serial. */
export function blankCard(serial: number): SimulatedCard {
  const digits = `62999955${String(serial).padStart(10, '0')}`;
  return {
    pan: `${digits}${checkDigit(digits)}`,
    expiry: EXPIRY,
    holder: 'BLANK/CARD',
    chip: true,
    stripe: false,
  };
}

/** A motion that has begun; what becomes of it is known when its time is over: an error code, or nothing. */
export type Motion = { readonly milliseconds: number; readonly finish: () => string | undefined };

type Spot = 'stuck' | 'chip' | 'gate';

/** Stack, rollers, contacts, gate and bin: where the card is and where it can go. */
export class CardPath {
  readonly #faults: FaultSet<Fault>;
  readonly #changed: () => void;
  #inside: { readonly card: SimulatedCard; spot: Spot } | undefined;
  #stack = 20;
  #serial: number;
  #bin = 0;
  /** As the device counts, while its counter runs. */
  counter = 0;
  counts = false;

  /** `serial`: of the card before the first one in the stack. */
  constructor(faults: FaultSet<Fault>, changed: () => void, serial = 0) {
    this.#serial = serial;
    this.#faults = faults;
    this.#changed = changed;
  }

  get card(): SimulatedCard | undefined {
    return this.#inside?.card;
  }

  get spot(): Spot | undefined {
    return this.#inside?.spot;
  }

  get stack(): number {
    return this.#stack;
  }

  get bin(): number {
    return this.#bin;
  }

  status(): DeviceStatus {
    const spot = this.#inside?.spot;
    return {
      card: spot === 'gate' ? 'gate' : spot === 'chip' ? 'chip' : 'none',
      stacker: this.#stack === 0 ? 'empty' : this.#stack < FEW ? 'low' : 'ok',
      bin: this.#binFull() ? 'full' : 'ok',
    };
  }

  barriers(): readonly boolean[] {
    const spot = this.#inside?.spot;
    return [
      spot === 'gate',
      spot === 'gate',
      spot === 'stuck',
      spot === 'chip',
      spot === 'chip',
      false,
      false,
    ];
  }

  /** A person takes the card at the gate. False: none is within reach. */
  take(): SimulatedCard | undefined {
    if (this.#inside?.spot !== 'gate') return undefined;
    const { card } = this.#inside;
    this.#inside = undefined;
    this.#changed();
    return card;
  }

  fill(cards: number): void {
    this.#stack = Math.min(cards, STACK_CAPACITY);
    this.#changed();
  }

  emptyBin(): void {
    this.#bin = 0;
    this.#changed();
  }

  /** What stuck lies at the contacts again. */
  free(): void {
    if (this.#inside?.spot === 'stuck') this.#inside.spot = 'chip';
    this.#changed();
  }

  clear(): void {
    this.#inside = undefined;
    this.#stack = 20;
    this.#bin = 0;
    this.counter = 0;
    this.#changed();
  }

  move(to: Destination): Motion {
    const inside = this.#inside;
    if (!inside && to !== 'chip') return { milliseconds: MECHANICS.nothing, finish: () => '02' };
    if (inside?.spot === 'stuck') return { milliseconds: MECHANICS.stall, finish: () => '10' };
    if (!inside && this.#stack === 0) return { milliseconds: MECHANICS.nothing, finish: () => 'A0' };
    return {
      milliseconds: inside ? MECHANICS.move : MECHANICS.feed,
      finish: () => {
        const error = this.#arrive(to);
        this.#changed();
        return error;
      },
    };
  }

  #arrive(to: Destination): string | undefined {
    if (!this.#inside) {
      if (to !== 'chip') return '45';
      this.#stack -= 1;
      this.#serial += 1;
      this.#inside = { card: blankCard(this.#serial), spot: 'chip' };
    }
    const inside = this.#inside;
    if (this.#faults.has('jam')) {
      inside.spot = 'stuck';
      return '10';
    }
    switch (to) {
      case 'chip':
      case 'gate':
        inside.spot = to;
        return undefined;
      case 'out':
        this.#inside = undefined;
        return undefined;
      case 'bin':
        if (this.#binFull()) return 'A1';
        this.#inside = undefined;
        this.#bin += 1;
        if (this.counts) this.counter = Math.min(999, this.counter + 1);
        return undefined;
    }
  }

  #binFull(): boolean {
    return this.#faults.has('binFull') || this.#bin >= BIN_CAPACITY;
  }
}
