import { create } from 'qrcode';
import type { Block } from '../../paper/paper.ts';
import { fill, frame, type Mark, type Piece, part } from './marks.ts';
import { column, type Setter } from './setter.ts';
import { FRAME, FRAME_WIDTH, INK, QUIET } from './style.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** Side of the code without its quiet zone; at 200 bytes a module is still 0.5 mm. */
const QR_SIDE = 84;
const SIGNATURE = { width: 210, height: QR_SIDE } as const;
/** Ink keeps clear of the box's edge. */
const INSIDE = 5;

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

/** The code at the right of the signature's box, its words between them; undefined where those take more room. */
function qrBeside(setter: Setter, block: Of<'qr'>, top: number): readonly Mark[] | undefined {
  const style = setter.styles.small;
  const text = { x: FRAME.left + SIGNATURE.width + 20, width: FRAME_WIDTH - SIGNATURE.width - QR_SIDE - 36 };
  const lines = setter.lines(block.caption, style, text.width, 'ragged');
  const tall = lines.length * style.leading;
  if (tall > SIGNATURE.height) return undefined;
  const figure = part('Figure', setter.document, block.caption);
  const code = qrMarks(block.content, FRAME.right - QR_SIDE, top, QR_SIDE);
  const words = { ...text, top: top + (SIGNATURE.height - tall) / 2 };
  return [
    ...column(lines, style, words, part('P', setter.document)),
    ...code.map((mark) => ({ ...mark, part: figure })),
  ];
}

/**
 * A caption and the box under it in which ink and name will stand. A code that follows stands beside the box where there
 * is room, so that it is not alone on a page.
 */
export function setSignature(setter: Setter, block: Of<'signature'>, qr?: Of<'qr'>): readonly Piece[] {
  const style = setter.styles.label;
  const lines = setter.lines(block.caption, style, FRAME_WIDTH, 'ragged');
  const top = lines.length * style.leading + 4;
  const rect = { x: FRAME.left, y: top, ...SIGNATURE };
  const caption = column(
    lines,
    style,
    { x: FRAME.left, top: 0, width: FRAME_WIDTH },
    part('P', setter.document),
  );
  const beside = qr && qrBeside(setter, qr, top);
  const marks = [...caption, ...frame(rect, 0.75, QUIET), ...(beside ?? [])];
  const after = qr !== undefined && beside === undefined ? setQr(setter, qr) : [];
  const inner = {
    x: rect.x + INSIDE,
    y: rect.y + INSIDE,
    width: rect.width - 2 * INSIDE,
    height: rect.height - 2 * INSIDE,
  };
  const signature = { name: block.name, rect: inner };
  return [{ height: top + SIGNATURE.height, before: 18, sticks: false, marks, signature }, ...after];
}
