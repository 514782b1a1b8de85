import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { queryObjects } from 'node:v8';

/** What a process holds at one moment, after its garbage was collected. */
export type Held = {
  readonly heap: number;
  /** Timers, sockets, servers, pending requests: everything that keeps a process alive. */
  readonly resources: number;
  readonly emitters: number;
  /** Open files and sockets; 0 where the system does not tell. */
  readonly files: number;
};

function filesOpen(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

/** Loaded into a host with `--import`, with `--expose-gc`: answers every `measure` on the channel. */
process.on('message', (message: unknown) => {
  if (typeof message !== 'object' || message === null || !('question' in message)) return;
  globalThis.gc?.();
  globalThis.gc?.();
  const held: Held = {
    heap: process.memoryUsage().heapUsed,
    resources: process.getActiveResourcesInfo().length,
    emitters: Number(queryObjects(EventEmitter)),
    files: filesOpen(),
  };
  process.send?.(held);
});
