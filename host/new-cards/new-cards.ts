import type { CustodyRequest } from '#contracts/branch/custody.ts';
import type { CardDispenser, MotionEnd } from '#devices/card-dispenser/contract.ts';
import type { DeviceError } from '#devices/device.ts';
import type { Health, WorldEvent } from '#flows/events.ts';
import type { Submission, SubmissionAnswer } from '#flows/ports.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { Result } from '#foundation/result.ts';
import type { Errands } from '../errands/errands.ts';
import { newSpokenCode, newToken } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import type { Visit, Visits } from '../visits.ts';
import type { About, CardBooks, NewCard, Place } from './books.ts';

/** Milliseconds until a card that nobody waits for is looked after again. */
export const NEW_CARD_LOOK = 30_000;

export type RetainReason = 'notTaken' | 'jammed' | 'unreadable';
/** `failed`: it is still on its way and will not move; `unknown`: bin or hand, nobody can say. */
export type Fate = 'retained' | 'taken' | 'failed' | 'unknown';
export type Kept = { readonly fate: Fate; readonly reference: string; readonly staffTold: boolean };

type Moved = Result<MotionEnd, DeviceError> | undefined;
/** Where the dispenser sees a card now. */
type Sight = 'none' | 'chip' | 'gate' | 'stuck' | 'unknown';

type Surroundings = {
  readonly books: CardBooks;
  readonly journal: Journal;
  readonly visits: Visits;
  readonly errands: Errands;
  readonly clock: Clock;
  readonly terminal: string;
  readonly dispenser: CardDispenser | undefined;
  /** What the bank is told of a card, once and to its end. */
  readonly submit: (visit: Visit, submission: Submission) => Promise<SubmissionAnswer>;
  readonly tell: (event: Extract<WorldEvent, { type: 'health' }>) => void;
  readonly onJournalFault: () => void;
};

/**
 * The card that is on its way out of the stack: every motion stands in the books before it is made and is made once;
 * nothing is brought to the gate that is not this customer's for certain; and what nobody waits for any more, because
 * the visit or this program ended, is taken into the bin and accounted for.
 */
export class NewCards {
  readonly #world: Surroundings;
  /** Motions one after the other, whoever asks for them. */
  #last: Promise<unknown> = Promise.resolve();
  #device: Health = 'absent';
  #health: Health | undefined;
  #timer: TimerHandle | undefined;
  #stopped = false;
  /** What the bank says of the card that was taken last. */
  #taken: Promise<SubmissionAnswer> | undefined;

  constructor(world: Surroundings) {
    this.#world = world;
    world.visits.onWipe(() => {
      this.#taken = undefined;
      void this.look();
    });
  }

  /** Takes one from the stack to the contacts. */
  feed(visit: Visit): Promise<'fed' | 'notFed' | 'jammed' | 'unknown'> {
    return this.#inTurn(async () => {
      const { books } = this.#world;
      if (books.open || !this.#world.dispenser) return 'notFed';
      const card = books.feed(visit);
      this.#tellHealth();
      const moved = await this.#move('dispense');
      const sight = isConfirmed(moved) ? 'chip' : await this.#sight();
      // A card was there already, and it is not this one.
      const other = moved?.ok === false && moved.error.condition === 'mediaPresent';
      if (sight === 'unknown' && !other) return 'unknown';
      const place: Place = other || sight === 'none' ? 'notFed' : (sight as Place);
      this.#at(card, place);
      if (other) void this.look();
      return place === 'chip' ? 'fed' : place === 'notFed' ? 'notFed' : 'jammed';
    });
  }

  /** The open card of that visit, at the contacts. */
  atChip(visit: Visit): NewCard | undefined {
    const card = this.#world.books.open;
    return card?.visit === visit.token && card.place === 'chip' ? card : undefined;
  }

  identified(card: NewCard, about: About): void {
    this.#world.books.identified(card, about);
  }

  /** Whether a submission that binds a card binds the one that lies at the contacts, for the first time. */
  mayBind(submission: Submission): boolean {
    if (submission.type !== 'bindCard') return true;
    const { books, visits } = this.#world;
    const card = books.open;
    return (
      card?.about != null &&
      card.visit === visits.current?.token &&
      card.place === 'chip' &&
      card.bond === 'none' &&
      isAbout(card.about, submission)
    );
  }

  /** To the gate. Nothing is presented that is not the customer's for certain. */
  present(visit: Visit): Promise<'presented' | 'notPresented'> {
    return this.#inTurn(async () => {
      const { books } = this.#world;
      const card = this.atChip(visit);
      if (card?.bond !== 'bound') return 'notPresented';
      books.intend(card, 'present');
      const moved = await this.#move('present');
      const sight = isConfirmed(moved) ? 'gate' : await this.#sight();
      // The customer was quicker than the answer: his hand was heard of.
      if (books.find(card.id)?.place === 'hand') return 'presented';
      if (sight === 'gate' || sight === 'chip' || sight === 'stuck') this.#at(card, sight);
      return sight === 'gate' ? 'presented' : 'notPresented';
    });
  }

  /** Into the bin. */
  retain(reason: RetainReason): Promise<Kept> {
    return this.#inTurn(async () => {
      const card = this.#world.books.open;
      if (card) return this.#retain(card, reason, true);
      // It was taken before anybody asked for it back.
      return { fate: 'taken', reference: '', staffTold: false };
    });
  }

  /** What the bank said to the card having been taken. */
  get taken(): Promise<SubmissionAnswer> | undefined {
    return this.#taken;
  }

  /**
   * What the dispenser tells, before the flows hear it. Its health is told with what stands in the way: while a card is on
   * its way no other one can be fed.
   */
  told(event: WorldEvent): WorldEvent {
    if (event.type === 'newCard.removed') this.#removed();
    if (event.type !== 'health' || event.of !== 'cardDispenser') return event;
    this.#device = event.health;
    this.#health = this.#effective();
    if (event.health === 'ok') void this.look();
    return { ...event, health: this.#health };
  }

  /** At start: what a former run left is looked after, and the bank hears what it has not. */
  recover(device: Health): Promise<void> {
    this.#device = device;
    this.#health = this.#effective();
    for (const card of this.#world.books.untold) this.#tellBank(card);
    return this.look();
  }

  /** Inside the transaction of a submission's intent. */
  intended(submission: Submission): void {
    const card = this.#of(submission);
    if (!card) return;
    if (submission.type === 'bindCard') this.#world.books.bond(card, 'asked');
    else this.#world.books.told(card);
  }

  /** Inside the transaction of a submission's end. */
  settled(submission: Submission, outcome: SubmissionAnswer['outcome']): void {
    if (submission.type !== 'bindCard' || outcome === 'unknown') return;
    const card = this.#of(submission);
    if (card) this.#world.books.bond(card, outcome === 'done' ? 'bound' : 'none');
  }

  /** Sees to a card that nobody waits for. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const { books, visits, dispenser } = this.#world;
      if (this.#stopped || !dispenser) return;
      const known = books.open;
      if (known && known.visit !== null && known.visit === visits.current?.token) return;
      const sight = await this.#sight();
      if (this.#stopped || sight === 'unknown') return;
      const card = known ?? (sight === 'none' ? undefined : books.found(sight, this.#world.terminal));
      if (!card) return;
      if (sight === 'none') this.#at(card, vanished(card));
      else {
        if (card.place !== sight) this.#at(card, sight);
        await this.#retain({ ...card, place: sight }, 'notTaken', false);
      }
      visits.forgetDue();
    });
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#world.clock.clearTimeout(this.#timer);
  }

  #removed(): void {
    const card = this.#world.books.open;
    const mayBe = card?.place === 'gate' || card?.moving === 'present';
    if (card && mayBe && card.moving !== 'retain') this.#at(card, 'hand');
  }

  async #retain(card: NewCard, reason: RetainReason, watched: boolean): Promise<Kept> {
    const { books, errands } = this.#world;
    const custody = this.#custodyOf(card, reason);
    const isSomebodys = card.bond !== 'none';
    books.intend(card, 'retain', () => {
      if (!isSomebodys || card.custody !== null) return;
      errands.intend({ type: 'custody', id: custody.id, request: custody });
      books.inCustody(card, custody.reference);
    });
    const moved = await this.#move('retain');
    const place = await this.#after(card, moved, watched);
    this.#at(card, place, reason);
    const { reference } = custody;
    if (place === 'hand' || place === 'notFed') {
      errands.drop(custody.id);
      return { fate: place === 'hand' ? 'taken' : 'retained', reference, staffTold: false };
    }
    const fate = place === 'bin' ? 'retained' : place === 'gone' ? 'unknown' : 'failed';
    // A blank in the bin is nobody's and needs nobody; one that is stuck, or nowhere, needs a person.
    if (fate === 'retained' && !isSomebodys) return { fate, reference, staffTold: false };
    if (!isSomebodys && card.custody === null)
      this.#world.journal.transaction(() => {
        errands.intend({ type: 'custody', id: custody.id, request: custody });
        books.inCustody(card, reference);
      });
    const staffTold = card.custody === null ? await errands.run(custody.id) : true;
    return { fate, reference: card.custody ?? reference, staffTold };
  }

  /** Where it is after the motion into the bin. */
  async #after(card: NewCard, moved: Moved, watched: boolean): Promise<Place> {
    if (isConfirmed(moved)) return 'bin';
    const quicker = moved?.ok === false && moved.error.condition === 'noMedia';
    if (quicker && card.place === 'gate' && watched) return 'hand';
    const sight = quicker ? 'none' : await this.#sight();
    // It was not there before the motion began, or went with it.
    if (sight === 'none') return vanished({ ...card, moving: quicker ? card.moving : 'retain' });
    // Nobody can look: it stands in the books where it was, until somebody can.
    return sight === 'unknown' ? card.place : sight;
  }

  #at(card: NewCard, place: Place, reason: RetainReason = 'notTaken'): void {
    try {
      this.#world.books.at(card, place);
    } catch {
      this.#world.onJournalFault();
      return;
    }
    const now = this.#world.books.find(card.id);
    if (now) this.#tellBank(now, reason);
    this.#tellHealth();
    this.#arm();
  }

  /** What has become of a card of its books. One that is stuck will not be the customer's any more. */
  #tellBank(card: NewCard, reason: RetainReason = 'notTaken'): void {
    const { visit, reference, about, place, bond } = card;
    if (about === null || visit === null) return;
    const who = { token: visit, reference };
    if (place === 'hand' && bond === 'bound')
      this.#taken = this.#report(who, { type: 'cardTaken', ...about });
    else if (place === 'bin' || place === 'stuck')
      void this.#report(who, {
        type: 'cardRetained',
        ...about,
        reason: place === 'stuck' ? 'jammed' : reason,
      });
  }

  async #report(visit: Visit, submission: Submission): Promise<SubmissionAnswer> {
    try {
      return await this.#world.submit(visit, submission);
    } catch {
      // It stands in the books as untold: the next start tells it.
      this.#world.onJournalFault();
      return { submission: 'none', reference: visit.reference, outcome: 'unknown' };
    }
  }

  #of(submission: Submission): NewCard | undefined {
    if (
      submission.type !== 'bindCard' &&
      submission.type !== 'cardTaken' &&
      submission.type !== 'cardRetained'
    )
      return undefined;
    return this.#world.books.untold.find(({ about }) => about !== null && isAbout(about, submission));
  }

  #custodyOf(card: NewCard, reason: RetainReason): CustodyRequest {
    return {
      id: newToken(),
      reference: card.custody ?? `${this.#world.terminal}-K${newSpokenCode()}`,
      visit: card.visit,
      what: 'newCard',
      reason: card.place === 'stuck' || reason === 'jammed' ? 'jammed' : 'notTaken',
    };
  }

  async #move(name: 'dispense' | 'present' | 'retain'): Promise<Moved> {
    return this.#world.dispenser?.execute({ id: newToken(), name, input: {} });
  }

  async #sight(): Promise<Sight> {
    const status = await this.#world.dispenser?.execute({ id: newToken(), name: 'status', input: {} });
    if (!status?.ok) return 'unknown';
    switch (status.value.media) {
      case 'notPresent':
        return 'none';
      case 'transport':
        return 'chip';
      case 'exit':
        return 'gate';
      case 'jammed':
        return 'stuck';
      default:
        return 'unknown';
    }
  }

  #effective(): Health {
    return this.#device === 'ok' && this.#world.books.open ? 'down' : this.#device;
  }

  #tellHealth(): void {
    const health = this.#effective();
    if (health === this.#health) return;
    this.#health = health;
    this.#world.tell({ type: 'health', of: 'cardDispenser', health });
  }

  /** A card that stays on its way is looked after again, until it has an end. */
  #arm(): void {
    if (this.#stopped || this.#timer !== undefined || !this.#world.books.open) return;
    this.#timer = this.#world.clock.setTimeout(() => {
      this.#timer = undefined;
      void this.look().then(() => this.#arm());
    }, NEW_CARD_LOOK);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

const isConfirmed = (moved: Moved): boolean => moved?.ok === true && moved.value.outcome === 'confirmed';

const isAbout = (about: About, other: About): boolean =>
  about.customerRef === other.customerRef &&
  about.applicationRef === other.applicationRef &&
  about.blankRef === other.blankRef;

/**
 * A card that was on its way and is not there. Between stack and gate there is no other way out than the bin: what was
 * never near the gate was never in a hand.
 */
function vanished({ place, moving }: NewCard): Place {
  if (place === 'feeding') return 'notFed';
  return place === 'chip' && moving === 'retain' ? 'bin' : 'gone';
}
