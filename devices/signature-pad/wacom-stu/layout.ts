import type { PadBox, PadButton } from '../contract.ts';
import type { Area, Capability } from './protocol.ts';

/** Pixels of the pad's screen; right and bottom are outside. */
export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Where everything stands on the pad's screen while it takes a signature. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly prompt: Rectangle;
  readonly box: Rectangle;
  /** From left to right in the order of a form: away, again, done. */
  readonly buttons: Readonly<Record<PadButton, Rectangle>>;
};

/** Smaller than this nothing can be read or hit. */
export const SMALLEST_SCREEN = { width: 160, height: 96 } as const;

const SHARES = { prompt: 0.26, buttons: 0.2, margin: 0.02 } as const;

/** The same for every text, so that the box does not move between one signature and the next. */
export function layoutOf({ width, height }: Pick<Capability, 'width' | 'height'>): Layout | undefined {
  if (width < SMALLEST_SCREEN.width || height < SMALLEST_SCREEN.height) return undefined;
  const margin = Math.max(2, Math.round(width * SHARES.margin));
  const promptBottom = Math.round(height * SHARES.prompt);
  const buttonsTop = height - Math.round(height * SHARES.buttons);
  const column = (width - margin * 4) / 3;
  const button = (index: number): Rectangle => ({
    left: Math.round(margin + index * (column + margin)),
    top: buttonsTop,
    right: Math.round(margin + index * (column + margin) + column),
    bottom: height - margin,
  });
  return {
    width,
    height,
    prompt: { left: margin, top: margin, right: width - margin, bottom: promptBottom },
    box: { left: margin, top: promptBottom + margin, right: width - margin, bottom: buttonsTop - margin },
    buttons: { cancel: button(0), clear: button(1), confirm: button(2) },
  };
}

export const contains = ({ left, top, right, bottom }: Rectangle, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

/** Pixel = digitiser's x times the screen's width by the digitiser's largest x. */
export const toPixels = (
  { maxX, maxY, width, height }: Capability,
  { x, y }: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } => ({ x: (x * width) / maxX, y: (y * height) / maxY });

/** The box in numbers of the digitiser. */
export function boxOnTablet({ box }: Layout, { maxX, maxY, width, height }: Capability): PadBox {
  return {
    left: (box.left * maxX) / width,
    top: (box.top * maxY) / height,
    right: (box.right * maxX) / width,
    bottom: (box.bottom * maxY) / height,
  };
}

/** The box as the pad's own ink is kept to it: both corners inside. */
export const inkArea = ({ box }: Layout): Area => ({
  x1: box.left,
  y1: box.top,
  x2: box.right - 1,
  y2: box.bottom - 1,
});
