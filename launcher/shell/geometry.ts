import type { Size } from './display.ts';

/** A window's inside, in pixels of the display, and how much its page is reduced (1 = not at all). */
export type Window = Size & { readonly x: number; readonly y: number; readonly zoom: number };

/** The screen of the terminal: portrait, 9:16. */
export const TERMINAL: Size = { width: 1080, height: 1920 };

/** What the desktop keeps of the display's height: a window's title and a panel. */
const TITLE = 36;
const PANEL = 44;
/** Between windows and at the display's edges: a window's frame fits in. */
const GAP = 8;
/** The bench is not useful below this. */
const BENCH_WIDTH = 480;
/** Chromium reduces a page to a quarter, no more. */
const SMALLEST_ZOOM = 0.25;

/** The terminal in its true shape at the left and the bench in the rest of the display. */
export function twoWindows(display: Size): { readonly terminal: Window; readonly bench: Window } {
  const height = display.height - TITLE - PANEL;
  const widest = display.width - BENCH_WIDTH - 3 * GAP;
  const fitting = Math.min(1, height / TERMINAL.height, widest / TERMINAL.width);
  const zoom = Math.max(SMALLEST_ZOOM, fitting);
  const terminal = {
    x: GAP,
    y: 0,
    width: Math.round(TERMINAL.width * zoom),
    height: Math.round(TERMINAL.height * zoom),
    zoom,
  };
  const left = terminal.width + 2 * GAP;
  const bench = {
    x: left,
    y: 0,
    width: Math.max(BENCH_WIDTH, display.width - left - GAP),
    height: Math.max(terminal.height, height),
    zoom: 1,
  };
  return { terminal, bench };
}

/**
 * Full screen, also where no window manager makes it so: Chromium keeps a window of exactly the display's size one pixel
 * short both ways, and leaves one that is a pixel larger alone.
 */
export const fullScreen = ({ width, height }: Size): Window => ({
  x: 0,
  y: 0,
  width: width + 1,
  height: height + 1,
  zoom: 1,
});
