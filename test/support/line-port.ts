import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { MessagePortLike } from '#devices/remote/port.ts';

/** A port over two streams of text, a JSON value a line: for values that JSON carries whole. */
export function linePort(from: Readable, to: Writable): MessagePortLike {
  const closed: (() => void)[] = [];
  const heard: ((message: unknown) => void)[] = [];
  const over = () => {
    for (const listener of closed.splice(0)) listener();
  };
  createInterface({ input: from })
    .on('line', (line) => {
      // What is no message is a library's own remark.
      if (line.startsWith('{')) for (const listener of heard) listener(JSON.parse(line));
    })
    .on('close', over);
  to.on('error', over);
  return {
    postMessage: (message) => void to.write(`${JSON.stringify(message)}\n`),
    on: (event: 'message' | 'close', listener: (message: unknown) => void) =>
      event === 'message' ? heard.push(listener) : closed.push(() => listener(undefined)),
    close: over,
  };
}
