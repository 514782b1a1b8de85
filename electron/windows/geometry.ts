/** In device-independent pixels. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A window's inside and how much its page is reduced (1 = not at all). */
export type Place = Rectangle & { readonly zoom: number };

/** The screen of the terminal: portrait, 9:16. */
const TERMINAL = { width: 1080, height: 1920 };
/** A window's title, as high as desktops make it. */
const TITLE = 36;
const GAP = 8;
/** The bench is not useful below this. */
const BENCH_WIDTH = 480;
/** Chromium reduces a page to a quarter, no more. */
const SMALLEST_ZOOM = 0.25;

/** The terminal in its true shape at the left and the bench in what the display has left. */
export function sideBySide(area: Rectangle): { readonly customer: Place; readonly bench: Place } {
  const height = area.height - TITLE;
  const widest = area.width - BENCH_WIDTH - 3 * GAP;
  const zoom = Math.max(SMALLEST_ZOOM, Math.min(1, height / TERMINAL.height, widest / TERMINAL.width));
  const width = Math.round(TERMINAL.width * zoom);
  const left = width + 2 * GAP;
  return {
    customer: {
      x: area.x + GAP,
      y: area.y,
      width,
      height: Math.round(TERMINAL.height * zoom),
      zoom,
    },
    bench: {
      x: area.x + left,
      y: area.y,
      width: Math.max(BENCH_WIDTH, area.width - left - GAP),
      height: Math.max(1, height),
      zoom: 1,
    },
  };
}

/** The whole display, also where no window manager makes it so. */
export const whole = ({ x, y, width, height }: Rectangle): Place => ({ x, y, width, height, zoom: 1 });
