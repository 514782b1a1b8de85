import type { Display } from './display.ts';
import type { Window } from './geometry.ts';

export type BrowserWindow = {
  readonly url: string;
  /** Its own, empty at every start: nothing of a page outlives it. */
  readonly profileFolder: string;
  readonly kiosk: boolean;
  readonly window: Window;
  readonly display: Display['kind'];
  /** Camera and microphone are a test picture and a tone of the browser's. */
  readonly playedCamera: boolean;
};

/** The command line of one window that shows one page and nothing of a browser. Its sandbox stays on. */
export function browserFlags({
  url,
  profileFolder,
  kiosk,
  window,
  display,
  playedCamera,
}: BrowserWindow): string[] {
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
    ...(playedCamera ? ['--use-fake-device-for-media-stream'] : []),
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

/** As Chromium counts a site's permissions. */
const [ALLOW, BLOCK] = [1, 2];

/** What a page could ask a person for, by Chromium's names; nobody is asked, and it is not given. */
const BLOCKED = [
  'media_stream_camera',
  'media_stream_mic',
  'geolocation',
  'notifications',
  'midi_sysex',
  'sensors',
  'usb_guard',
  'serial_guard',
  'hid_guard',
  'bluetooth_guard',
  'bluetooth_scanning',
  'file_system_read_guard',
  'file_system_write_guard',
  'clipboard',
  'local_fonts',
  'window_placement',
  'idle_detection',
  'popups',
];

export type PreferencesOrder = {
  readonly zoom: number;
  /** Origin that opens camera and microphone; none: nobody does. */
  readonly mediaFor: string | undefined;
};

/**
 * What a fresh profile is made with: no offer to translate, the desktop's own window frame, the page reduced so that it
 * has the terminal's true number of pixels in a smaller window, and every permission answered beforehand: camera and
 * microphone for our own customer's page, nothing else for anybody.
 */
export const browserPreferences = ({ zoom, mediaFor }: PreferencesOrder) => {
  const ours = mediaFor === undefined ? {} : { [`${mediaFor},*`]: { setting: ALLOW } };
  return {
    browser: { custom_chrome_frame: false },
    translate: { enabled: false },
    partition: { default_zoom_level: { x: Math.log(zoom) / Math.log(ZOOM_STEP) } },
    profile: {
      default_content_setting_values: Object.fromEntries(BLOCKED.map((name) => [name, BLOCK])),
      content_settings: { exceptions: { media_stream_camera: ours, media_stream_mic: ours } },
    },
  };
};
