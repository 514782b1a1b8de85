import { discarded, type Explain, knownBytes, Reading } from '../../explain.ts';
import { decodeAsb } from './status.ts';

const CHAPTER = 'ESC/POS Command Reference';

/** What each command of `protocol.ts` does, by the name it has there. */
const COMMANDS: Readonly<Record<string, string>> = {
  'ESC @': 'initialise',
  'FS &': 'two-byte characters on',
  'ESC R': 'national characters',
  LF: 'line feed',
  'ESC d': 'feed lines',
  'ESC a': 'alignment',
  'ESC E': 'bold',
  'GS !': 'size of characters',
  'FS !': 'size of Hanzi',
  'GS V': 'feed and cut',
  'GS v 0': 'raster picture',
  'GS ( k': 'QR code',
  'DLE EOT 1': 'ask: printer status',
  'DLE EOT 2': 'ask: why offline',
  'DLE EOT 3': 'ask: errors',
  'DLE EOT 4': 'ask: paper sensors',
  'DLE ENQ 2': 'clear the buffers',
  'GS a': 'automatic status on',
  'GS ( H': 'process id',
  'GS r': 'ask: queued paper status',
  'GS I': 'ask: printer information',
};
const ANSWERS: Readonly<Record<string, string>> = {
  processId: 'process id: printed up to here',
  information: 'printer information',
  queued: 'queued paper status',
};
const FLOW = knownBytes({ 'XON: send on': 0x11, 'XOFF: hold back': 0x13 });
const REAL_TIME_HEAD = 'real-time status';

const read: Explain = (frame) => {
  const reading = new Reading(frame);
  const { name, bytes } = frame;
  if (frame.direction === 'toDevice') {
    const does = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (does === undefined) reading.say('text');
    else reading.say(name).say(does);
    return reading.done(CHAPTER);
  }
  const kind = name.replace(/^unasked /, '');
  if (kind === 'flow') reading.known(FLOW);
  else if (kind === 'realTime') reading.say(REAL_TIME_HEAD);
  else if (kind === 'asb' && bytes?.length === 4) {
    const { offline, coverOpen, paper, cutterError, otherError } = decodeAsb(
      bytes[0] ?? 0,
      bytes[1] ?? 0,
      bytes[2] ?? 0,
    );
    reading.say('automatic status').say(`paper ${paper}`);
    if (offline) reading.say('offline');
    if (coverOpen) reading.say('cover open');
    if (cutterError) reading.say('cutter error');
    if (otherError) reading.say('error');
  } else reading.say(Object.hasOwn(ANSWERS, kind) ? (ANSWERS[kind] ?? 'answer') : 'answer');
  return reading.done(CHAPTER);
};

/** ESC/POS by command and status; what is printed by length alone. */
export const explainEscpos: Explain = (frame) =>
  frame.direction === 'discarded' ? discarded(frame, read, CHAPTER) : read(frame);
