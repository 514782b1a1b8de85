import { describe, expect, test } from 'vitest';
import { LOCKED_PREFERENCES, webPreferences } from './web-preferences.ts';
import { windowOptions } from './window-options.ts';

const place = { x: 8, y: 24, width: 540, height: 960, zoom: 0.5 };
const preload = '/opt/vestibule/preload.cjs';

/** Written out once more, so that a change in the one place is a change in two. */
const LOCKED = {
  allowRunningInsecureContent: false,
  autoplayPolicy: 'no-user-gesture-required',
  contextIsolation: true,
  defaultEncoding: 'UTF-8',
  devTools: false,
  disableDialogs: true,
  enableWebSQL: false,
  experimentalFeatures: false,
  javascript: true,
  navigateOnDragDrop: false,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  plugins: false,
  sandbox: true,
  spellcheck: false,
  textAreasAreResizable: false,
  webgl: false,
  webSecurity: true,
  webviewTag: false,
};
const CUSTOMER = {
  title: 'Vestibule',
  x: 8,
  y: 24,
  width: 540,
  height: 960,
  useContentSize: true,
  show: false,
  backgroundColor: '#fbfaf6',
  autoHideMenuBar: true,
  fullscreenable: false,
  webPreferences: { preload, partition: 'customer', zoomFactor: 0.5, ...LOCKED },
};

describe('a window', () => {
  test('is exactly this', () => {
    expect(windowOptions({ role: 'customer', place, kiosk: false, preload })).toStrictEqual(CUSTOMER);
  });

  test('of the bench differs in nothing but its session', () => {
    expect(windowOptions({ role: 'bench', place, kiosk: false, preload })).toStrictEqual({
      ...CUSTOMER,
      webPreferences: { ...CUSTOMER.webPreferences, partition: 'bench' },
    });
  });

  test('of a kiosk fills the display and cannot be moved, made small or closed', () => {
    expect(windowOptions({ role: 'customer', place, kiosk: true, preload })).toStrictEqual({
      ...CUSTOMER,
      kiosk: true,
      fullscreen: true,
      fullscreenable: true,
      frame: false,
      resizable: false,
      movable: false,
      minimizable: false,
      closable: false,
    });
  });

  test.each(Object.entries(LOCKED))('would be noticed with another %s', (name, value) => {
    const flipped = typeof value === 'boolean' ? !value : `${value}?`;
    const { webPreferences: made } = windowOptions({ role: 'customer', place, kiosk: false, preload });
    expect(made).toStrictEqual(CUSTOMER.webPreferences);
    expect({ ...made, [name]: flipped }).not.toStrictEqual(CUSTOMER.webPreferences);
    const { [name]: _, ...without } = { ...made } as Record<string, unknown>;
    expect(without).not.toStrictEqual(CUSTOMER.webPreferences);
  });

  test('cannot be loosened: neither later nor by whoever asks for it', () => {
    expect(() => Object.assign(LOCKED_PREFERENCES, { sandbox: false })).toThrow(TypeError);
    const greedy = { preload, partition: 'customer', zoomFactor: 1, sandbox: false, nodeIntegration: true };
    expect(webPreferences(greedy)).toStrictEqual({
      preload,
      partition: 'customer',
      zoomFactor: 1,
      ...LOCKED,
    });
  });

  test('keeps its session in memory', () => {
    const { webPreferences: made } = windowOptions({ role: 'customer', place, kiosk: true, preload });
    expect(made?.partition).not.toMatch(/^persist:/);
    expect(made).not.toHaveProperty('session');
  });
});
