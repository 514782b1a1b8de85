import { describe, expect, it } from 'vitest';
import { ASSUMED_SIZE, displayOf, displaySize, sizeFromXdpyinfo, sizeFromXrandr } from './display.ts';

describe('the display', () => {
  it.each<[NodeJS.Platform, Record<string, string>, object | undefined]>([
    ['linux', {}, undefined],
    ['linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }, undefined],
    ['linux', { DISPLAY: ':0' }, { kind: 'x11', name: ':0', number: 0 }],
    ['linux', { DISPLAY: ':77.1' }, { kind: 'x11', name: ':77.1', number: 77 }],
    ['linux', { DISPLAY: 'localhost:10.0' }, { kind: 'x11', name: 'localhost:10.0', number: 10 }],
    [
      'linux',
      { DISPLAY: 'unix:3', WAYLAND_DISPLAY: 'wayland-0' },
      { kind: 'x11', name: 'unix:3', number: 3 },
    ],
    ['linux', { DISPLAY: 'nonsense', WAYLAND_DISPLAY: 'wayland-0' }, { kind: 'wayland' }],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, { kind: 'wayland' }],
    ['win32', {}, { kind: 'native' }],
    ['darwin', {}, { kind: 'native' }],
  ])('on %s with %o is %o', (platform, environment, display) => {
    expect(displayOf(platform, environment)).toEqual(display);
  });
});

const XRANDR = `Screen 0: minimum 8 x 8, current 3000 x 1920, maximum 32767 x 32767
eDP-1 connected 1920x1080+1080+0 (normal left inverted right x axis y axis) 344mm x 194mm
HDMI-1 connected primary 1080x1920+0+0 right (normal left inverted right x axis y axis) 509mm x 286mm
`;

describe('its size', () => {
  it('is that of the primary screen, else of the first, else of all', () => {
    expect(sizeFromXrandr(XRANDR)).toEqual({ width: 1080, height: 1920 });
    expect(sizeFromXrandr(XRANDR.replace(' primary', ''))).toEqual({ width: 1920, height: 1080 });
    expect(sizeFromXrandr('Screen 0: minimum 1 x 1, current 1280 x 800, maximum 1280 x 800')).toEqual({
      width: 1280,
      height: 800,
    });
  });

  it('is read from xdpyinfo', () => {
    expect(sizeFromXdpyinfo('screen #0:\n  dimensions:    1366x768 pixels (361x203 millimeters)\n')).toEqual({
      width: 1366,
      height: 768,
    });
  });

  it.each(['', 'nonsense', 'dimensions: 0x0 pixels'])('is unknown from "%s"', (text) => {
    expect(sizeFromXdpyinfo(text)).toBeUndefined();
    expect(sizeFromXrandr(text)).toBeUndefined();
  });

  it('is assumed where nobody tells', async () => {
    const nobody = { kind: 'x11', name: ':4095', number: 4095 } as const;
    expect(await displaySize(nobody, { PATH: '/nowhere' })).toEqual(ASSUMED_SIZE);
    expect(await displaySize({ kind: 'wayland' }, {})).toEqual(ASSUMED_SIZE);
  });
});
