import type * as Electron from 'electron';

/**
 * The part of Electron this shell uses, by type alone: at run time the module is imported by `main.ts` and
 * `preload.ts`, and everything else is handed what it needs, so that policy runs and is tested without a binary.
 */
export type ElectronApi = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'utilityProcess'
>;

export type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  CustomScheme,
  Input,
  IpcMain,
  IpcMainEvent,
  MessagePortMain,
  SafeStorage,
  Session,
  UtilityProcess,
  WebContents,
  WebPreferences,
} from 'electron';
