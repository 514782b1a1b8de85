/**
 * Tells whoever started the launcher what it started itself and which folder it made, over its channel, so that both
 * can be cleared away should the launcher be killed. Counterpart: `bootstrap/child.mjs`.
 */
export type Belongings = {
  started(pid: number): void;
  ended(pid: number): void;
  temporary(folder: string): void;
  removed(folder: string): void;
};

const send = (message: object) => {
  // Without a channel, or once it is closed, nobody asks.
  if (process.connected) process.send?.(message, () => {});
};

export const belongings: Belongings = {
  started: (pid) => send({ started: pid }),
  ended: (pid) => send({ ended: pid }),
  temporary: (folder) => send({ temporary: folder }),
  removed: (folder) => send({ removed: folder }),
};
