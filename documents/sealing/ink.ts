import { err, ok, type Result } from '#foundation/result.ts';
import type { Strokes } from '../evidence/strokes.ts';
import { decimal } from '../pdf/value.ts';
import type { OutlineStep, Outlines } from '../rendering/lettering.ts';
import type { SealingError } from './failure.ts';

/** Outlines of the lines that were asked for; undefined for any other. */
export type Lettering = (text: string) => Outlines | undefined;

export type InkSize = { readonly width: number; readonly height: number };

/** Of the height, for the lines below the ink. */
const CAPTION_SHARE = 0.3;
const MARGIN = 2;
/** Points: a stroke without weight and one of full weight. */
const THIN = 0.5;
const THICK = 2.2;

/**
 * What stands in the signature's rectangle, as operators of a content stream: the strokes as paths whose width follows
 * the pressure, below them lines of text as filled outlines. Nothing but numbers of ours and nine operators gets in,
 * whatever the strokes or the text are.
 */
export function inkAppearance(
  drawn: Strokes,
  lines: readonly string[],
  size: InkSize,
  lettering: Lettering,
): Result<string, SealingError> {
  const caption = size.height * CAPTION_SHARE;
  const parts = ['q', '0 0 0 RG', '0 0 0 rg', '1 J', '1 j'];
  parts.push(...inkOperators(drawn, size, lines.length > 0 ? caption : 0));
  const step = caption / Math.max(1, lines.length);
  for (const [index, line] of lines.entries()) {
    const outlined = lettering(line);
    if (!outlined) return err({ code: 'captionUnusable' });
    const em = Math.min(step * 0.8, (size.width - 2 * MARGIN) / Math.max(0.001, outlined.advance));
    const y = caption - step * (index + 1) + step * 0.22;
    for (const operators of outlined.steps) parts.push(outline(operators, em, y));
    parts.push('f');
  }
  parts.push('Q');
  return ok(`${parts.join('\n')}\n`);
}

function* inkOperators(drawn: Strokes, size: InkSize, floor: number): Generator<string> {
  const room = { width: size.width - 2 * MARGIN, height: size.height - floor - 2 * MARGIN };
  const scale = Math.max(0.0001, Math.min(room.width / drawn.box.width, room.height / drawn.box.height));
  const left = (size.width - drawn.box.width * scale) / 2;
  const top = size.height - MARGIN;
  const place = (point: { x: number; y: number }) =>
    `${decimal(left + point.x * scale)} ${decimal(top - point.y * scale)}`;
  for (const stroke of drawn.strokes)
    for (const [index, to] of stroke.entries()) {
      const from = stroke[index - 1] ?? to;
      if (index === 0 && stroke.length > 1) continue;
      const width = THIN + (THICK - THIN) * ((from.pressure + to.pressure) / 2);
      yield `${decimal(width)} w ${place(from)} m ${place(to)} l S`;
    }
}

function outline(step: OutlineStep, em: number, y: number): string {
  const point = (px: number, py: number) => `${decimal(MARGIN + px * em)} ${decimal(y + py * em)}`;
  switch (step[0]) {
    case 'move':
      return `${point(step[1], step[2])} m`;
    case 'line':
      return `${point(step[1], step[2])} l`;
    case 'curve':
      return `${point(step[1], step[2])} ${point(step[3], step[4])} ${point(step[5], step[6])} c`;
    case 'close':
      return 'h';
  }
}
