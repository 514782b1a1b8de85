/** One thing measured beside its floor in the same run. */
export type Measured = {
  readonly name: string;
  readonly unit: string;
  /** Ours, and the floor's, one figure a round. */
  readonly ours: readonly number[];
  readonly floor: readonly number[];
  readonly floorIs: string;
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};

const figure = (value: number): string =>
  Number.isNaN(value) ? '–' : value >= 100 ? String(Math.round(value)) : value.toFixed(1);

const spread = (values: readonly number[]): string =>
  values.length === 0 ? '–' : `${figure(Math.min(...values))}…${figure(Math.max(...values))}`;

/** Ratio of the medians; null where there is no floor. */
export const ratio = ({ ours, floor }: Measured): number | null =>
  floor.length === 0 ? null : median(ours) / median(floor);

/** A table of plain text, one line a measurement. */
export function table(all: readonly Measured[]): string {
  const head = ['what', 'unit', 'ours', 'spread', 'floor', 'spread', 'ratio', 'floor is'];
  const rows = all.map((one) => [
    one.name,
    one.unit,
    figure(median(one.ours)),
    spread(one.ours),
    figure(median(one.floor)),
    spread(one.floor),
    ratio(one)?.toFixed(2) ?? '–',
    one.floorIs,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return [line(head), ...rows.map(line)].join('\n');
}
