import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';

/** The two weights of Noto Sans SC that papers are set in; the number is the one of CSS and OpenType. */
export type Weight = 'regular' | 'strong';
const NUMBER: Readonly<Record<Weight, number>> = { regular: 400, strong: 700 };

/** The slice that has nearly everything a Chinese bank prints, Latin letters and figures included. */
export const FIRST_SLICE = 'chinese-simplified';
const MORE_SLICES = ['latin-ext', 'vietnamese', 'cyrillic', 'latin'];

const folder = (): string => {
  const manifest = createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json');
  return join(manifest, '..');
};

/** The bytes (WOFF2) of one slice of the font. Slice names come from `slicesFor`, never from a paper. */
export const readSlice = (slice: string, weight: Weight): Promise<Uint8Array> =>
  readFile(join(folder(), 'files', `noto-sans-sc-${slice}-${NUMBER[weight]}-normal.woff2`));

type Ranges = readonly (readonly [first: number, last: number])[];
let slices: Promise<readonly (readonly [slice: string, Ranges])[]> | undefined;

/** `U+1e00-1eff,U+fffc` as the package writes it (CSS `unicode-range`). */
const rangesOf = (text: string): Ranges =>
  [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, first = '', last = first]) => [
    Number.parseInt(first, 16),
    Number.parseInt(last, 16),
  ]);

async function readSlices() {
  const text = await readFile(join(folder(), 'unicode.json'), 'utf8');
  const listed = z.record(z.string(), z.string()).parse(JSON.parse(text));
  const numbered = Object.entries(listed).filter(([key]) => /^\[\d+\]$/.test(key));
  return numbered.map(([key, ranges]) => [key.slice(1, -1), rangesOf(ranges)] as const);
}

/** The other slices that may have a glyph for this code point; whether one has it, its own table says. */
export async function slicesFor(codePoint: number): Promise<readonly string[]> {
  slices ??= readSlices();
  const numbered = (await slices)
    .filter(([, ranges]) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last))
    .map(([slice]) => slice);
  return [...numbered, ...MORE_SLICES];
}
