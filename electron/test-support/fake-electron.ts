import { type NodePort, nodeChannel } from '#host/electron/test-support/port.ts';
import type { ElectronApi } from '../types.ts';
import { emit, emitting, Recorder, strict } from './strict.ts';

const APP_EVENTS = [
  'before-quit',
  'certificate-error',
  'login',
  'select-client-certificate',
  'session-created',
  'web-contents-created',
  'window-all-closed',
];
const SESSION_EVENTS = [
  'file-system-access-restricted',
  'select-hid-device',
  'select-serial-port',
  'select-usb-device',
  'select-webauthn-account',
  'will-download',
];
const CONTENTS_EVENTS = [
  'before-input-event',
  'did-fail-load',
  'did-finish-load',
  'preload-error',
  'render-process-gone',
  'responsive',
  'select-bluetooth-device',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-prevent-unload',
  'will-redirect',
];

/** What a test may decide of a fake Electron. */
export type FakeOptions = {
  readonly display?: { readonly bounds: object; readonly workArea: object };
  readonly safeStorage?: Record<string, unknown>;
  /** Starts the host's process. */
  fork?(script: string, args: readonly string[], options: Record<string, unknown>): object;
  /** The app was told to exit. */
  exit?(code: number): void;
  /** A window was told to load an address. */
  load?(window: FakeWindow, url: string): Promise<void>;
};

type Handler = (request: object) => Promise<Response>;
export type FakeSession = ReturnType<typeof makeSession>;

export type FakeWindow = {
  readonly options: Record<string, unknown> & { readonly webPreferences: Record<string, unknown> };
  readonly window: object;
  readonly contents: object;
  readonly session: FakeSession;
  /** What the preload hears: channel, message and ports, as its `ipcRenderer` would tell it. */
  readonly frame: object;
  readonly posted: { readonly channel: string; readonly ports: readonly unknown[] }[];
};

function makeSession(recorder: Recorder, name: string) {
  const handlers = new Map<string, Handler>();
  const set: Record<string, (...args: never[]) => unknown> = {};
  const keep = (what: string) => (handler: (...args: never[]) => unknown) => {
    set[what] = handler;
  };
  const fake = emitting(recorder, 'session', SESSION_EVENTS, {
    protocol: strict(recorder, 'session.protocol', {
      handle: (scheme: string, handler: Handler) => handlers.set(scheme, handler),
    }),
    webRequest: strict(recorder, 'session.webRequest', { onBeforeRequest: keep('beforeRequest') }),
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('displayMedia'),
    setUSBProtectedClassesHandler: keep('usbClasses'),
    setBluetoothPairingHandler: keep('bluetooth'),
    setCertificateVerifyProc: keep('certificate'),
    setSpellCheckerEnabled: (_on: boolean) => undefined,
    setProxy: async (_config: object) => undefined,
  });
  return { name, fake, handlers, set };
}

/**
 * An Electron that records every call and fails on any it was not told about, so that whatever the shell begins to use
 * has to be looked at here first. It shows nothing and starts nothing by itself.
 */
export function fakeElectron(options: FakeOptions = {}) {
  const recorder = new Recorder();
  const ready = Promise.withResolvers<void>();
  const sessions = new Map<string, FakeSession>();
  const windows: FakeWindow[] = [];
  let contentsId = 0;

  const sessionOf = (name: string): FakeSession => {
    const known = sessions.get(name);
    if (known) return known;
    const made = makeSession(recorder, name);
    sessions.set(name, made);
    emit(app, 'session-created', made.fake);
    return made;
  };

  const app = emitting(recorder, 'app', APP_EVENTS, {
    enableSandbox: () => undefined,
    exit: (code: number) => options.exit?.(code),
    setName: (_name: string) => undefined,
    setPath: (_name: string, _path: string) => undefined,
    whenReady: () => ready.promise,
    commandLine: strict(recorder, 'app.commandLine', {
      appendSwitch: (_name: string, _value?: string) => undefined,
    }),
  });

  const makeWindow = (given: FakeWindow['options']) => {
    recorder.note('new BrowserWindow', [given]);
    const posted: FakeWindow['posted'] = [];
    const role = String(given.webPreferences.partition);
    const frame = strict(recorder, 'frame', {
      parent: null,
      origin: `vestibule://${role}`,
      postMessage(channel: string, _message: unknown, ports: readonly NodePort[] = []) {
        posted.push({ channel, ports: ports.map((port) => port.handOver()) });
      },
    });
    const contents = emitting(recorder, 'webContents', CONTENTS_EVENTS, {
      id: ++contentsId,
      setWindowOpenHandler: (_handler: () => object) => undefined,
      setVisualZoomLevelLimits: async (_least: number, _most: number) => undefined,
      forcefullyCrashRenderer: () => undefined,
    });
    const window = emitting(recorder, 'window', ['close', 'closed', 'ready-to-show'], {
      id: contentsId,
      webContents: contents,
      show: () => undefined,
      loadURL: async (url: string) => {
        await options.load?.(made, url);
        emit(contents, 'did-finish-load');
        emit(window, 'ready-to-show');
      },
      destroy: () => void emit(window, 'closed'),
    });
    const made: FakeWindow = { options: given, window, contents, session: sessionOf(role), frame, posted };
    windows.push(made);
    emit(app, 'web-contents-created', {}, contents);
    return window;
  };

  const ipcMain = emitting(recorder, 'ipcMain', 'any', {});
  const members = {
    app,
    ipcMain,
    BrowserWindow: class {
      constructor(given: FakeWindow['options']) {
        // biome-ignore lint/correctness/noConstructorReturn: the object that is made is the strict one
        return makeWindow(given);
      }
    },
    Menu: strict(recorder, 'Menu', { setApplicationMenu: (_menu: null) => undefined }),
    MessageChannelMain: class {
      constructor() {
        recorder.note('new MessageChannelMain', []);
        Object.assign(this, nodeChannel());
      }
    },
    protocol: strict(recorder, 'protocol', {
      registerSchemesAsPrivileged: (_schemes: object[]) => undefined,
    }),
    safeStorage: strict(recorder, 'safeStorage', {
      getSelectedStorageBackend: () => 'basic_text',
      isAsyncEncryptionAvailable: async () => false,
      ...options.safeStorage,
    }),
    screen: strict(recorder, 'screen', {
      getPrimaryDisplay: () =>
        options.display ?? {
          bounds: { x: 0, y: 0, width: 1920, height: 1080 },
          workArea: { x: 0, y: 24, width: 1920, height: 1056 },
        },
    }),
    session: strict(recorder, 'session', {
      fromPartition: (name: string, _options: object) => sessionOf(name).fake,
    }),
    utilityProcess: strict(recorder, 'utilityProcess', {
      fork(script: string, args: readonly string[], given: Record<string, unknown>) {
        if (!options.fork) throw new Error('fake electron: no process was to be started');
        return options.fork(script, args, given);
      },
    }),
  };

  return {
    /** Typed as Electron itself: the fake has only what is used, and says so when that is not enough. */
    electron: strict(recorder, 'electron', members) as unknown as ElectronApi,
    members,
    recorder,
    windows,
    sessions,
    app,
    ipcMain,
    /** Electron is ready: the default session is there, and whoever waits goes on. */
    ready(): Promise<void> {
      sessionOf('default');
      ready.resolve();
      return ready.promise;
    },
    /** A page's message on a channel. */
    send(
      channel: string,
      from: Partial<Record<'sender' | 'senderFrame' | 'ports', unknown>>,
      ...args: unknown[]
    ) {
      return emit(ipcMain, channel, { ports: [], ...from }, ...args);
    },
  };
}
export type FakeElectron = ReturnType<typeof fakeElectron>;
