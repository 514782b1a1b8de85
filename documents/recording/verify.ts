import type { CheckedRecording, RecordingOrigin } from '#contracts/branch/recording.ts';
import { firstLink, linkOf } from './chain.ts';

/** One segment as it is kept. */
export type KeptSegment = {
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly link: string;
  readonly bytes: Uint8Array;
};

/** What a recording must come to: how it ended, or, of one that is named on a paper, how far it was then. */
export type RecordingHead = { readonly count: number; readonly link: string };

const fault = (what: NonNullable<CheckedRecording['fault']>, at: number): CheckedRecording => ({
  whole: false,
  fault: what,
  at,
});

/**
 * Follows a recording from its origin: every segment there, once, in order, as it was recorded, up to the head that
 * was declared. Of what is wrong the first is told, with its segment.
 */
export function verifyRecording(
  origin: RecordingOrigin,
  segments: Iterable<KeptSegment>,
  head: RecordingHead,
): CheckedRecording {
  let link = firstLink(origin);
  let next = 0;
  let passed = head.count === 0 && link === head.link;
  for (const segment of segments) {
    if (segment.number > next) return fault('missing', next);
    if (segment.number < next) return fault('disordered', segment.number);
    link = linkOf(link, next, segment.at, segment.bytes);
    if (link !== segment.link) return fault('changed', next);
    next += 1;
    if (next === head.count) passed = link === head.link;
  }
  if (next < head.count) return fault('missing', next);
  return passed ? { whole: true, fault: null, at: null } : fault('notTheEnd', head.count);
}
