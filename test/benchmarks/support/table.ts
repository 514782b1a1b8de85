import { type Row, ratioOf } from './measurement.ts';
import type { Sample } from './stats.ts';

const number = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 100 ? 0 : 1);

const spread = ({ median, low, high, count }: Sample): string =>
  count === 1 ? number(median) : `${number(median)} (${number(low)} to ${number(high)})`;

const HEAD = ['', 'unit', 'ours', 'floor', 'times the floor', 'samples'];

/** The rows as a table of plain text; half of the samples lie between the numbers in brackets. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    HEAD,
    ...rows.map((row) => [
      row.name,
      row.unit,
      spread(row.ours),
      spread(row.floor),
      ratioOf(row).toFixed(2),
      String(row.ours.count),
    ]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
