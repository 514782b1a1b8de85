import type { Block } from '../../paper/paper.ts';
import { fill, frame, type Mark, type Piece, part } from './marks.ts';

import { column, keepEnds, type Setter } from './setter.ts';
import { AMBER, FRAME, FRAME_WIDTH, HAIR, JADE, type Style } from './style.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** The paper's title with a rule under it; it begins the first page. */
export function setTitle(setter: Setter, title: string): readonly Piece[] {
  const style = setter.styles.title;
  const lines = setter.lines(title, style, FRAME_WIDTH, 'ragged');
  const height = lines.length * style.leading;
  const within = part('H1', setter.document);
  const marks: Mark[] = [
    ...column(lines, style, { x: FRAME.left, top: 0, width: FRAME_WIDTH }, within),
    fill(FRAME.left, height + 8, 40, 2.5, JADE),
  ];
  return [{ height: height + 18, before: 0, sticks: true, marks }];
}

export function setHeading(setter: Setter, block: Of<'heading'>): readonly Piece[] {
  const style = block.level === 1 ? setter.styles.chapter : setter.styles.section;
  const lines = setter.lines(block.text, style, FRAME_WIDTH, 'ragged');
  const within = part(block.level === 1 ? 'H2' : 'H3', setter.document);
  return [
    {
      height: lines.length * style.leading,
      before: block.level === 1 ? 22 : 14,
      sticks: true,
      marks: column(lines, style, { x: FRAME.left, top: 0, width: FRAME_WIDTH }, within),
    },
  ];
}

/** A line a piece, so that a long paragraph may go on overleaf. */
function running(setter: Setter, text: string, style: Style, indent: number, before: number): Piece[] {
  const width = FRAME_WIDTH - indent;
  const within = part('P', setter.document);
  return setter.lines(text, style, width).map((line, index) => ({
    height: style.leading,
    before: index === 0 ? before : 0,
    sticks: false,
    marks: column([line], style, { x: FRAME.left + indent, top: 0, width }, within),
  }));
}

export function setParagraph(setter: Setter, block: Of<'paragraph'>): readonly Piece[] {
  const style = block.weight === 'strong' ? setter.styles.strong : setter.styles.body;
  return keepEnds(running(setter, block.text, style, 0, 8));
}

/** The number hangs in the margin of its text; a number too wide for it makes the margin wider. */
export function setClause(setter: Setter, block: Of<'clause'>): readonly Piece[] {
  const style = setter.styles.body;
  const indent = Math.min(FRAME_WIDTH / 4, Math.max(30, setter.natural(block.number, style) + 8));
  const label = part('P', setter.document);
  const [number] = setter.lines(block.number, style, FRAME_WIDTH, 'ragged');
  const [first, ...rest] = running(setter, block.text, style, indent, 6);
  if (first === undefined || number === undefined) return [];
  const marks = [...column([number], style, { x: FRAME.left, top: 0, width: indent }, label), ...first.marks];
  return keepEnds([{ ...first, marks }, ...rest]);
}

/** How wide the labels of a paper's facts are, so that all values begin at one edge. */
export function labelWidth(setter: Setter, blocks: readonly Block[]): number {
  let widest = 0;
  for (const block of blocks)
    for (const row of block.kind === 'facts' ? block.rows : [])
      widest = Math.max(widest, setter.natural(row.label, setter.styles.label));
  return Math.min(FRAME_WIDTH * 0.38, widest) + 1;
}

/** A label and a value a line, a hair between them. */
export function setFacts(setter: Setter, block: Of<'facts'>, labels: number): readonly Piece[] {
  const { label, body } = setter.styles;
  const value = { x: FRAME.left + labels + 20, top: 4, width: FRAME_WIDTH - labels - 20 };
  const list = part('L', setter.document);
  const rows = block.rows.map((row, index): Piece => {
    const item = part('LI', list);
    const left = setter.lines(row.label, label, labels, 'ragged');
    const right = setter.lines(row.value, body, value.width, 'ragged');
    const height = Math.max(left.length * label.leading, right.length * body.leading) + 8;
    return {
      height,
      before: index === 0 ? 8 : 0,
      sticks: false,
      marks: [
        ...column(left, label, { x: FRAME.left, top: 4, width: labels }, part('Lbl', item)),
        ...column(right, body, value, part('LBody', item)),
        fill(FRAME.left, height - 0.5, FRAME_WIDTH, 0.5, HAIR),
      ],
    };
  });
  return keepEnds(rows);
}

/** Framed and whole; where no page holds it, paging says so. */
export function setNotice(setter: Setter, block: Of<'notice'>): readonly Piece[] {
  const style = setter.styles.strong;
  const width = FRAME_WIDTH - 36;
  const lines = setter.lines(block.text, style, width);
  const height = lines.length * style.leading + 22;
  const box = { x: FRAME.left, y: 0, width: FRAME_WIDTH, height };
  const marks = [
    ...frame(box, 0.75, AMBER),
    fill(FRAME.left, 0, 5, height, AMBER),
    ...column(lines, style, { x: FRAME.left + 20, top: 11, width }, part('P', setter.document)),
  ];
  return [{ height: height + 6, before: 12, sticks: false, marks }];
}
