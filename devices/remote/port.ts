/**
 * What a device crosses a boundary on: `MessagePort` of `node:worker_threads` as it is, anything else by an adapter of
 * these four. Messages are structured clones and arrive in order; `close` is told when either end closed or died.
 */
export type MessagePortLike = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
};
