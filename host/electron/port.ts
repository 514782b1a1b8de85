/**
 * Electron's ports as far as the host uses them (`MessagePortMain`, `ParentPort`), named here so that nothing below the
 * shell depends on Electron.
 */
export type PortMessage = { readonly data: unknown; readonly ports: readonly Port[] };

/** One end of a line. Messages wait until `start`; `close` is told on both ends. */
export type Port = {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  on(event: 'message', listener: (message: PortMessage) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
};

/** The line to whoever started this process. */
export type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: PortMessage) => void): unknown;
};
