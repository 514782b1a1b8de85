import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { NodePort } from '#host/electron/test-support/port.ts';

/** Electron's `utilityProcess.fork`, with a thread for the process. */
export function forkWorker(
  script: string,
  _args: readonly string[],
  options: Record<string, unknown>,
): object {
  const thread = new Worker(new URL('./host-thread.ts', import.meta.url), {
    workerData: { script: pathToFileURL(script).href },
    env: options.env as NodeJS.Dict<string>,
  });
  const child = Object.assign(new EventEmitter(), {
    postMessage(data: unknown, transfer: readonly NodePort[] = []) {
      const ports = transfer.map((port) => port.handOver());
      thread.postMessage({ data, ports }, ports);
    },
    kill: () => {
      void thread.terminate();
      return true;
    },
  });
  thread.on('message', (message) => child.emit('message', message));
  thread.on('error', (failure) => process.stderr.write(`${failure.stack}\n`));
  thread.on('exit', (code) => child.emit('exit', code));
  return child;
}
