import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Port } from '../port.ts';

/**
 * Electron's `MessagePortMain` on Node's own `MessagePort`: real structured clone, real queues, and the same events.
 * Messages wait until `start`, `close` is told on both ends, and once handed over the object is of no use any more.
 */
export class NodePort extends EventEmitter implements Port {
  readonly #inner: MessagePort;
  #handed = false;

  constructor(inner: MessagePort) {
    super();
    this.#inner = inner;
    inner.on('close', this.#closed);
  }

  readonly #closed = (): void => {
    this.emit('close');
  };

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('nothing is handed on over a page line');
    this.#inner.postMessage(message);
  }

  start(): void {
    if (this.#handed) throw new Error('the port was handed over');
    this.#inner.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  close(): void {
    if (!this.#handed) this.#inner.close();
  }

  /** Node's port, to be transferred; this object is done. */
  handOver(): MessagePort {
    if (this.#handed) throw new Error('the port was handed over before');
    this.#handed = true;
    this.#inner.off('close', this.#closed);
    return this.#inner;
  }
}

/** Both ends of a line, as Electron's `MessageChannelMain` makes them. */
export function nodeChannel(): { readonly port1: NodePort; readonly port2: NodePort } {
  const { port1, port2 } = new MessageChannel();
  return { port1: new NodePort(port1), port2: new NodePort(port2) };
}
