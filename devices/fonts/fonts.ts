import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Coverage, readCoverage } from './font-file.ts';

/** A font file whose glyphs may be drawn, and the name it is registered under. */
export type GlyphFont = { readonly family: string; readonly path: string };

/** Fonts in order of preference; the first that has the character draws it. */
export interface GlyphFonts {
  fontFor(codePoint: number): GlyphFont | undefined;
}

const WEIGHT = 500;

/**
 * What many systems have for the characters outside the bundled font: it stops at the basic plane and knows few rare
 * names. Taken only where the bundled font has no glyph, and only when the file is there.
 */
const SYSTEM_FONT_FILES = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  'C:/Windows/Fonts/msyh.ttc',
  'C:/Windows/Fonts/simsun.ttc',
  'C:/Windows/Fonts/simsunb.ttf',
  'C:/Windows/Fonts/SimsunExtG.ttf',
] as const;

/** `U+4e00-4e05,U+4e07` as pairs of first and last. */
function parseRanges(text: string): readonly (readonly [number, number])[] {
  return text.split(',').flatMap((range): [number, number][] => {
    const [first, last] = range.trim().replace(/^U\+/i, '').split('-');
    const from = Number.parseInt(first ?? '', 16);
    const to = last === undefined ? from : Number.parseInt(last, 16);
    return Number.isNaN(from) || Number.isNaN(to) ? [] : [[from, to]];
  });
}

/** Each file's map is read at the first question that concerns it, and kept. */
class Files {
  readonly #coverage = new Map<string, Coverage | undefined>();

  has(path: string, codePoint: number): boolean {
    if (!this.#coverage.has(path)) this.#coverage.set(path, readCoverage(path));
    return this.#coverage.get(path)?.(codePoint) ?? false;
  }
}

/** The bundled Noto Sans SC comes cut into a hundred files by code point; `unicode.json` says which has what. */
export function bundledFont(): GlyphFonts {
  const files = new Files();
  let parts: readonly (GlyphFont & { readonly ranges: readonly (readonly [number, number])[] })[] | undefined;
  const load = () => {
    const require = createRequire(import.meta.url);
    const index: unknown = require('@fontsource/noto-sans-sc/unicode.json');
    const folder = join(dirname(require.resolve('@fontsource/noto-sans-sc/package.json')), 'files');
    return Object.entries(index ?? {}).map(([key, ranges]) => {
      const name = key.replace(/[[\]]/g, '');
      return {
        family: `glyphs-${name}`,
        path: join(folder, `noto-sans-sc-${name}-${WEIGHT}-normal.woff`),
        ranges: parseRanges(String(ranges)),
      };
    });
  };
  return {
    fontFor(codePoint) {
      parts ??= load();
      return parts.find(
        ({ ranges, path }) =>
          ranges.some(([first, last]) => codePoint >= first && codePoint <= last) &&
          files.has(path, codePoint),
      );
    },
  };
}

/** The fonts of this system, from a fixed list of files. */
export function systemFonts(paths: readonly string[] = SYSTEM_FONT_FILES): GlyphFonts {
  const files = new Files();
  return {
    fontFor(codePoint) {
      const at = paths.findIndex((path) => files.has(path, codePoint));
      const path = paths[at];
      return path === undefined ? undefined : { family: `glyphs-system-${at}`, path };
    },
  };
}

/** Asks each in turn. */
export const firstOf = (...fonts: readonly GlyphFonts[]): GlyphFonts => ({
  fontFor(codePoint) {
    for (const font of fonts) {
      const found = font.fontFor(codePoint);
      if (found) return found;
    }
    return undefined;
  },
});

/** What devices draw with: the bundled font, then the system's. */
export const systemAndBundledFonts: GlyphFonts = firstOf(bundledFont(), systemFonts());
