import { err, ok, type Result } from '#foundation/result.ts';
import type { Line, LineEvents, Transport, TransportError } from './transport.ts';

const HELD_BYTES = 65_536;

class MemoryLine implements Line {
  peer: MemoryLine | undefined;
  #events: LineEvents | undefined;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #closed: TransportError | undefined;

  listen(events: LineEvents): void {
    this.#events = events;
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) events.data(bytes);
    if (this.#closed) events.closed(this.#closed);
  }

  async write(bytes: Uint8Array): Promise<Result<void, TransportError>> {
    const { peer } = this;
    if (this.#closed || !peer) return err({ code: 'gone' });
    const copy = bytes.slice();
    queueMicrotask(() => peer.receive(copy));
    return ok(undefined);
  }

  receive(bytes: Uint8Array): void {
    if (this.#closed) return;
    if (this.#events) return this.#events.data(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > HELD_BYTES) return this.end({ code: 'overflow' });
    this.#held.push(bytes);
  }

  async close(): Promise<void> {
    this.peer?.end({ code: 'gone' });
    this.end({ code: 'gone' });
  }

  end(reason: TransportError): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#events?.closed(reason);
  }
}

/** Two ends of one cable inside this process. */
export function memoryCable(): readonly [Line, Line] {
  const near = new MemoryLine();
  const far = new MemoryLine();
  near.peer = far;
  far.peer = near;
  return [near, far];
}

/** A transport whose every opening plugs a fresh cable into `attach`; `undefined` from it means "nothing there". */
export function memoryTransport(name: string, attach: (deviceEnd: Line) => boolean): Transport {
  return {
    name,
    async open() {
      const [host, device] = memoryCable();
      return attach(device) ? ok(host) : err({ code: 'missing' });
    },
  };
}
