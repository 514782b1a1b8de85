import type { WebSocket } from 'ws';
import type { Carrier } from '../bridge/carrier.ts';

/** A WebSocket as a carrier. Its bound on message size is the server's; what exceeds it ends the socket (RFC 6455, 1009). */
export function webSocketCarrier(ws: WebSocket): Carrier {
  return {
    send: (text) => {
      if (ws.readyState === ws.OPEN) ws.send(text);
    },
    get backlog() {
      return ws.bufferedAmount;
    },
    close: () => ws.close(),
    listen: ({ message, closed }) => {
      ws.on('message', (data, isBinary) => message(isBinary ? undefined : String(data)));
      // `ws` tells an oversize message as an error and closes by itself.
      ws.on('error', () => message(undefined));
      ws.on('close', closed);
    },
  };
}
