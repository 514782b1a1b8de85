import type { WebPreferences } from '../types.ts';

/**
 * What every page may and may not, said out loud even where it is Electron's default, so that a change of defaults
 * changes nothing here. `enableBlinkFeatures` and `disableBlinkFeatures` are left out: any value switches something.
 * (Electron, Security, items 2-4, 6, 8-10, 12.)
 */
export const LOCKED_PREFERENCES = Object.freeze({
  allowRunningInsecureContent: false,
  /** The terminal sounds before anybody has touched it: a card that was forgotten. */
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
} as const satisfies WebPreferences);

/** A page's own part: its preload, its session in memory, and how much its page is reduced (1 = not at all). */
export type PagePreferences = Required<Pick<WebPreferences, 'preload' | 'partition' | 'zoomFactor'>>;

/** The preferences of one page. What is locked comes last: nothing a caller adds can change it. */
export const webPreferences = ({ preload, partition, zoomFactor }: PagePreferences): WebPreferences => ({
  preload,
  partition,
  zoomFactor,
  ...LOCKED_PREFERENCES,
});
