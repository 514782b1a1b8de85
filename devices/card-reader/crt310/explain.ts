import { discarded, type Explain, type KnownBytes, knownBytes, Reading } from '../../explain.ts';

const CHAPTERS = {
  link: 'CRT-310 V3, Communication',
  command: 'CRT-310 V3, Command list',
  reply: 'CRT-310 V3, Replies',
};

const CONTROLS = knownBytes({ ENQ: 0x05, ACK: 0x06, NAK: 0x15, EOT: 0x04 });
const COMMANDS = knownBytes({
  'stop position': 0x2e,
  'card entry': 0x2f,
  reset: 0x30,
  status: 0x31,
  move: 0x32,
  'chip supply': 0x33,
  'CPU card': 0x37,
  'read tracks': 0x45,
});
const ABNORMAL_HEAD = knownBytes({ refused: 0x4e });
/** PM of each command, by the command's name. */
const PARAMETERS: Readonly<Record<string, KnownBytes>> = {
  'stop position': knownBytes({
    'front, let go': 0x30,
    'front, held': 0x31,
    inside: 0x32,
    'at the contacts': 0x33,
    'rear, held': 0x34,
    'rear, let go': 0x35,
  }),
  'card entry': knownBytes({ prohibited: 0x31, 'stripe and switch': 0x32, switch: 0x33, stripe: 0x34 }),
  reset: knownBytes({
    'leave the card': 0x30,
    'eject at the front': 0x31,
    'to the rear': 0x32,
    'serial number': 0x3a,
  }),
  status: knownBytes({ position: 0x30, sensors: 0x2f }),
  move: knownBytes({
    inside: 0x2e,
    'to the contacts': 0x2f,
    'front, let go': 0x30,
    'front, held': 0x31,
    'rear, held': 0x32,
    'rear, let go': 0x33,
    'rear, forced': 0x34,
  }),
  'chip supply': knownBytes({ on: 0x30, off: 0x31 }),
  'CPU card': knownBytes({ 'cold reset': 0x30, 'warm reset': 0x2f, 'APDU T=0': 0x31, 'APDU T=1': 0x32 }),
  'read tracks': knownBytes({ buffer: 0x30 }),
};
const REAR = knownBytes({ 'rear allowed': 0x30, 'rear prohibited': 0x31 });
const TRACKS = knownBytes({ 'track 1': 0x31, 'track 2': 0x32, 'track 3': 0x33, 'all tracks': 0x37 });
const ASCII_MODE = knownBytes({ ASCII: 0x30 });
const OPERATIONS = knownBytes({
  done: 0x59,
  failed: 0x4e,
  'no card': 0x45,
  'not operable there': 0x57,
  'T=1': 0x5a,
});
const REASONS = knownBytes({
  'unknown command': 0x00,
  'bad parameter': 0x01,
  'cannot be done now': 0x02,
  'bad data': 0x04,
  'supply out of range': 0x05,
  'card of abnormal length': 0x06,
  'main power off': 0x07,
});
/** Replies whose third byte says how it went. Where it is data of a card, nothing after PM is read. */
const WITH_OPERATION: readonly string[] = ['move', 'chip supply', 'CPU card'];

const read: Explain = (frame) => {
  const reading = new Reading(frame);
  if (reading.left === 1 && reading.known(CONTROLS)) return reading.done(CHAPTERS.link);
  if (frame.direction === 'toHost' && reading.left === 3 && reading.peek(ABNORMAL_HEAD)) {
    reading.known(ABNORMAL_HEAD);
    reading.known(COMMANDS);
    reading.known(REASONS);
    return reading.done(CHAPTERS.reply);
  }
  const command = reading.known(COMMANDS);
  const parameters = command === undefined ? undefined : PARAMETERS[command];
  if (parameters) reading.known(parameters);
  if (frame.direction === 'toHost') {
    if (command !== undefined && WITH_OPERATION.includes(command)) reading.known(OPERATIONS);
    return reading.done(CHAPTERS.reply);
  }
  if (command === 'card entry') reading.known(REAR);
  if (command === 'read tracks') {
    reading.known(ASCII_MODE, false);
    reading.known(TRACKS);
  }
  return reading.done(CHAPTERS.command);
};

/** CRT-310 frames: controls, and packages by CM, PM and the reader's own codes; tracks and APDUs by length alone. */
export const explainCrt310: Explain = (frame) =>
  frame.direction === 'discarded' ? discarded(frame, read, CHAPTERS.link) : read(frame);
