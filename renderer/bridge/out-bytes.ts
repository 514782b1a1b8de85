import type { ChannelName } from '#contracts/bridge/channels.ts';
import { BRIDGE_LIMITS, type ToHost } from '#contracts/bridge/messages.ts';

/** Most bytes that wait for the host's credits; what comes on top is not taken. */
export const MOST_WAITING = 8_000_000;

/** Base64 in pieces that a call can carry as its arguments. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8_192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  return btoa(text);
}

/** What the page sends on one channel, one stream after the other, in chunks under the host's credits. */
export class OutBytes {
  readonly #name: ChannelName;
  readonly #send: (message: ToHost) => void;
  readonly #queue: Uint8Array[] = [];
  #waiting = 0;
  #allowed: number = BRIDGE_LIMITS.window;
  #stream = 0;
  #index = 0;

  constructor(name: ChannelName, send: (message: ToHost) => void) {
    this.#name = name;
    this.#send = send;
  }

  /** False: too much waits already, and nothing of this is sent. */
  push(bytes: Uint8Array): boolean {
    if (this.#waiting + bytes.length > MOST_WAITING) return false;
    this.#waiting += bytes.length;
    this.#queue.push(bytes);
    this.#go();
    return true;
  }

  credit(count: number): void {
    this.#allowed = Math.min(BRIDGE_LIMITS.window, this.#allowed + count);
    this.#go();
  }

  #go(): void {
    const size = BRIDGE_LIMITS.chunkBytesToHost;
    for (let bytes = this.#queue[0]; bytes && this.#allowed > 0; bytes = this.#queue[0]) {
      const from = this.#index * size;
      const last = from + size >= bytes.length;
      this.#allowed -= 1;
      this.#send({
        type: 'chunk',
        name: this.#name,
        stream: this.#stream,
        index: this.#index,
        last,
        data: base64(bytes.subarray(from, from + size)),
      });
      this.#index += 1;
      if (!last) continue;
      this.#queue.shift();
      this.#waiting -= bytes.length;
      this.#stream += 1;
      this.#index = 0;
    }
  }
}
