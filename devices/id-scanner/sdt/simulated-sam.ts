import { fromHex } from '#foundation/bytes.ts';
import type { Clock } from '#foundation/clock.ts';
import {
  type Command,
  encodeReadData,
  foundData,
  MESSAGES,
  type Message,
  type Reply,
  SW3,
  selectedData,
} from './protocol.ts';

/** A hand that takes one card away and lays another needs this long, milliseconds; find sees the gap. */
export const HAND_MILLISECONDS = 500;

/** 05.03-20130105-0000123456-0007890123, invented. */
const SAM_NUMBER = fromHex('05000300 39293301 40E20100 CB647800');

/** A card as the reader sees it: its stored text record and photo. */
export type LaidCard = { readonly text: Uint8Array; readonly photo: Uint8Array };

/** What makes the module answer otherwise than a good one with a good card. */
export type SamFaults = {
  readonly readFails: boolean;
  readonly selectFails: boolean;
  readonly notAuthorised: boolean;
  readonly selfTestFailed: boolean;
};

const status = (sw3: number, data: Uint8Array = new Uint8Array(0)): Reply => ({ sw1: 0, sw2: 0, sw3, data });

/** The command these two bytes name, as far as this reader knows it. */
export const knownMessage = ({ command, parameter }: Command): Message | undefined =>
  Object.values<Message>(MESSAGES).find(
    (message) => message.command === command && message.parameter === parameter,
  );

/**
 * The security module and its antenna: what a command does and what is answered, without any bytes on a wire.
 * A card once read is hidden from find until it is lifted, unless `answersFindUntilLifted`; a bare read of it still
 * works, since it stays selected.
 */
export class SimulatedSam {
  #card: LaidCard | undefined;
  /** Moment from which a card can lie in the field, `monotonic()`; before it the hand is still on its way. */
  #layableAt = Number.NEGATIVE_INFINITY;
  #laidAt = 0;
  #found = false;
  #selected = false;
  #read = false;
  readonly #clock: Clock;
  readonly #answersFindUntilLifted: boolean;

  constructor(clock: Clock, answersFindUntilLifted: boolean) {
    this.#clock = clock;
    this.#answersFindUntilLifted = answersFindUntilLifted;
  }

  get read(): boolean {
    return this.#read;
  }

  lay(card: LaidCard): void {
    if (this.#card) this.lift();
    this.#card = card;
    this.#laidAt = Math.max(this.#clock.monotonic(), this.#layableAt);
  }

  lift(): void {
    this.#card = undefined;
    this.#layableAt = this.#clock.monotonic() + HAND_MILLISECONDS;
    this.powerOff();
  }

  /** Forgets the dialogue with the card; the card itself stays where it lies. */
  powerOff(): void {
    this.#found = false;
    this.#selected = false;
    this.#read = false;
  }

  /** Nothing on the reader, and no hand near it. */
  reset(): void {
    this.lift();
    this.#layableAt = Number.NEGATIVE_INFINITY;
  }

  answer(command: Command, faults: SamFaults): Reply {
    if (faults.selfTestFailed) return status(SW3.selfTestFailed);
    if (faults.notAuthorised) return status(SW3.notAuthorised);
    const message = knownMessage(command);
    if (!message) return status(SW3.badCommand);
    if (command.data.length > 0) return status(SW3.hostLengthWrong);
    switch (message) {
      case MESSAGES.number:
        return status(SW3.ok, SAM_NUMBER.slice());
      case MESSAGES.find:
        return this.#find();
      case MESSAGES.select:
        return this.#select(faults);
      case MESSAGES.read:
        return this.#readCard(faults);
      default:
        return status(SW3.ok);
    }
  }

  get #inField(): LaidCard | undefined {
    return this.#clock.monotonic() >= this.#laidAt ? this.#card : undefined;
  }

  #find(): Reply {
    this.#found = this.#inField !== undefined && (!this.#read || this.#answersFindUntilLifted);
    if (!this.#found) return status(SW3.noCard);
    this.#selected = false;
    return status(SW3.cardFound, foundData());
  }

  #select(faults: SamFaults): Reply {
    if (!this.#inField || !this.#found || faults.selectFails) return status(SW3.selectFailed);
    this.#selected = true;
    return status(SW3.ok, selectedData());
  }

  #readCard(faults: SamFaults): Reply {
    const card = this.#inField;
    if (!card || !this.#selected || faults.readFails) return status(SW3.readFailed);
    this.#read = true;
    return status(SW3.ok, encodeReadData(card.text, card.photo));
  }
}
