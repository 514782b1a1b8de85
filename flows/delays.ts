/** Every wait of the flows, in milliseconds, by name. Tests advance their clock by these very constants. */
export const delays = {
  /** No touch for this long: the customer is asked whether he is still there. */
  attentionIdle: 60_000,
  /** The same in elder mode, or while a person is on the way. */
  attentionIdleSlow: 120_000,
  /** The same while a member of staff was asked to decide, and once one has said that he comes. */
  attentionIdleAsked: 180_000,
  attentionIdleSeen: 300_000,
  /** How long the warning stands before the visit ends by itself (WCAG 2.2.1 asks for 20 s at least). */
  attentionWarning: 30_000,
  attentionWarningSlow: 60_000,
  /** A waiting screen says what it waits for after this. */
  workingSaysWhat: 1_000,
  /** ... and how long it usually takes after this. */
  workingSaysHowLong: 5_000,
  /** Card at the gate: time to take it quietly, then with sound; then it is retained. */
  cardCalm: 20_000,
  cardInsistent: 20_000,
  /** How long a new card waits inside for the bank to say whether it is the customer's. */
  bindingWait: 90_000,
  /** ID card left on the reader: quiet, then with sound; then the visit ends without it. */
  idCardCalm: 15_000,
  idCardInsistent: 30_000,
  /** A document was found and nothing came of it, not even a refusal: it was lifted again. Longer than three tries take. */
  documentReading: 12_000,
  /** Between two questions to the reader whether the ID card is still there. */
  presencePoll: 1_000,
  /** Staff asked for the terminal and the visit lasts and lasts: they ask again. */
  vendorModePending: 900_000,
  /** The last words before the next customer's welcome. */
  farewell: 6_000,
  /** Before a draft that the branch did not take is offered to it again. */
  draftRest: 10_000,
  /** As long as it is asked how the visit was; the reasons of a low rating as long again after each touch. */
  ratingOffer: 10_000,
  ratingOfferSlow: 20_000,
  /** A screen about a kept card or a fault stays this long when nobody touches it. */
  notice: 60_000,
  /** Nobody acknowledged a call for this long: the screen says so. */
  helpUnanswered: 90_000,
  /** Nobody went to a customer under pressure for this long: his visit ends in an ordinary way. */
  quietUnseen: 180_000,
  /** ... and nobody was done with it, once somebody had gone. */
  quietSeen: 600_000,
  /** While nothing he does counts, so often it is said that he is there. Shorter than any patience. */
  quietPulse: 20_000,
  /** The branch cannot be heard for this long: nobody can be said to operate the screen any more. */
  handsUnheard: 60_000,
  /** Between two looks after a card that is stuck inside, and tries to take it in. */
  stuckCardLook: 30_000,
  /** Between two questions whether there is a number after all. */
  numberAsk: 4_000,
  /** How old what the screen says of the queue may become. */
  queueLook: 20_000,
  /** A call to a teller waits for this long: other ways are offered again. */
  callWaitLong: 120_000,
  /** Teller and customer have not seen or heard each other for this long: writing, waiting or ending is offered. */
  callLostLong: 15_000,
  /** So long a call holds the terminal before it is offered to go on by telephone. */
  callLong: 15 * 60_000,
  /** What the teller puts forward, or asks for, stands for this long. */
  callAsk: 60_000,
  /** How long the screen says what the teller has pressed. */
  callMoved: 8_000,
} as const;

/** How often a warning may be answered with "more time" in a row (WCAG 2.2.1: at least ten). */
export const ATTENTION_EXTENSIONS = 10;
