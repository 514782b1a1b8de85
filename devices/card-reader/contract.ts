import type { Device } from '../device.ts';

/** XFS4IoT CardReader.Status.media, the ones a motorised reader has. */
export type CardMedia = 'notPresent' | 'present' | 'entering' | 'jammed' | 'unknown';

/** One track as ISO 7813 characters, without sentinels and LRC. Never leaves the host's memory. */
export type TrackRead =
  | { readonly status: 'read'; readonly data: string }
  | { readonly status: 'blank' | 'damaged' | 'notRead' };

export type CardReaderCommands = {
  /** Opens the shutter for one card (any kind); a `mediaInserted` event follows when one is in. */
  readonly enableEntry: { readonly input: object; readonly output: object };
  /** Closes the entry; a card on its way in may still arrive. */
  readonly disableEntry: { readonly input: object; readonly output: object };
  /** Where the card is now, asked of the reader. */
  readonly status: {
    readonly input: object;
    readonly output: { readonly media: CardMedia; readonly atGate: boolean };
  };
  /** Magnetic tracks 1 to 3. */
  readonly readTracks: {
    readonly input: object;
    readonly output: { readonly track1: TrackRead; readonly track2: TrackRead; readonly track3: TrackRead };
  };
  /** Powers the contact chip; `atr` is ISO 7816-3's. */
  readonly chipPowerOn: {
    readonly input: object;
    readonly output: { readonly protocol: 'T0' | 'T1'; readonly atr: Uint8Array };
  };
  readonly chipPowerOff: { readonly input: object; readonly output: object };
  /** One APDU; the answer ends with SW1 SW2. 61xx and 6Cxx are not followed here. */
  readonly chipIO: {
    readonly input: { readonly command: Uint8Array };
    readonly output: { readonly response: Uint8Array };
  };
  /** Brings the card to the gate and holds it; a `mediaRemoved` event follows when it was taken. */
  readonly eject: { readonly input: object; readonly output: object };
  /** Takes the card into the retain bin. */
  readonly retain: { readonly input: object; readonly output: object };
};

/**
 * Conditions a command can fail with: `noMedia`, `mediaJammed`, `mediaLong`, `mediaShort`, `invalidMedia` (no chip,
 * no stripe), `chipMute`, `chipNotPowered`, `positionRefused`, `retainBinFull`, `powerLow`.
 */
export type CardReaderCondition =
  | 'noMedia'
  | 'mediaJammed'
  | 'mediaLong'
  | 'mediaShort'
  | 'invalidMedia'
  | 'chipMute'
  | 'chipNotPowered'
  | 'positionRefused'
  | 'retainBinFull'
  | 'powerLow';

export type CardReaderEvent =
  | { readonly type: 'mediaInserted' }
  /** The card left the gate in the customer's hand. */
  | { readonly type: 'mediaRemoved' }
  | { readonly type: 'mediaRetained' }
  | { readonly type: 'mediaJammed' };

export type CardReader = Device<CardReaderCommands, CardReaderEvent>;
