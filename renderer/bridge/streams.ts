import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { ToPage } from '#contracts/bridge/messages.ts';

export type Chunk = Extract<ToPage, { type: 'chunk' }>;
/** A whole stream, once its last chunk is there. */
export type StreamListener = (stream: number, bytes: Uint8Array) => void;

/** Largest stream that is put together; a receipt's raster line is far below. */
const LARGEST = 2_000_000;

const decode = (data: string): Uint8Array =>
  Uint8Array.from(atob(data), (character) => character.charCodeAt(0));

/**
 * Puts byte streams together from their chunks. Answers whether the chunk was in order and in bounds; what is not
 * breaks the protocol, and the line with it.
 */
export class StreamCollector {
  readonly #parts = new Map<string, { next: number; size: number; chunks: Uint8Array[] }>();
  readonly #listeners = new Map<ChannelName, StreamListener>();

  listen(name: ChannelName, listener: StreamListener): void {
    this.#listeners.set(name, listener);
  }

  take(chunk: Chunk): boolean {
    const key = `${chunk.name} ${chunk.stream}`;
    const known = this.#parts.get(key) ?? { next: 0, size: 0, chunks: [] };
    if (chunk.index !== known.next) return false;
    let bytes: Uint8Array;
    try {
      bytes = decode(chunk.data);
    } catch {
      return false;
    }
    known.next += 1;
    known.size += bytes.length;
    known.chunks.push(bytes);
    if (known.size > LARGEST) return false;
    this.#parts.set(key, known);
    if (chunk.last) {
      this.#parts.delete(key);
      const whole = new Uint8Array(known.size);
      let offset = 0;
      for (const part of known.chunks) {
        whole.set(part, offset);
        offset += part.length;
      }
      this.#listeners.get(chunk.name)?.(chunk.stream, whole);
    }
    return true;
  }

  /** The line broke: half a stream is none. */
  clear(): void {
    this.#parts.clear();
  }
}
