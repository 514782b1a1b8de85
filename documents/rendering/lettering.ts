import { ok, type Result } from '#foundation/result.ts';
import { findGlyphs, type Unprintable } from './fonts/glyphs.ts';

/** One step of an outline, in units of one em with y upwards. */
export type OutlineStep =
  | readonly ['move' | 'line', number, number]
  | readonly ['curve', number, number, number, number, number, number]
  | readonly ['close'];

/** A line of text as outlines: its steps and how far it goes, in em. */
export type Outlines = { readonly steps: readonly OutlineStep[]; readonly advance: number };

/**
 * Outlines of a few short lines, for what is drawn after the paper's own fonts are written, as the name below a
 * signature. The answer knows these texts and no other.
 */
export async function letteringFor(
  texts: readonly string[],
): Promise<Result<(text: string) => Outlines | undefined, Unprintable>> {
  const glyphs = await findGlyphs(texts);
  if (!glyphs.ok) return glyphs;
  const known = new Map<string, Outlines>();
  for (const text of texts) {
    const steps: OutlineStep[] = [];
    let advance = 0;
    for (const glyph of glyphs.value(text, 'regular')) {
      for (const step of glyph.face.outline(glyph.codePoint)) steps.push(moved(step, advance));
      advance += glyph.advance / 1000;
    }
    known.set(text, { steps, advance });
  }
  return ok((text) => known.get(text));
}

function moved(step: OutlineStep, by: number): OutlineStep {
  switch (step[0]) {
    case 'close':
      return step;
    case 'curve':
      return ['curve', step[1] + by, step[2], step[3] + by, step[4], step[5] + by, step[6]];
    default:
      return [step[0], step[1] + by, step[2]];
  }
}
