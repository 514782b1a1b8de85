import type { Region } from './pdf-drawing.ts';

export type Size = { readonly width: number; readonly height: number };
/** Rows of pixels of which is known whether there is ink in them, from the top. */
export type InkRows = readonly boolean[];

/** What of a page is written on, in pixels; null = nothing is. */
export function inkedRegion(pixels: Uint8ClampedArray, { width, height }: Size): Region | null {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!isInk(pixels, y * width + x)) continue;
      if (top < 0) top = y;
      bottom = y;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  return top < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

const PALE = 245;
const isInk = (pixels: Uint8ClampedArray, place: number): boolean =>
  (pixels[place * 4] ?? 255) < PALE ||
  (pixels[place * 4 + 1] ?? 255) < PALE ||
  (pixels[place * 4 + 2] ?? 255) < PALE;

export const inkedRows = (pixels: Uint8ClampedArray, { width, height }: Size): InkRows =>
  Array.from({ length: height }, (_, y) => {
    for (let x = 0; x < width; x += 1) if (isInk(pixels, y * width + x)) return true;
    return false;
  });

/** That region with white around it, as much at both sides, within the page. */
export function withMargin(region: Region, page: Size, margin: number): Region {
  const side = Math.max(0, Math.min(region.x, page.width - region.x - region.width) - margin);
  const top = Math.max(0, region.y - margin);
  const bottom = Math.min(page.height, region.y + region.height + margin);
  return { x: side, y: top, width: page.width - 2 * side, height: bottom - top };
}

/**
 * Where a page is cut in two so that no line of it is: the row without ink nearest to the middle, within a quarter of
 * the height. Without one, the middle.
 */
export function cutRow(rows: InkRows, from: number, to: number): number {
  const middle = Math.round((from + to) / 2);
  const reach = Math.round((to - from) / 8);
  for (let away = 0; away <= reach; away += 1) {
    if (rows[middle + away] === false) return middle + away;
    if (rows[middle - away] === false) return middle - away;
  }
  return middle;
}

/** A part of the page, and where on the view it stands. */
export type Placed = { readonly region: Region; readonly x: number; readonly y: number };
export type PageLayout = { readonly scale: number; readonly placed: readonly Placed[] };

/** White between two halves, in the view's own measure. */
const GUTTER = 16;

/**
 * The whole page as large as the view takes it: in one piece, or, where that is larger, its upper half beside its lower.
 * `cut`: where it may be cut, in points from the top of the page.
 */
export function wholePage(region: Region, cut: number, view: Size): PageLayout {
  const one = Math.min(view.width / region.width, view.height / region.height);
  const upper = { ...region, height: cut - region.y };
  const lower = { ...region, y: cut, height: region.y + region.height - cut };
  const two = Math.min(
    (view.width - GUTTER) / 2 / region.width,
    view.height / Math.max(upper.height, lower.height),
  );
  if (two <= one || upper.height <= 0 || lower.height <= 0) {
    const x = (view.width - region.width * one) / 2;
    return { scale: one, placed: [{ region, x, y: 0 }] };
  }
  const x = (view.width - GUTTER) / 2 - region.width * two;
  return {
    scale: two,
    placed: [
      { region: upper, x, y: 0 },
      { region: lower, x: (view.width + GUTTER) / 2, y: 0 },
    ],
  };
}

/** Less is not worth the touch; more than the width needs is for pages that fill it already. */
const WORTH = 1.2;
const LARGER = 1.7;

/** How large a page is when it is enlarged: as wide as the view, so that no line leaves it; or else larger than that. */
export function enlarged(region: Region, whole: number, view: Size): number {
  const wide = view.width / region.width;
  return wide >= whole * WORTH ? Math.min(wide, whole * 2 * LARGER) : whole * LARGER;
}

/** Neighbouring pieces share this part of a piece, so that no line is lost between them. */
const SHARED = 0.15;

const starts = (whole: number, piece: number): number[] => {
  if (piece >= whole) return [0];
  const count = Math.ceil((whole - piece) / (piece * (1 - SHARED))) + 1;
  return Array.from({ length: count }, (_, index) => (index * (whole - piece)) / (count - 1));
};

/** The page enlarged, piece by piece in the order of reading; each fills the view. */
export function pieces(region: Region, scale: number, view: Size): readonly Region[] {
  const width = Math.min(region.width, view.width / scale);
  const height = Math.min(region.height, view.height / scale);
  return starts(region.height, height).flatMap((y) =>
    starts(region.width, width).map((x) => ({ x: region.x + x, y: region.y + y, width, height })),
  );
}
