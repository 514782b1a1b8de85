import { create } from 'qrcode';
import type { Block } from '../../paper/paper.ts';
import { fill, frame, type Mark, type Piece, part } from './marks.ts';
import { column, type Setter } from './setter.ts';
import { FRAME, FRAME_WIDTH, INK, QUIET } from './style.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** Side of the code without its quiet zone; at 300 characters a module is still 0.5 mm. */
const QR_SIDE = 84;
const SIGNATURE = { width: 240, height: 78 } as const;

/** ISO/IEC 18004 as filled rectangles, a run of dark modules each, error correction M. */
export function qrMarks(content: string, x: number, y: number, side: number): readonly Mark[] {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const module = side / modules.size;
  const marks: Mark[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let begun: number | undefined;
    for (let at = 0; at <= modules.size; at += 1) {
      const dark = at < modules.size && modules.get(row, at) !== 0;
      if (dark) begun ??= at;
      else if (begun !== undefined) {
        marks.push(fill(x + begun * module, y + row * module, (at - begun) * module, module, INK));
        begun = undefined;
      }
    }
  }
  return marks;
}

export function setQr(setter: Setter, block: Of<'qr'>): readonly Piece[] {
  const style = setter.styles.small;
  const text = { x: FRAME.left + QR_SIDE + 24, width: FRAME_WIDTH - QR_SIDE - 24 };
  const lines = setter.lines(block.caption, style, text.width, 'ragged');
  const tall = lines.length * style.leading;
  const height = Math.max(QR_SIDE + 8, tall);
  const figure = part('Figure', setter.document, block.caption);
  const code = qrMarks(block.content, FRAME.left, 4, QR_SIDE).map((mark) => ({ ...mark, part: figure }));
  const words = column(lines, style, { ...text, top: (height - tall) / 2 }, part('P', setter.document));
  return [{ height, before: 18, sticks: false, marks: [...code, ...words] }];
}

/** A caption and the box under it in which ink and name will stand. */
export function setSignature(setter: Setter, block: Of<'signature'>): readonly Piece[] {
  const style = setter.styles.label;
  const lines = setter.lines(block.caption, style, FRAME_WIDTH, 'ragged');
  const top = lines.length * style.leading + 4;
  const rect = { x: FRAME.left, y: top, ...SIGNATURE };
  const marks = [
    ...column(lines, style, { x: FRAME.left, top: 0, width: FRAME_WIDTH }, part('P', setter.document)),
    ...frame(rect, 0.75, QUIET),
  ];
  const signature = { name: block.name, rect };
  return [{ height: top + SIGNATURE.height, before: 18, sticks: false, marks, signature }];
}
