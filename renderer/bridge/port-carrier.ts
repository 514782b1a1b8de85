import { LONGEST_TEXT, type OpenCarrier } from './carrier.ts';

/** What Electron's preload leaves in the page. A port cannot cross the context bridge, so `connect` asks for one. */
export type VestibulePreload = {
  /**
   * Makes a new line to the host. Its `MessagePort` comes to the page as a `message` event of its own window with
   * the data `PORT_MESSAGE` and the port as the only transferred one.
   */
  readonly connect: () => void;
};
export const PORT_MESSAGE = 'vestibule:port';

declare global {
  interface Window {
    readonly vestibule?: VestibulePreload;
  }
}

/** The carrier of a page in Electron: the same JSON texts, over a `MessagePort`. */
export const portCarrier =
  (page: Window, preload: VestibulePreload): OpenCarrier =>
  (events) => {
    let port: MessagePort | null = null;
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      page.removeEventListener('message', take);
      port?.close();
      events.closed();
    };
    const take = (event: MessageEvent<unknown>) => {
      const handed = event.ports[0];
      if (event.source !== page || event.data !== PORT_MESSAGE || !handed) return;
      page.removeEventListener('message', take);
      port = handed;
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string' && data.length <= LONGEST_TEXT) events.message(data);
        else end();
      });
      port.addEventListener('close', end);
      port.start();
      events.opened();
    };
    page.addEventListener('message', take);
    preload.connect();
    return {
      send: (text) => {
        if (!over) port?.postMessage(text);
      },
      close: end,
    };
  };
