import type { CallMode } from '#contracts/branch/call.ts';

/** The ladder of a call, richest first. `small`: a small, slow picture. */
export const RUNGS = ['video', 'small', 'audio', 'text'] as const;
export type Rung = (typeof RUNGS)[number];

/** How the two speak on a rung. */
export const modeOf = (rung: Rung): CallMode => (rung === 'small' ? 'video' : rung);

/** The poorer of two. */
export const poorer = (one: Rung, other: Rung): Rung =>
  RUNGS.indexOf(one) > RUNGS.indexOf(other) ? one : other;

/** What a second or so of the call was like. */
export type QualitySample = {
  /** Milliseconds on the page's clock. */
  readonly at: number;
  /** Pictures of the far side a second; null where none are due. */
  readonly framesPerSecond: number | null;
  /** Share of the sound that had to be made up, 0 to 1; null where none is due. */
  readonly concealed: number | null;
  /** Share of packets lost, the worse of both directions, 0 to 1. */
  readonly lost: number | null;
  /** There and back, milliseconds. */
  readonly roundTrip: number | null;
};

/** `unusable`: not even speech comes through. */
export type Grade = 'good' | 'fair' | 'poor' | 'unusable';

/** From here on it is called so; shares 0 to 1, milliseconds, pictures a second (a small picture is sent eight times). */
export const GRADES = {
  unusable: { concealed: 0.35, lost: 0.4, roundTrip: 3_000 },
  poor: { concealed: 0.1, lost: 0.1, roundTrip: 900, framesPerSecond: 2 },
  fair: { concealed: 0.03, lost: 0.04, roundTrip: 450, framesPerSecond: 4 },
} as const;

export function gradeOf({ framesPerSecond, concealed, lost, roundTrip }: QualitySample): Grade {
  const beyond = (bounds: (typeof GRADES)['unusable' | 'poor' | 'fair']): boolean =>
    (concealed ?? 0) > bounds.concealed ||
    (lost ?? 0) > bounds.lost ||
    (roundTrip ?? 0) > bounds.roundTrip ||
    ('framesPerSecond' in bounds && framesPerSecond !== null && framesPerSecond < bounds.framesPerSecond);
  if (beyond(GRADES.unusable)) return 'unusable';
  if (beyond(GRADES.poor)) return 'poor';
  return beyond(GRADES.fair) ? 'fair' : 'good';
}

/** Milliseconds. */
export const PATIENCE = {
  /** It has been poor for so long: one rung down; unusable: sooner. */
  poor: 3_000,
  unusable: 2_000,
  /** It has been good for so long: one rung up. Doubled by a rise that did not last, up to the most. */
  rise: 6_000,
  most: 48_000,
  /** A rise that lasted so long was right. */
  lasted: 15_000,
} as const;

/** Where the call stands on the ladder, and since when it has been going badly or well. */
export type Quality = {
  readonly rung: Rung;
  readonly badSince: number | null;
  readonly goodSince: number | null;
  readonly roseAt: number | null;
  readonly patience: number;
};

export const BEGINNING: Quality = {
  rung: 'video',
  badSince: null,
  goodSince: null,
  roseAt: null,
  patience: PATIENCE.rise,
};

const step = (rung: Rung, by: 1 | -1): Rung => RUNGS[RUNGS.indexOf(rung) + by] ?? rung;

/** One look further: at most one rung down or up, never up before the patience is over. Pure. */
export function judge(before: Quality, sample: QualitySample): Quality {
  const { at } = sample;
  const grade = gradeOf(sample);
  const { rung } = before;
  // Speech that comes through, if badly, is no reason to write.
  const bad = grade === 'unusable' || (grade === 'poor' && (rung === 'video' || rung === 'small'));
  const good = grade === 'good' || (rung === 'text' && grade !== 'unusable');
  const badSince = bad ? (before.badSince ?? at) : null;
  const goodSince = good ? (before.goodSince ?? at) : null;
  const lasted = before.roseAt !== null && at - before.roseAt >= PATIENCE.lasted;
  const roseAt = lasted ? null : before.roseAt;
  const patience = lasted ? PATIENCE.rise : before.patience;
  const now: Quality = { rung, badSince, goodSince, roseAt, patience };
  if (badSince !== null && at - badSince >= PATIENCE[grade === 'unusable' ? 'unusable' : 'poor']) {
    const down = step(rung, 1);
    if (down === rung) return now;
    const rash = roseAt !== null;
    return {
      rung: down,
      badSince: null,
      goodSince: null,
      roseAt: null,
      patience: rash ? Math.min(patience * 2, PATIENCE.most) : patience,
    };
  }
  if (goodSince !== null && at - goodSince >= patience) {
    const up = step(rung, -1);
    if (up === rung) return now;
    return { rung: up, badSince: null, goodSince: null, roseAt: at, patience };
  }
  return now;
}
