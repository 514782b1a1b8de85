import { ascii, concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { TrackRead } from '../contract.ts';
import { TRACK_SHAPES, type TrackNumber, withoutSentinels } from '../magstripe.ts';
import { CM, TRACK_SELECTORS, type TrackSelector } from './commands.ts';
import type { Operation } from './replies.ts';

/*
 * Reply to 45 30 (manual, "Read magnetic card"): 45 30 mode selector, then for each asked track, in order,
 *   1F 59 characters     read
 *   1F 4E E1..E5         no start sentinel, no end sentinel, parity, LRC, blank
 *   1F 4F E0             cannot be read
 * ISO 7811 characters are 20..5F, so 1F separates without ambiguity.
 */

const SEPARATOR = 0x1f;
const READ = 0x59;
const ERROR = 0x4e;
const NOT_READ = 0x4f;
const BLANK = 0xe5;
const PARITY = 0xe3;
const CANNOT_READ = 0xe0;
const ALL: readonly TrackNumber[] = [1, 2, 3];
const MODE_ASCII = 0x30;

export type TracksRead = {
  readonly track1: TrackRead;
  readonly track2: TrackRead;
  readonly track3: TrackRead;
};

export type TracksReply =
  | { readonly kind: 'read'; readonly tracks: TracksRead }
  | { readonly kind: 'not'; readonly operation: Exclude<Operation, 'done'> };

function encodeBlock(track: TrackRead): Uint8Array {
  switch (track.status) {
    case 'read':
      return concat(Uint8Array.of(SEPARATOR, READ), ascii(track.data));
    case 'blank':
      return Uint8Array.of(SEPARATOR, ERROR, BLANK);
    case 'damaged':
      return Uint8Array.of(SEPARATOR, ERROR, PARITY);
    case 'notRead':
      return Uint8Array.of(SEPARATOR, NOT_READ, CANNOT_READ);
  }
}

const NAMES = { 1: 'track1', 2: 'track2', 3: 'track3' } as const;

/** The reader's answer to "read these tracks, ASCII". */
export function encodeTracks(tracks: TracksRead, selector: TrackSelector): Uint8Array {
  const asked = ALL.map((number) => NAMES[number]).filter((name) => selector === 'all' || selector === name);
  return concat(
    Uint8Array.of(CM.tracks, 0x30, MODE_ASCII, TRACK_SELECTORS.encode(selector)),
    ...asked.map((name) => encodeBlock(tracks[name])),
  );
}

function decodeBlock(block: Uint8Array, track: TrackNumber): TrackRead | undefined {
  const [kind, reason] = block;
  if (kind === NOT_READ && block.length === 2) return { status: 'notRead' };
  if (kind === ERROR && block.length === 2) return { status: reason === BLANK ? 'blank' : 'damaged' };
  if (kind !== READ) return undefined;
  const data = withoutSentinels(track, String.fromCharCode(...block.subarray(1)));
  if (data.length === 0) return { status: 'blank' };
  return TRACK_SHAPES[track].test(data) ? { status: 'read', data } : { status: 'damaged' };
}

/** The answer to "all tracks". What the reader says to 45 without a card is not documented: a bare P and a refusal are both understood. */
export function decodeTracks(content: Uint8Array): Result<TracksReply, 'protocol'> {
  if (content[0] !== CM.tracks || content[1] !== 0x30) return err('protocol');
  if (content.length === 3) {
    if (content[2] === 0x45) return ok({ kind: 'not', operation: 'noCard' });
    if (content[2] === 0x57) return ok({ kind: 'not', operation: 'notOperable' });
    return content[2] === 0x4e ? ok({ kind: 'not', operation: 'failed' }) : err('protocol');
  }
  if (content[2] !== MODE_ASCII || TRACK_SELECTORS.decode(content[3]) !== 'all' || content[4] !== SEPARATOR)
    return err('protocol');
  const blocks: Uint8Array[] = [];
  let start = 5;
  for (let at = 5; at <= content.length; at += 1) {
    if (at < content.length && content[at] !== SEPARATOR) continue;
    blocks.push(content.subarray(start, at));
    start = at + 1;
  }
  const [track1, track2, track3] = ALL.map((track, index) =>
    decodeBlock(blocks[index] ?? content.subarray(0, 0), track),
  );
  if (blocks.length !== ALL.length || !track1 || !track2 || !track3) return err('protocol');
  return ok({ kind: 'read', tracks: { track1, track2, track3 } });
}
