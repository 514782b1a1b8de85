import type { CardMedia, CardReaderEvent } from '../contract.ts';
import { CRT310_DELAYS } from './deadlines.ts';
import type { Sight } from './reader.ts';

/**
 * Where the card is as far as we know.
 * - `unknown`: not looked at yet.
 * - `passing`: something between the light barriers, or at the mouth while entry is open; since when, monotonic.
 * - `gate`: brought to the front by us, within the customer's reach.
 */
type Place =
  | { readonly at: 'unknown' | 'empty' | 'inside' | 'gate' }
  | { readonly at: 'passing'; readonly since: number };

/** Turns looks at the reader into events, each told once. Holds no timer and asks nothing itself. */
export class MediaTracker {
  #place: Place = { at: 'unknown' };
  #entryOpen = false;
  /** The card was on its way out at the front: when it is gone, the customer has it. */
  #leaving = false;
  #jammed = false;

  get entryOpen(): boolean {
    return this.#entryOpen;
  }

  /** Whether a card may come or go without a command of ours: somebody has to keep looking. */
  get watching(): boolean {
    const { at } = this.#place;
    return this.#entryOpen || at === 'gate' || at === 'passing' || (this.#leaving && at !== 'empty');
  }

  get media(): { readonly media: CardMedia; readonly atGate: boolean } {
    const { at } = this.#place;
    if (this.#jammed) return { media: 'jammed', atGate: false };
    if (at === 'gate') return { media: 'present', atGate: true };
    if (at === 'inside') return { media: 'present', atGate: false };
    if (at === 'passing') return { media: this.#leaving ? 'present' : 'entering', atGate: this.#leaving };
    return { media: at === 'empty' ? 'notPresent' : 'unknown', atGate: false };
  }

  entry(open: boolean): void {
    this.#entryOpen = open;
  }

  /** Call before a motion to the front, so that a card that is gone afterwards counts as taken. */
  leavesByFront(): void {
    this.#leaving = true;
  }

  /** The motion to the front did not happen. */
  stays(): void {
    this.#leaving = false;
  }

  /** The reader says that the card is at the gate. */
  reachedGate(): void {
    this.#leaving = true;
    this.#jammed = false;
    this.#place = { at: 'gate' };
  }

  retained(): readonly CardReaderEvent[] {
    this.vanished();
    return [{ type: 'mediaRetained' }];
  }

  /** The card is not here any more and nobody can say where it is: no event claims anything. */
  vanished(): void {
    this.#leaving = false;
    this.#jammed = false;
    this.#place = { at: 'empty' };
  }

  /** Told once until the card has come free. */
  jammed(): readonly CardReaderEvent[] {
    if (this.#jammed) return [];
    this.#jammed = true;
    return [{ type: 'mediaJammed' }];
  }

  /** `now` is monotonic milliseconds. */
  see(sight: Sight, now: number): readonly CardReaderEvent[] {
    const place = this.#placeOf(sight, now);
    const before = this.#place;
    this.#place = place;
    if (place.at === 'passing') return this.#stuckSince(place.since, now);
    if (place.at !== before.at && before.at !== 'unknown') this.#jammed = false;
    if (place.at === 'gate') this.#leaving = true;
    if (place.at === 'inside') {
      const comes = (before.at === 'empty' || before.at === 'passing') && !this.#leaving;
      this.#leaving = false;
      return comes ? [{ type: 'mediaInserted' }] : [];
    }
    if (place.at === 'empty' && this.#leaving) {
      this.#leaving = false;
      return [{ type: 'mediaRemoved' }];
    }
    return [];
  }

  #placeOf({ position, pathBlocked }: Sight, now: number): Place {
    const before = this.#place;
    const passing: Place = before.at === 'passing' ? before : { at: 'passing', since: now };
    switch (position) {
      case 'none':
        return pathBlocked ? passing : { at: 'empty' };
      case 'rearReleased':
        return { at: 'empty' };
      case 'frontHeld':
      case 'frontReleased':
        // A card at the mouth where there was none is one that comes, not one that we brought there.
        return before.at === 'passing' || before.at === 'empty' ? this.#atMouth(passing) : { at: 'gate' };
      default:
        return { at: 'inside' };
    }
  }

  #atMouth(passing: Place): Place {
    return this.#leaving ? { at: 'gate' } : passing;
  }

  #stuckSince(since: number, now: number): readonly CardReaderEvent[] {
    return this.#leaving || now - since < CRT310_DELAYS.entering ? [] : this.jammed();
  }
}
