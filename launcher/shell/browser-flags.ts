import type { Display } from './display.ts';
import type { Window } from './geometry.ts';

export type BrowserWindow = {
  readonly url: string;
  /** Its own, empty at every start: nothing of a page outlives it. */
  readonly profileFolder: string;
  readonly kiosk: boolean;
  readonly window: Window;
  readonly display: Display['kind'];
};

/** The command line of one window that shows one page and nothing of a browser. Its sandbox stays on. */
export function browserFlags({ url, profileFolder, kiosk, window, display }: BrowserWindow): string[] {
  return [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--noerrdialogs',
    '--disable-session-crashed-bubble',
    '--password-store=basic',
    // A customer's fingers zoom or leave nothing.
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    // The terminal sounds before anybody has touched it: a card that was forgotten.
    '--autoplay-policy=no-user-gesture-required',
    ...(display === 'wayland' ? ['--ozone-platform=wayland'] : []),
    // Sizes below are pixels of the display, whatever the desktop's own scale.
    ...(kiosk ? [] : ['--force-device-scale-factor=1']),
    `--user-data-dir=${profileFolder}`,
    `--window-position=${window.x},${window.y}`,
    `--window-size=${window.width},${window.height}`,
    ...(kiosk ? ['--kiosk'] : []),
    `--app=${url}`,
  ];
}

/** Chromium counts zoom in steps of 1.2. */
const ZOOM_STEP = 1.2;

/**
 * What a fresh profile is made with: no offer to translate, the desktop's own window frame, and the page reduced so
 * that it has the terminal's true number of pixels in a smaller window.
 */
export const browserPreferences = (zoom: number) => ({
  browser: { custom_chrome_frame: false },
  translate: { enabled: false },
  partition: { default_zoom_level: { x: Math.log(zoom) / Math.log(ZOOM_STEP) } },
});
