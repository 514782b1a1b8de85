import type { Line, TransportError } from './transport.ts';

/**
 * The same line, with somebody beside its one listener who learns of its end: once, after the listener was told, or
 * after its user closed it without ever listening.
 */
export function watchLine(line: Line, ended: (reason: TransportError) => void): Line {
  let told = false;
  const tell = (reason: TransportError) => {
    if (told) return;
    told = true;
    ended(reason);
  };
  return {
    write: (bytes) => line.write(bytes),
    close: async () => {
      await line.close();
      tell({ code: 'gone' });
    },
    listen: (events) =>
      line.listen({
        data: events.data,
        closed: (reason) => {
          try {
            events.closed(reason);
          } finally {
            tell(reason);
          }
        },
      }),
  };
}
