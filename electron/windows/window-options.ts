import type { PageRole } from '#contracts/bridge/messages.ts';
import type { BrowserWindowConstructorOptions } from '../types.ts';
import type { Place } from './geometry.ts';
import { webPreferences } from './web-preferences.ts';

export type WindowOrder = {
  readonly role: PageRole;
  readonly place: Place;
  /** Full screen, without frame, and nobody at the terminal can close it. */
  readonly kiosk: boolean;
  readonly preload: string;
};

/** The pages' ground, so that nothing flashes before the first paint. */
const GROUND = '#fbfaf6';

/** A window is made hidden and shown once its page is drawn. */
export function windowOptions({ role, place, kiosk, preload }: WindowOrder): BrowserWindowConstructorOptions {
  const { x, y, width, height, zoom } = place;
  return {
    title: 'Vestibule',
    x,
    y,
    width,
    height,
    useContentSize: true,
    show: false,
    backgroundColor: GROUND,
    autoHideMenuBar: true,
    fullscreenable: kiosk,
    ...(kiosk
      ? {
          kiosk,
          fullscreen: true,
          frame: false,
          resizable: false,
          movable: false,
          minimizable: false,
          closable: false,
        }
      : {}),
    webPreferences: webPreferences({ preload, partition: role, zoomFactor: zoom }),
  };
}
