/** A measured thing: the middle, and between which values half of the samples lie. */
export type Sample = {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
};

const at = (sorted: readonly number[], share: number): number => {
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
};

export function sampleOf(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: at(sorted, 0.5), low: at(sorted, 0.25), high: at(sorted, 0.75), count: values.length };
}

/** The value so many of them do not exceed: 0.99 for nine hundred and ninety of a thousand. */
export const percentile = (values: readonly number[], share: number): number =>
  at(
    values.toSorted((a, b) => a - b),
    share,
  );
