import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullScreen, TERMINAL, twoWindows } from './geometry.ts';

describe('two windows', () => {
  it.each([
    [1280, 800, 405, 851],
    [1366, 768, 387, 955],
    [1920, 1080, 563, 1333],
    [2560, 1440, 765, 1771],
    [3840, 2160, 1080, 2736],
    [1024, 768, 387, 613],
    [1080, 1920, 576, 480],
  ])('on %i by %i: terminal %i wide, bench %i', (width, height, terminal, bench) => {
    const both = twoWindows({ width, height });
    expect([both.terminal.width, both.bench.width]).toEqual([terminal, bench]);
  });

  it('fit every usual display, side by side, the terminal in its true shape and with its true pixels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_024, max: 7_680 }),
        fc.integer({ min: 720, max: 4_320 }),
        (width, height) => {
          const { terminal, bench } = twoWindows({ width, height });
          expect(bench.x + bench.width).toBeLessThanOrEqual(width);
          expect(terminal.x + terminal.width).toBeLessThan(bench.x);
          expect(Math.max(terminal.height, bench.height)).toBeLessThanOrEqual(height);
          expect(terminal.zoom).toBeLessThanOrEqual(1);
          expect(Math.abs(terminal.width / terminal.zoom - TERMINAL.width)).toBeLessThanOrEqual(2);
          expect(Math.abs(terminal.height / terminal.zoom - TERMINAL.height)).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('do not vanish on a display that is too small', () => {
    const { terminal, bench } = twoWindows({ width: 320, height: 240 });
    expect(terminal.zoom).toBe(0.25);
    expect(bench.width).toBe(480);
  });
});

describe('full screen', () => {
  it('is the whole display, unreduced, and the pixel more that Chromium takes off a window of just that size', () => {
    expect(fullScreen({ width: 1080, height: 1920 })).toEqual({
      x: 0,
      y: 0,
      width: 1081,
      height: 1921,
      zoom: 1,
    });
  });
});
