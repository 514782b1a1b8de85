import { concat } from '#foundation/bytes.ts';
import { encodeReply, type Reply, SW3, statusIs } from './protocol.ts';

/** What can go wrong with the simulated reader. All may be on together. */
export const FAULTS = [
  /** CHK of every reply is wrong. */
  'badChecksum',
  /** LEN of every reply promises more bytes than come. */
  'lyingLength',
  /** The text length inside a read reply is not the text's. */
  'lyingTextLength',
  /** Only the first half of every reply comes. */
  'truncatedReply',
  /** Garbage with pieces of preambles comes before every reply. */
  'noiseBeforeReply',
  /** Commands are obeyed and nothing is answered. */
  'silent',
  /** Read commands are obeyed and not answered. */
  'readReplyLost',
  /** Every reply comes when the host has stopped waiting for it. */
  'lateReply',
  /** SW3 41 to every read. */
  'readFails',
  /** SW3 81 to every select. */
  'selectFails',
  /** SW3 66 to everything. */
  'notAuthorised',
  /** SW3 60 to everything. */
  'selfTestFailed',
  /** 10,000 frames a second that nobody asked for. */
  'floodUnsolicited',
  /** Every reply comes byte by byte. */
  'splitReplies',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Noise that a careless receiver would take for a beginning: half preambles, and a header with a mad length. */
const NOISE = Uint8Array.of(
  0x00,
  0xff,
  0xaa,
  0xaa,
  0x96,
  0xaa,
  0xaa,
  0xaa,
  0x96,
  0x69,
  0xff,
  0xff,
  0x13,
  0xaa,
);

/** An unasked frame: the answer to "SAM state". */
export const UNASKED = encodeReply({ sw1: 0, sw2: 0, sw3: SW3.ok, data: new Uint8Array(0) });

const changed = (bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array =>
  bytes.map((byte, i) => (i === at ? change(byte) & 0xff : byte));

/** Offsets in a reader frame of the low byte of LEN and, in a read reply, of the low byte of the text length. */
const LENGTH_LOW = 6;
const TEXT_LENGTH_LOW_IN_DATA = 1;

/** A reply's bytes as the faults leave them, in the chunks they come in; no chunk at all when nothing comes. */
export function spoilt(reply: Reply, faults: ReadonlySet<Fault>): readonly Uint8Array[] {
  const isRead = reply.data.length > 16 && statusIs(reply, SW3.ok);
  if (faults.has('silent') || (isRead && faults.has('readReplyLost'))) return [];
  const lies = isRead && faults.has('lyingTextLength');
  let bytes = encodeReply(
    lies ? { ...reply, data: changed(reply.data, TEXT_LENGTH_LOW_IN_DATA, (low) => low + 2) } : reply,
  );
  if (faults.has('badChecksum')) bytes = changed(bytes, bytes.length - 1, (check) => check ^ 0xff);
  if (faults.has('lyingLength')) bytes = changed(bytes, LENGTH_LOW, (low) => low + 9);
  if (faults.has('truncatedReply')) bytes = bytes.slice(0, Math.floor(bytes.length / 2));
  if (faults.has('noiseBeforeReply')) bytes = concat(NOISE, bytes);
  return faults.has('splitReplies') ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes];
}
