/** What a carrier reports. `closed` comes exactly once, also when it never opened. */
export type CarrierEvents = {
  readonly opened: () => void;
  readonly message: (text: string) => void;
  readonly closed: () => void;
};

/** One line to the host, carrying JSON texts both ways; everything above it is the same in every shell. */
export type Carrier = {
  /** Silently nothing once the line is closed. */
  readonly send: (text: string) => void;
  readonly close: () => void;
};

export type OpenCarrier = (events: CarrierEvents) => Carrier;

/** Longest text taken from the host, in UTF-16 units: the bench's state with its receipts is the longest. */
export const LONGEST_TEXT = 4_000_000;
