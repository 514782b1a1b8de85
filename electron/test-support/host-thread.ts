import { EventEmitter } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { NodePort } from '#host/electron/test-support/port.ts';

/**
 * Stands in for Electron's utility process: gives the built host a `process.parentPort` whose messages carry ports, and
 * runs it. What passes is really cloned and really queued.
 */
const parent = parentPort;
if (!parent) throw new Error('this is a thread of a fake utility process');

const emitter = new EventEmitter();
const port = {
  postMessage: (message: unknown) => parent.postMessage(message),
  on(event: 'message', listener: (message: unknown) => void) {
    emitter.on(event, listener);
    return port;
  },
};
Object.defineProperty(process, 'parentPort', { value: port });
parent.on('message', ({ data, ports }: { data: unknown; ports: MessagePort[] }) => {
  emitter.emit('message', { data, ports: ports.map((handed) => new NodePort(handed)) });
});

await import(String(workerData.script));
