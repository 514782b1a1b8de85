import type { Block } from '../../paper/paper.ts';
import { fill, type Mark, type Part, type Piece, part } from './marks.ts';
import { column, keepEnds, type Setter } from './setter.ts';
import { FRAME, FRAME_WIDTH, HAIR, INK, type Style } from './style.ts';

type Table = Extract<Block, { kind: 'table' }>;

const PAD = 6;

/** Each column as wide as its longest cell where all fit; otherwise the wide ones give way, none below its fair share. */
export function columnWidths(natural: readonly number[], width: number): readonly number[] {
  const total = natural.reduce((sum, one) => sum + one, 0);
  if (total <= width) return natural.map((one) => one + (width - total) / natural.length);
  const fair = width / natural.length;
  const narrow = natural.filter((one) => one <= fair);
  const left = width - narrow.reduce((sum, one) => sum + one, 0);
  const over = natural.filter((one) => one > fair).reduce((sum, one) => sum + (one - fair), 0);
  const spare = left - fair * (natural.length - narrow.length);
  return natural.map((one) => (one <= fair ? one : fair + (spare * (one - fair)) / over));
}

export function setTable(setter: Setter, table: Table): readonly Piece[] {
  const { cell, head } = setter.styles;
  const natural = table.columns.map(({ title }, index) => {
    const cells = table.rows.map((row) => setter.natural(row[index] ?? '', cell));
    return Math.max(24, setter.natural(title, head), ...cells) + 2 * PAD;
  });
  const widths = columnWidths(natural, FRAME_WIDTH);
  const titles = table.columns.map(({ title }) => title);
  const within = part('Table', setter.document);

  const row = (texts: readonly string[], style: Style, parts?: { role: 'TH' | 'TD'; row: Part }) => {
    let x: number = FRAME.left;
    let tallest = 1;
    const marks: Mark[] = [];
    for (const [index, width] of widths.entries()) {
      const lines = setter.lines(texts[index] ?? '', style, width - 2 * PAD, 'ragged');
      const align = table.columns[index]?.align ?? 'start';
      const within = parts && part(parts.role, parts.row);
      marks.push(...column(lines, style, { x: x + PAD, top: 5, width: width - 2 * PAD, align }, within));
      tallest = Math.max(tallest, lines.length);
      x += width;
    }
    return { marks, height: tallest * style.leading + 10 };
  };
  const ruled = (set: { marks: Mark[]; height: number }, thick: number, colour = HAIR) => ({
    ...set,
    marks: [...set.marks, fill(FRAME.left, set.height - thick, FRAME_WIDTH, thick, colour)],
  });

  const first = ruled(row(titles, head, { role: 'TH', row: part('TR', within) }), 1, INK);
  const again = ruled(row(titles, head), 1, INK);
  const rows = table.rows.map((texts): Piece => {
    const set = ruled(row(texts, cell, { role: 'TD', row: part('TR', within) }), 0.5);
    return { ...set, before: 0, sticks: false, head: again };
  });
  return [{ ...first, before: 10, sticks: true }, ...keepEnds(rows)];
}
