import { discarded, type Explain, knownBytes, Reading } from '../../explain.ts';
import { SW3 } from './protocol.ts';

const CHAPTER = 'SDT, GA 450, Commands and status';

const COMMANDS = knownBytes({ 'SAM state': 0x11, 'SAM number': 0x12, card: 0x20, read: 0x30 });
const PARAMETERS = knownBytes({ find: 0x01, select: 0x02, '-': 0xff });
const ZERO = knownBytes({ '-': 0x00 });
const WORDS: Readonly<Record<keyof typeof SW3, string>> = {
  ok: 'good',
  cardFound: 'card found',
  hostChecksumWrong: 'our check byte was wrong',
  hostLengthWrong: 'our length was wrong',
  badCommand: 'unknown command',
  unknownError: 'unknown error',
  cardRejectedReader: 'card refused the reader',
  readerRejectedCard: 'reader refused the card',
  verifyFailed: 'verification failed',
  wrongCard: 'another kind of card',
  readFailed: 'read failed',
  randomNumberFailed: 'random number failed',
  selfTestFailed: 'self-test failed',
  notAuthorised: 'not authorised',
  noCard: 'no card',
  selectFailed: 'select failed',
  itemAbsent: 'item absent',
};
const STATUSES = new Map(Object.entries(WORDS).map(([name, word]) => [SW3[name as keyof typeof SW3], word]));

/** What a good reply brings, by the number of its bytes: no two are as long. */
const BRINGS: Readonly<Record<number, string>> = {
  4: 'found',
  8: 'selected',
  16: 'SAM number',
  1284: 'text and photo',
};

const read: Explain = (frame) => {
  const reading = new Reading(frame);
  if (frame.direction === 'toDevice') {
    const command = reading.known(COMMANDS);
    reading.known(PARAMETERS, command === 'card');
    return reading.done(CHAPTER);
  }
  for (const _ of ['SW1', 'SW2']) reading.known(ZERO, false);
  reading.known(STATUSES);
  const brings = BRINGS[reading.left];
  if (brings !== undefined) reading.say(brings);
  return reading.done(CHAPTER);
};

/** SDT frames: command and status; everything a document says by length alone. */
export const explainSdt: Explain = (frame) =>
  frame.direction === 'discarded' ? discarded(frame, read, CHAPTER) : read(frame);
