import { discarded, type Explain, type KnownBytes, knownBytes, Reading } from '../../explain.ts';
import { REPORT } from './protocol.ts';

const CHAPTER = 'STU SDK, Protocol.hpp';

const KINDS = knownBytes({
  write: 0x01,
  ask: 0x02,
  output: 0x03,
  input: 0x81,
  done: 0x82,
  answer: 0x83,
  refused: 0x84,
});
const NAMES: Readonly<Record<keyof typeof REPORT, string>> = {
  pen: 'pen',
  status: 'status',
  reset: 'reset',
  information: 'information',
  capability: 'capability',
  uid: 'UID',
  clearScreen: 'clear screen',
  inking: 'inking',
  startImage: 'start image',
  imageBlock: 'image block',
  endImage: 'end image',
  background: 'background',
  handwritingArea: 'handwriting area',
  brightness: 'brightness',
  penWithOptions: 'pen with time',
  penOptionMode: 'pen options',
  penWithTimeAndSequence: 'pen with time and number',
};
const REPORTS: KnownBytes = new Map(
  Object.entries(NAMES).map(([name, word]) => [REPORT[name as keyof typeof REPORT], word]),
);
const STATES = knownBytes({
  ready: 0x00,
  'image transfer': 0x01,
  capture: 0x02,
  calculating: 0x03,
  'boot image': 0x04,
  'ROM busy': 0x05,
  'reset pending': 0xff,
});
const RESULTS = knownBytes({
  'last: in order': 0,
  'last: wrong report': 1,
  'last: wrong state': 2,
  'last: CRC': 3,
  'last: bad parameter': 4,
  'last: bad encoding': 0x10,
  'last: data too long': 0x11,
  'last: decompression': 0x12,
  'last: bad area': 0x15,
});
/** Tag and length of the message around a report. */
const ENVELOPE = 3;

const read: Explain = (frame) => {
  const reading = new Reading(frame);
  const kind = reading.known(KINDS);
  reading.hide(ENVELOPE);
  if (kind === undefined || kind === 'done' || kind === 'refused') return reading.done(CHAPTER);
  const report = reading.known(REPORTS);
  if (kind === 'answer' && report === 'status') {
    reading.known(STATES);
    reading.known(RESULTS);
  }
  return reading.done(CHAPTER);
};

/** STU reports by their numbers and the pad's status; ink and pictures by length alone. */
export const explainWacomStu: Explain = (frame) =>
  frame.direction === 'discarded' ? discarded(frame, read, CHAPTER) : read(frame);
