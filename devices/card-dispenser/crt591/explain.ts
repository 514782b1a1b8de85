import { discarded, type Explain, type KnownBytes, knownBytes, Reading } from '../../explain.ts';

const CHAPTERS = { link: 'CRT-591, Communication', command: 'CRT-591, Command', status: 'CRT-591, Status' };

const CONTROLS = knownBytes({ ACK: 0x06, NAK: 0x15, EOT: 0x04 });
const HEADS = knownBytes({ command: 0x43, done: 0x50, 'not done': 0x4e });
const COMMANDS = knownBytes({
  initialise: 0x30,
  status: 0x31,
  move: 0x32,
  'card entry': 0x33,
  'chip card': 0x51,
  'serial number': 0xa2,
  version: 0xa4,
  'bin counter': 0xa5,
});
const READ = knownBytes({ read: 0x30 });
const PARAMETERS: Readonly<Record<string, KnownBytes>> = {
  initialise: knownBytes({
    'card to the gate': 0x30,
    'card to the bin': 0x31,
    'leave the card': 0x33,
    'card to the gate, count': 0x34,
    'card to the bin, count': 0x35,
    'leave the card, count': 0x37,
  }),
  status: knownBytes({ position: 0x30, sensors: 0x31 }),
  move: knownBytes({
    'to the gate': 0x30,
    'to the contacts': 0x31,
    'to the bin': 0x33,
    'out of the gate': 0x39,
  }),
  'card entry': knownBytes({ open: 0x30, closed: 0x31 }),
  'chip card': knownBytes({ 'cold reset': 0x30, off: 0x31, 'APDU T=0': 0x33, 'APDU T=1': 0x34, APDU: 0x39 }),
  'serial number': READ,
  version: READ,
  'bin counter': knownBytes({ read: 0x30, set: 0x31 }),
};
const CARD = knownBytes({ 'no card': 0x30, 'card at the gate': 0x31, 'card at the contacts': 0x32 });
const STACK = knownBytes({ 'stack empty': 0x30, 'stack low': 0x31, 'stack in order': 0x32 });
const BIN = knownBytes({ 'bin in order': 0x30, 'bin full': 0x31 });

/** e1 e0 of the manual's table of errors. */
const ERRORS: Readonly<Record<string, string>> = {
  '00': 'unknown command',
  '01': 'bad parameter',
  '02': 'cannot be done now',
  '03': 'not supported',
  '04': 'bad data',
  '10': 'card jammed',
  '13': 'card too long',
  '14': 'card too short',
  '43': 'not at the contacts',
  '45': 'card was moved by hand',
  '60': 'chip shorted',
  '61': 'chip does not answer',
  '62': 'chip of another kind',
  '63': 'chip does not answer the APDU',
  '64': 'chip answered damaged',
  '65': 'chip without supply',
  A0: 'stack empty',
  A1: 'bin full',
  B0: 'not initialised',
};
const FIRST = knownBytes(
  Object.fromEntries(Object.keys(ERRORS).map((code) => [code.charAt(0), code.charCodeAt(0)])),
);
const secondOf = (first: string): KnownBytes =>
  knownBytes(
    Object.fromEntries(
      Object.keys(ERRORS)
        .filter((code) => code.startsWith(first))
        .map((code) => [code.charAt(1), code.charCodeAt(1)]),
    ),
  );

const read: Explain = (frame) => {
  const reading = new Reading(frame);
  if (reading.left === 1 && reading.known(CONTROLS)) return reading.done(CHAPTERS.link);
  const head = reading.known(HEADS, frame.direction === 'toHost');
  const command = head === undefined ? undefined : reading.known(COMMANDS);
  const parameters = command === undefined ? undefined : PARAMETERS[command];
  if (parameters) reading.known(parameters);
  if (parameters && head === 'done') for (const table of [CARD, STACK, BIN]) reading.known(table);
  if (parameters && head === 'not done') {
    const first = reading.known(FIRST, false);
    const second = first === undefined ? undefined : reading.known(secondOf(first), false);
    const error = ERRORS[`${first}${second}`];
    if (error !== undefined) reading.say(error);
  }
  return reading.done(head === 'command' ? CHAPTERS.command : CHAPTERS.status);
};

/** CRT-591 frames: head, CM, PM, the three status bytes or the error; what a chip says by length alone. */
export const explainCrt591: Explain = (frame) =>
  frame.direction === 'discarded' ? discarded(frame, read, CHAPTERS.link) : read(frame);
