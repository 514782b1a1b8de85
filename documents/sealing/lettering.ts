import { err, ok, type Result } from '#foundation/result.ts';
import { findGlyphs } from '../rendering/fonts/glyphs.ts';
import type { SealingError } from './failure.ts';
import type { Lettering, OutlineStep } from './ink.ts';

/**
 * The letters of the paper's own font as outlines, for just these lines. A line with a character that no glyph shows
 * exactly is refused, as it is in a paper.
 */
export async function letteringFor(lines: readonly string[]): Promise<Result<Lettering, SealingError>> {
  const glyphs = await findGlyphs(lines).catch(() => err({ code: 'fontsMissing' } as const));
  if (!glyphs.ok) return err({ code: 'captionUnusable', detail: glyphs.error.code });
  const known = new Set(lines);
  return ok((text) => {
    if (!known.has(text)) return undefined;
    const steps: OutlineStep[] = [];
    let advance = 0;
    for (const glyph of glyphs.value(text, 'regular')) {
      let pen: readonly [number, number] = [advance, 0];
      for (const { command, args } of glyph.face.outline(glyph.codePoint)) {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = args.map((n, i) =>
          i % 2 ? n : n + advance,
        );
        if (command === 'moveTo') steps.push(['move', x1, y1]);
        else if (command === 'lineTo') steps.push(['line', x1, y1]);
        else if (command === 'quadraticCurveTo') steps.push(asCubic(pen, [x1, y1], [x2, y2]));
        else if (command === 'bezierCurveTo') steps.push(['curve', x1, y1, x2, y2, x3, y3]);
        else steps.push(['close']);
        const [x = pen[0], y = pen[1]] =
          args.length === 0
            ? pen
            : [
                args.length > 4 ? x3 : args.length > 2 ? x2 : x1,
                args.length > 4 ? y3 : args.length > 2 ? y2 : y1,
              ];
        pen = [x, y];
      }
      advance += glyph.advance / 1000;
    }
    return { steps, advance };
  });
}

type Point = readonly [number, number];

/** TrueType draws with parabolas, PDF with cubics: the same curve, its control point taken two thirds of the way. */
const asCubic = (from: Point, control: Point, to: Point): OutlineStep => [
  'curve',
  from[0] + (2 / 3) * (control[0] - from[0]),
  from[1] + (2 / 3) * (control[1] - from[1]),
  to[0] + (2 / 3) * (control[0] - to[0]),
  to[1] + (2 / 3) * (control[1] - to[1]),
  to[0],
  to[1],
];
