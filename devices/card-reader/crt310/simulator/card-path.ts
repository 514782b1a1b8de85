import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { Destination, FrontEntry, StopPosition } from '../commands.ts';
import type { Operation } from '../replies.ts';
import type { CardPosition, ReaderSensors, ReaderStatus } from '../status.ts';
import type { SimulatedCard } from './cards.ts';
import type { FaultSet } from './faults.ts';

/** How long the motor takes, milliseconds: invented, but near enough to feel like one. */
export const MECHANICS = {
  intake: 600,
  toFront: 500,
  inside: 300,
  capture: 800,
  /** How long the motor tries before it gives up. */
  stall: 1_500,
  /** Without a card nothing turns for long. */
  idle: 20,
  /** How long the status says "captured" afterwards. */
  capturedShown: 1_000,
} as const;

/** Cards that fit behind the reader. */
export const BIN_CAPACITY = 30;

type Spot = 'entering' | 'stuck' | 'frontHeld' | 'frontReleased' | 'inside' | 'contact' | 'rearHeld';
type Inside = { readonly card: SimulatedCard; readonly long: boolean; spot: Spot };

/** A motion that has begun; what becomes of it is known when its time is over. */
export type Motion = { readonly milliseconds: number; readonly finish: () => Operation };

const STOP_SPOTS: Readonly<Record<Exclude<StopPosition, 'rearReleased'>, Spot>> = {
  frontReleased: 'frontReleased',
  frontHeld: 'frontHeld',
  inside: 'inside',
  contact: 'contact',
  rearHeld: 'rearHeld',
};

/** Rollers, light barriers, shutter and bin: where the card is and where it can go. */
export class CardPath {
  readonly #clock: Clock;
  readonly #faults: FaultSet;
  readonly #changed: () => void;
  #inside: Inside | undefined;
  #intake: TimerHandle | undefined;
  #capturedAt: number | undefined;
  #bin = 0;
  /** Settings of the host; a reset or a power cut forgets them. */
  #stop: StopPosition = 'frontHeld';
  #frontEntry: FrontEntry = 'prohibited';
  #rearEntry: 'allowed' | 'prohibited' = 'prohibited';

  constructor(clock: Clock, faults: FaultSet, changed: () => void) {
    this.#clock = clock;
    this.#faults = faults;
    this.#changed = changed;
  }

  get card(): SimulatedCard | undefined {
    return this.#inside?.card;
  }

  get spot(): Spot | undefined {
    return this.#inside?.spot;
  }

  /** A card of abnormal length that the reader has taken in; it refuses most commands then. */
  get holdsLongCard(): boolean {
    return this.#inside?.long === true && this.#inside.spot !== 'entering';
  }

  get entryOpen(): boolean {
    return this.#frontEntry !== 'prohibited';
  }

  get bin(): number {
    return this.#bin;
  }

  emptyBin(): void {
    this.#bin = 0;
    this.#changed();
  }

  get status(): ReaderStatus {
    return { position: this.#position(), frontEntry: this.#frontEntry, rearEntry: this.#rearEntry };
  }

  get sensors(): ReaderSensors {
    const spot = this.#inside?.spot;
    const between = spot === 'entering' || spot === 'stuck';
    const front = between || spot === 'frontHeld' || spot === 'frontReleased';
    const middle = spot === 'inside' || spot === 'contact' || spot === 'stuck';
    const rear = spot === 'rearHeld';
    return {
      path: [front, middle || between, middle, middle || rear, rear],
      shutterOpen: this.#frontEntry !== 'prohibited' || front,
      entrySwitch: front,
    };
  }

  #position(): CardPosition {
    const inside = this.#inside;
    if (!inside) return this.#showsCaptured() ? 'rearReleased' : 'none';
    if (inside.spot === 'entering' || inside.spot === 'stuck') return 'none';
    if (inside.long && (inside.spot === 'inside' || inside.spot === 'contact')) return 'longCard';
    return inside.spot;
  }

  #showsCaptured(): boolean {
    return (
      this.#capturedAt !== undefined && this.#clock.monotonic() - this.#capturedAt < MECHANICS.capturedShown
    );
  }

  /** A person puts a card to the mouth. False: the shutter is closed or a card is in the way. */
  insert(card: SimulatedCard): boolean {
    if (this.#inside || this.#frontEntry === 'prohibited') return false;
    if (!card.stripe && this.#frontEntry !== 'switch') return false;
    this.#capturedAt = undefined;
    const inside: Inside = { card, long: this.#faults.has('longCard'), spot: 'entering' };
    this.#inside = inside;
    this.#intake = this.#clock.setTimeout(() => this.#arrive(inside), MECHANICS.intake);
    this.#changed();
    return true;
  }

  #arrive(inside: Inside): void {
    this.#intake = undefined;
    if (this.#faults.has('jamOnInsert')) inside.spot = 'stuck';
    else if (this.#stop === 'rearReleased') this.#capture();
    else inside.spot = STOP_SPOTS[this.#stop];
    this.#changed();
  }

  /** A person takes the card at the gate. False: none is within reach. */
  take(): boolean {
    const spot = this.#inside?.spot;
    if (spot !== 'frontHeld' && spot !== 'frontReleased') return false;
    this.#inside = undefined;
    this.#changed();
    return true;
  }

  /** A technician frees a stuck card: it lies loose at the mouth. */
  free(): void {
    if (this.#inside?.spot !== 'stuck') return;
    this.#inside.spot = 'frontReleased';
    this.#changed();
  }

  move(to: Destination): Motion {
    const inside = this.#inside;
    if (!inside) return { milliseconds: MECHANICS.idle, finish: () => 'noCard' };
    if (inside.spot === 'entering' || inside.spot === 'stuck')
      return { milliseconds: MECHANICS.stall, finish: () => 'notOperable' };
    switch (to) {
      case 'inside':
      case 'contact':
        return this.#motion(inside, MECHANICS.inside, () => this.#rest(inside, to));
      case 'frontHold':
      case 'frontRelease':
        if (this.#faults.has('jamOnEject') && inside.spot !== 'frontHeld')
          return this.#motion(inside, MECHANICS.stall, () => 'failed');
        return this.#motion(inside, MECHANICS.toFront, () =>
          this.#rest(inside, to === 'frontHold' ? 'frontHeld' : 'frontReleased'),
        );
      case 'rearHold':
        return this.#motion(inside, MECHANICS.capture, () => this.#rest(inside, 'rearHeld'));
      case 'rearRelease':
      case 'rearForced':
        return this.#motion(inside, MECHANICS.capture, () => this.#toBin(inside));
    }
  }

  #motion(inside: Inside, milliseconds: number, arrive: () => Operation): Motion {
    const finish = (): Operation => {
      // The card was taken out of the rollers' way meanwhile.
      if (this.#inside !== inside) return 'noCard';
      const operation = arrive();
      this.#changed();
      return operation;
    };
    return { milliseconds, finish };
  }

  #rest(inside: Inside, spot: Spot): Operation {
    inside.spot = spot;
    return 'done';
  }

  #toBin(inside: Inside): Operation {
    if (this.#faults.has('binFull') || this.#bin >= BIN_CAPACITY) {
      inside.spot = 'rearHeld';
      return 'failed';
    }
    this.#capture();
    return 'done';
  }

  #capture(): void {
    this.#inside = undefined;
    this.#bin += 1;
    this.#capturedAt = this.#clock.monotonic();
  }

  /** Without power the motor stops where it is and the settings are gone; the card stays. */
  powerCut(): void {
    if (this.#intake !== undefined) this.#clock.clearTimeout(this.#intake);
    this.#intake = undefined;
    if (this.#inside?.spot === 'entering') this.#inside.spot = 'frontReleased';
    this.forgetSettings();
  }

  setStop(at: StopPosition): void {
    this.#stop = at;
  }

  setEntry(front: FrontEntry, rear: 'allowed' | 'prohibited'): void {
    this.#frontEntry = front;
    this.#rearEntry = rear;
    this.#changed();
  }

  forgetSettings(): void {
    this.#stop = 'frontHeld';
    this.setEntry('prohibited', 'prohibited');
  }

  /** A new day: no card, an empty bin. */
  clear(): void {
    if (this.#intake !== undefined) this.#clock.clearTimeout(this.#intake);
    this.#intake = undefined;
    this.#inside = undefined;
    this.#capturedAt = undefined;
    this.emptyBin();
  }
}
