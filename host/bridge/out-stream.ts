import type { ChannelName } from '#contracts/bridge/channels.ts';
import { BRIDGE_LIMITS, type ToPage } from '#contracts/bridge/messages.ts';

/** One run of bytes to a page, cut into bounded chunks and never more than the window ahead of the page's credits. */
export class OutStream {
  readonly #name: ChannelName;
  readonly #stream: number;
  readonly #bytes: Uint8Array;
  readonly #send: (message: ToPage) => void;
  #next = 0;
  #credit: number = BRIDGE_LIMITS.window;

  constructor(name: ChannelName, stream: number, bytes: Uint8Array, send: (message: ToPage) => void) {
    this.#name = name;
    this.#stream = stream;
    this.#bytes = bytes;
    this.#send = send;
    this.#push();
  }

  get done(): boolean {
    return this.#next >= this.#chunks;
  }

  /** The page has used up `count` chunks. */
  credit(count: number): void {
    this.#credit = Math.min(BRIDGE_LIMITS.window, this.#credit + count);
    this.#push();
  }

  get #chunks(): number {
    return Math.max(1, Math.ceil(this.#bytes.length / BRIDGE_LIMITS.chunkBytes));
  }

  #push(): void {
    for (; this.#credit > 0 && !this.done; this.#next++, this.#credit--) {
      const from = this.#next * BRIDGE_LIMITS.chunkBytes;
      const part = this.#bytes.subarray(from, from + BRIDGE_LIMITS.chunkBytes);
      this.#send({
        type: 'chunk',
        name: this.#name,
        stream: this.#stream,
        index: this.#next,
        last: this.#next === this.#chunks - 1,
        data: Buffer.from(part).toString('base64'),
      });
    }
  }
}
