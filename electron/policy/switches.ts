/**
 * What Chromium is told before it starts, all of it less than it would do by itself: no gesture that zooms or leaves
 * the page, no name resolved, no proxy, no background traffic, nothing cached on disk. The host is another process with
 * a network stack of its own and is not touched by these.
 */
export const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-pinch'],
  ['overscroll-history-navigation', '0'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-sync'],
  ['disable-http-cache'],
  ['no-proxy-server'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
];

/** Only where the devices of the cabinet are played, too: Chromium's own test picture and tone for camera and microphone. */
export const PLAYED_CAMERA = 'use-fake-device-for-media-stream';
