import type { SKRSContext2D } from '@napi-rs/canvas';
import { err, ok, type Result } from '#foundation/result.ts';
import { type GlyphFont, type GlyphFonts, systemAndBundledFonts } from '../../fonts/fonts.ts';
import type { CaptureInput, PadButton } from '../contract.ts';
import type { Picture } from './image.ts';
import type { Layout, Rectangle } from './layout.ts';

/** A character no font at hand has a glyph for. */
export type Unprintable = { readonly codePoint: number };

const BLACK_BELOW = 150;
const ELLIPSIS = '…';
/** Of the height of its line. */
const LETTER = 0.78;
const LONGEST_LINE = 120;
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

type Canvas = typeof import('@napi-rs/canvas');
/** The canvas keeps fonts for the whole process, under names that only fonts of ours have. */
const registered = new Set<string>();

function isRegistered({ GlobalFonts }: Canvas, { family, path }: GlyphFont): boolean {
  if (!registered.has(family) && GlobalFonts.registerFromPath(path, family)) registered.add(family);
  return registered.has(family);
}

type Letter = { readonly character: string; readonly family: string };

/** Prompt, signing box with its line, and buttons, in black and white. The native canvas is loaded at the first call. */
export async function drawForm(
  layout: Layout,
  { prompt, buttons }: CaptureInput,
  fonts: GlyphFonts = systemAndBundledFonts,
): Promise<Result<Picture, Unprintable>> {
  let canvas: Canvas;
  try {
    canvas = await import('@napi-rs/canvas');
  } catch {
    // No native canvas for this platform: nothing can be drawn.
    return err({ codePoint: prompt[0]?.codePointAt(0) ?? 0x20 });
  }
  const letters = (text: string): Result<readonly Letter[], Unprintable> => {
    const found: Letter[] = [];
    for (const character of Array.from(text.replace(CONTROL, ' ')).slice(0, LONGEST_LINE)) {
      const font = fonts.fontFor(character.codePointAt(0) ?? 0);
      if (!font || !isRegistered(canvas, font)) return err({ codePoint: character.codePointAt(0) ?? 0 });
      found.push({ character, family: font.family });
    }
    return ok(found);
  };
  const { width, height } = layout;
  const context = canvas.createCanvas(width, height).getContext('2d');
  context.lang = 'zh-CN';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  context.textBaseline = 'alphabetic';

  const dots = letters(ELLIPSIS);
  const cut = dots.ok ? dots.value : [];
  const rows = Math.max(2, prompt.length);
  const rowHeight = (layout.prompt.bottom - layout.prompt.top) / rows;
  for (const [index, line] of prompt.entries()) {
    const words = letters(line);
    if (!words.ok) return words;
    const top = layout.prompt.top + index * rowHeight;
    write(
      context,
      { letters: words.value, cut, align: 'left' },
      { ...layout.prompt, top, bottom: top + rowHeight },
    );
  }
  frame(context, layout.box, 2);
  const baseline = Math.round(layout.box.top + (layout.box.bottom - layout.box.top) * 0.8);
  context.fillRect(layout.box.left + 12, baseline, layout.box.right - layout.box.left - 24, 1);
  for (const name of ['cancel', 'clear', 'confirm'] as const satisfies readonly PadButton[]) {
    const words = letters(buttons[name]);
    if (!words.ok) return words;
    const place = layout.buttons[name];
    frame(context, place, name === 'confirm' ? 3 : 1);
    const inset = (place.bottom - place.top) * 0.2;
    const inside = { ...place, top: place.top + inset, bottom: place.bottom - inset };
    write(context, { letters: words.value, cut, align: 'centre' }, inside);
  }
  return ok(toPicture(context.getImageData(0, 0, width, height).data, layout));
}

function frame(context: SKRSContext2D, { left, top, right, bottom }: Rectangle, weight: number): void {
  context.lineWidth = weight;
  context.strokeRect(left + weight / 2, top + weight / 2, right - left - weight, bottom - top - weight);
}

type Words = {
  readonly letters: readonly Letter[];
  /** What stands at the end of a line that was cut. */
  readonly cut: readonly Letter[];
  readonly align: 'left' | 'centre';
};

/** One line in a rectangle; letters that do not fit give way to an ellipsis. */
function write(
  context: SKRSContext2D,
  { letters, cut, align }: Words,
  { left, top, right, bottom }: Rectangle,
): void {
  const size = Math.min(36, Math.floor((bottom - top) * LETTER));
  const widthOf = ({ character, family }: Letter) => {
    context.font = `${size}px "${family}"`;
    return context.measureText(character).width;
  };
  const widthOfAll = (all: readonly Letter[]) => all.reduce((sum, letter) => sum + widthOf(letter), 0);
  const room = right - left - 4;
  let kept = letters.length;
  let shown = letters;
  while (kept > 0 && widthOfAll(shown) > room) {
    kept -= 1;
    shown = [...letters.slice(0, kept), ...cut];
  }
  let at = align === 'left' ? left + 2 : left + Math.max(2, (right - left - widthOfAll(shown)) / 2);
  const baseline = top + (bottom - top) / 2 + size * 0.36;
  for (const letter of shown) {
    const advance = widthOf(letter);
    context.fillText(letter.character, at, baseline);
    at += advance;
  }
}

function toPicture(rgba: Uint8ClampedArray, { width, height }: Layout): Picture {
  const black = new Uint8Array(width * height);
  for (let pixel = 0; pixel < black.length; pixel += 1)
    black[pixel] = (rgba[pixel * 4] ?? 255) < BLACK_BELOW ? 1 : 0;
  return { width, height, black };
}
