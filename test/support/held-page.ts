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
  const chunks: Buffer[] = [];
  const pictures: Buffer[] = [];
  const waiting = new Set<() => void>();
  let line: WebSocketRoute | undefined;
  let order = 0;
  let shots = 0;
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
      if (message.type === 'chunk' && message.name === 'picture.bytes') {
        say({ type: 'credit', name: message.name, stream: message.stream, count: 1 });
        chunks.push(Buffer.from(message.data, 'base64'));
        if (message.last) pictures.push(Buffer.concat(chunks.splice(0)));
      }
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
    /** Asks for a still picture of the customer: the bytes that come under its name. */
    async still(): Promise<Buffer> {
      const shot = `${++shots}`
        .padStart(24, 'b')
        .replace(/\d/g, (digit) => 'bcdfghjkmn'[Number(digit)] ?? 'b');
      say({ type: 'channel', name: 'picture.shot', message: { shot, of: 'customer' } });
      const came = await until(() => pictures.find((one) => one.toString('latin1', 0, 24) === shot));
      return came.subarray(24);
    },
    /** How bright a picture is, 0 to 255, as the browser decodes it. */
    brightness: (jpeg: Buffer) =>
      page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const place = canvas.getContext('2d');
        if (!place) throw new Error('nothing can be drawn');
        place.drawImage(bitmap, 0, 0);
        const { data } = place.getImageData(0, 0, bitmap.width, bitmap.height);
        return data.reduce((sum, one, at) => (at % 4 === 3 ? sum : sum + one), 0) / (data.length * 0.75);
      }, jpeg.toString('base64')),
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
