import { LONGEST_TEXT, type OpenCarrier } from './carrier.ts';

/** `/bridge` of the host that served this page; `wss` when the page itself came by TLS. */
export const bridgeUrl = (page: Pick<Location, 'protocol' | 'host'>): string =>
  `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/bridge`;

/** The carrier of a page in a browser. */
export const webSocketCarrier =
  (url: string): OpenCarrier =>
  (events) => {
    const socket = new WebSocket(url);
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      events.closed();
    };
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && data.length <= LONGEST_TEXT) events.message(data);
      else socket.close();
    });
    socket.addEventListener('error', end);
    socket.addEventListener('close', end);
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => {
        socket.close();
        end();
      },
    };
  };
