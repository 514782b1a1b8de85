import type { PageRole } from '#contracts/bridge/messages.ts';
import { pageUrl } from '../origins.ts';
import type { WebContents } from '../types.ts';
import { reachesPage } from '../windows/keys.ts';

/**
 * A page may load itself again and nothing else, and only in its top frame. Electron tells the address as Chromium
 * wrote it out, so that only the very same characters are the same page: no prefix, no parsing.
 */
export const mayNavigate = (role: PageRole | undefined, address: string, isMainFrame: boolean): boolean =>
  role !== undefined && isMainFrame && address === pageUrl(role);

/**
 * Locks whatever shows web content, from its creation: no way to another page, window, view or device, and only the
 * listed keys. `roleOf` is asked when something happens, since contents exist before anybody knows whose they are;
 * contents of no window of ours may do nothing (Electron, Security, items 11-14).
 */
export function lockContents(
  contents: WebContents,
  roleOf: (contents: WebContents) => PageRole | undefined,
  refused: (code: string) => void,
): void {
  contents.setWindowOpenHandler(() => {
    refused('window');
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (mayNavigate(roleOf(contents), event.url, event.isMainFrame)) return;
    event.preventDefault();
    refused('navigation');
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    refused('redirect');
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refused('webview');
  });
  // A page must not hold itself open.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('before-input-event', (event, input) => {
    const role = roleOf(contents);
    if (role === undefined || !reachesPage(role, input)) event.preventDefault();
  });
  // Rejects only when the page is gone, and the next one is asked again when it has loaded.
  contents.on('did-finish-load', () => contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined));
}
