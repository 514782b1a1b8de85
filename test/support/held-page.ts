import type { BrowserContext, WebSocketRoute } from 'playwright-core';
import type { ChannelName } from '#contracts/bridge/channels.ts';
import { type MediaOrder, mediaPresenceSchema, mediaStateSchema } from '#contracts/bridge/media.ts';
import { type ToPage, toHostSchema } from '#contracts/bridge/messages.ts';

/** The built customer's page on a line the test holds, in a browser of the test's choice. */
export async function heldPage(context: BrowserContext, url: string) {
  const page = await context.newPage();
  await page.route('**/customer.html', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '<meta name="vestibule-token" content="">',
      '<meta name="vestibule-token" content="bcdfghjkmnpqrstvwxzbcdfg">',
    );
    await route.fulfill({ response, body });
  });
  const said: { name: string; message: unknown }[] = [];
  const waiting = new Set<() => void>();
  let line: WebSocketRoute | undefined;
  let order = 0;
  const say = (message: ToPage) => line?.send(JSON.stringify(message));
  const joined = Promise.withResolvers<void>();
  await page.routeWebSocket(/\/bridge$/, (route) => {
    line = route;
    route.onMessage((text) => {
      const message = toHostSchema.parse(JSON.parse(String(text)));
      if (message.type === 'hello') {
        say({ type: 'welcome', role: 'customer' });
        joined.resolve();
      }
      if (message.type === 'channel') said.push(message);
      for (const look of [...waiting]) look();
    });
  });
  await page.goto(`${url}/customer.html`);
  await joined.promise;
  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`only ${JSON.stringify(said)} was said`)), 15_000);
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(late);
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return {
    page,
    close: () => line?.close(),
    said,
    until,
    /** Says something on a channel. */
    tell: (name: ChannelName, message: unknown) => say({ type: 'channel', name, message }),
    give(open: MediaOrder['open'], devices: Partial<MediaOrder['devices']> = {}): number {
      order += 1;
      const message = { order, devices: { camera: null, microphone: null, ...devices }, open };
      say({ type: 'channel', name: 'media.order', message });
      return order;
    },
    state: (of: number, is?: string) =>
      until(() =>
        said
          .filter(({ name }) => name === 'media.state')
          .map(({ message }) => mediaStateSchema.parse(message))
          .find((state) => state.order === of && (is === undefined || state.is === is)),
      ),
    presence: () =>
      until(() => {
        const told = said.findLast(({ name }) => name === 'media.presence');
        return told && mediaPresenceSchema.parse(told.message);
      }),
    /** Tracks that are open anywhere in the page, kept by whoever opens them. */
    liveTracks: () =>
      page.evaluate(
        () =>
          (window as unknown as { opened: MediaStream[] }).opened.filter((stream) =>
            stream.getTracks().some(({ readyState }) => readyState === 'live'),
          ).length,
      ),
  };
}

/** Keeps what the page opens, so that a test can look whether it was let go of, and take it away. */
export const KEEP = () => {
  const opened: MediaStream[] = [];
  Object.assign(window, { opened });
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    opened.push(stream);
    return stream;
  };
};
