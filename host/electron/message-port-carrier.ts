import type { Carrier } from '../bridge/carrier.ts';
import type { Port } from './port.ts';

/**
 * A MessagePort as a carrier. A port tells nothing of what the other end has not read yet, so `backlog` is always 0
 * here: a page that does not read any more is the shell's to notice, which sees it unresponsive and replaces it.
 */
export function messagePortCarrier(port: Port): Carrier {
  let open = true;
  let told = false;
  return {
    send: (text) => {
      if (open) port.postMessage(text);
    },
    backlog: 0,
    close: () => {
      if (!open) return;
      open = false;
      port.close();
    },
    listen: ({ message, closed }) => {
      port.on('message', ({ data, ports }) => {
        // Nothing is handed on over a page's line; whatever came along is let go.
        for (const further of ports) further.close();
        if (open) message(typeof data === 'string' && ports.length === 0 ? data : undefined);
      });
      port.on('close', () => {
        open = false;
        if (told) return;
        told = true;
        closed();
      });
      port.start();
    },
  };
}
