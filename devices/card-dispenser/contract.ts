import type { CardReaderCommands } from '../card-reader/contract.ts';
import type { Device } from '../device.ts';

/**
 * Where the card on its way is, in XFS4IoT's words: `transport` is inside, at the chip's contacts; `exit` is the gate,
 * within a customer's reach.
 */
export type DispenserMedia = 'notPresent' | 'transport' | 'exit' | 'jammed' | 'unknown';

/** XFS4IoT Storage: replenishment of the stack of blank cards, and the bin for cards that came back. */
export type DispenserStorage = {
  readonly stacker: 'ok' | 'low' | 'empty' | 'unknown';
  readonly retainBin: 'ok' | 'full' | 'unknown';
};

export type DispenserStatus = DispenserStorage & { readonly media: DispenserMedia };

/**
 * How a motion ended. `unknown`: the dispenser was told to move and nobody can say what became of it: the card may be
 * where it was, where it should be, or in a hand. It is never told twice; `status` may say more later. An error means
 * that the card is not where it should be, and `status` says where it is. Should the line end in the middle (`offline`),
 * the outcome is as unknown: ask `status` when the device is back.
 */
export type MotionEnd = {
  readonly outcome: 'confirmed' | 'unknown';
  /** Why it is unknown. */
  readonly reason?: 'silence' | 'protocol' | 'offline';
};

export type CardDispenserCommands = Pick<CardReaderCommands, 'chipPowerOn' | 'chipPowerOff' | 'chipIO'> & {
  readonly status: { readonly input: object; readonly output: DispenserStatus };
  /** Takes one blank card from the stack to the chip's contacts. */
  readonly dispense: { readonly input: object; readonly output: MotionEnd };
  /**
   * Brings the card to the gate and holds it there, so that a forgotten one can still be drawn back. With
   * `takenObservable` a `mediaRemoved` event follows when it was taken.
   */
  readonly present: {
    readonly input: object;
    readonly output: MotionEnd & { readonly takenObservable: boolean };
  };
  /** Pushes the card out of the gate for good: whether anybody took it is `takenObservable` false. */
  readonly eject: {
    readonly input: object;
    readonly output: MotionEnd & { readonly takenObservable: boolean };
  };
  /** Takes the card, wherever it is, into the bin. */
  readonly retain: { readonly input: object; readonly output: MotionEnd };
  /** Cards in the bin since it was emptied, as the device counts them; it does not count every way in. */
  readonly retainCount: { readonly input: object; readonly output: { readonly count: number } };
  /** Staff emptied the bin: the device counts from 0. The host's own books are the ones that count. */
  readonly binEmptied: { readonly input: object; readonly output: object };
};

/** Conditions a command can fail with, besides the chip's of a card reader. */
export type CardDispenserCondition =
  | 'noMedia'
  /** A card is on its way already. */
  | 'mediaPresent'
  | 'mediaJammed'
  | 'mediaLong'
  | 'mediaShort'
  /** The card was moved by a hand during the motion. */
  | 'mediaMoved'
  | 'stackerEmpty'
  | 'retainBinFull'
  | 'positionRefused'
  | 'invalidMedia'
  | 'chipMute'
  | 'chipNotPowered';

export type CardDispenserEvent =
  /** The card left the gate in somebody's hand. */
  | { readonly type: 'mediaRemoved' }
  | { readonly type: 'mediaRetained' }
  | { readonly type: 'mediaJammed' }
  /** Stack or bin is not as it was told last. */
  | ({ readonly type: 'storageThreshold' } & DispenserStorage);

export type CardDispenser = Device<CardDispenserCommands, CardDispenserEvent>;
