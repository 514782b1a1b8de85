import { describe, expect, it } from 'vitest';
import { type BrowserWindow, browserFlags, browserPreferences } from './browser-flags.ts';

const order: BrowserWindow = {
  url: 'http://127.0.0.1:8460/',
  profileFolder: '/tmp/v/profile-1',
  kiosk: false,
  window: { x: 8, y: 0, width: 405, height: 720, zoom: 0.375 },
  display: 'x11',
  playedCamera: false,
};
const COMMON = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--password-store=basic',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--autoplay-policy=no-user-gesture-required',
];

describe('the command line of a browser', () => {
  it('of an ordinary window', () => {
    expect(browserFlags(order)).toEqual([
      ...COMMON,
      '--force-device-scale-factor=1',
      '--user-data-dir=/tmp/v/profile-1',
      '--window-position=8,0',
      '--window-size=405,720',
      '--app=http://127.0.0.1:8460/',
    ]);
  });

  it('of a full screen', () => {
    const window = { x: 0, y: 0, width: 1080, height: 1920, zoom: 1 };
    expect(browserFlags({ ...order, kiosk: true, window, display: 'wayland' })).toEqual([
      ...COMMON,
      '--ozone-platform=wayland',
      '--user-data-dir=/tmp/v/profile-1',
      '--window-position=0,0',
      '--window-size=1080,1920',
      '--kiosk',
      '--app=http://127.0.0.1:8460/',
    ]);
  });
});

it('plays a camera only where it is asked for', () => {
  const played = '--use-fake-device-for-media-stream';
  expect(browserFlags({ ...order, playedCamera: true })).toContain(played);
  expect(browserFlags(order)).not.toContain(played);
});

describe('the preferences of a fresh profile', () => {
  it.each([
    [1, 0],
    [1.2, 1],
    [0.375, -5.38],
  ])('reduce the page to %d', (zoom, level) => {
    expect(browserPreferences({ zoom, mediaFor: undefined }).partition.default_zoom_level.x).toBeCloseTo(
      level,
      2,
    );
  });

  it('give camera and microphone to one origin, and nothing else to anybody', () => {
    const { profile } = browserPreferences({ zoom: 1, mediaFor: 'http://127.0.0.1:8460' });
    const allowed = { 'http://127.0.0.1:8460,*': { setting: 1 } };
    expect(profile.content_settings.exceptions).toEqual({
      media_stream_camera: allowed,
      media_stream_mic: allowed,
    });
    expect(new Set(Object.values(profile.default_content_setting_values))).toEqual(new Set([2]));
    expect(Object.keys(profile.default_content_setting_values)).toEqual(
      expect.arrayContaining(['media_stream_camera', 'media_stream_mic', 'geolocation', 'usb_guard']),
    );
    const none = browserPreferences({ zoom: 1, mediaFor: undefined }).profile.content_settings.exceptions;
    expect(none).toEqual({ media_stream_camera: {}, media_stream_mic: {} });
  });
});
