import type { Browser, BrowserContext, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type MediaOrder, mediaPresenceSchema, mediaStateSchema } from '#contracts/bridge/media.ts';
import { type ToPage, toHostSchema } from '#contracts/bridge/messages.ts';
import { SECURITY_HEADERS } from '#host/http/headers.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { openKiosk } from '../support/kiosk.ts';
import { type Served, serveBuilt } from '../support/serve-built.ts';

const WISH = { purpose: 'recording', width: 640, height: 480, sound: true } as const;

/** The built customer's page on a line the test holds, in a browser of the test's choice. */
async function terminalPage(context: BrowserContext, url: string) {
  const page = await context.newPage();
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
const KEEP = () => {
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

describe("the terminal's camera in the page", () => {
  let browser: Browser;
  let without: Browser;
  let served: Served;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [browser, without, served] = await Promise.all([
      launchBrowser(FAKE_CAMERA),
      launchBrowser(),
      serveBuilt(inject('kioskPages')),
    ]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await Promise.all([browser.close(), without.close(), served.close()]);
  });
  const opened = async (of = browser, script: () => void = KEEP) => {
    const context = await of.newContext();
    contexts.push(context);
    await context.route('**/customer.html', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        '<meta name="vestibule-token" content="">',
        '<meta name="vestibule-token" content="bcdfghjkmnpqrstvwxzbcdfg">',
      );
      await route.fulfill({ response, body });
    });
    await context.addInitScript(script);
    return terminalPage(context, served.url);
  };

  test('opens what is ordered, says so once a picture is there, and lets go of it', async () => {
    const at = await opened();
    const first = at.give(null);
    expect(await at.presence()).toEqual({ camera: true, microphone: true });
    expect(await at.state(first)).toMatchObject({ is: 'closed' });
    expect(await at.liveTracks()).toBe(0);
    expect(await at.state(at.give(WISH))).toMatchObject({ is: 'live', width: 640, height: 480 });
    expect(await at.liveTracks()).toBe(1);
    // A newer order takes the place of the older one: never two at a time.
    await at.state(at.give({ ...WISH, purpose: 'still', sound: false }));
    expect(await at.liveTracks()).toBe(1);
    await at.state(at.give(null));
    expect(await at.liveTracks()).toBe(0);
  });

  test('opens sound alone for a call, without a camera too', async () => {
    const at = await opened();
    const call = { ...WISH, purpose: 'call', picture: false, audio: 'speaker' } as const;
    expect(await at.state(at.give(call))).toMatchObject({ is: 'live' });
    expect(
      await at.page.evaluate(() => {
        const { opened } = window as unknown as { opened: MediaStream[] };
        return opened.flatMap((stream) => stream.getTracks().map(({ kind }) => kind));
      }),
    ).toEqual(['audio']);
    // A camera that is not there is not asked for.
    expect(await at.state(at.give(call, { camera: 'Another' }))).toMatchObject({ is: 'live' });
    const none = await opened(without, () => undefined);
    expect(await none.state(none.give(call))).toMatchObject({ is: 'fault', fault: 'missing' });
  });

  test('lets go of it when the line to the host breaks', async () => {
    const at = await opened();
    await at.state(at.give(WISH));
    await at.close();
    await expect.poll(() => at.liveTracks()).toBe(0);
  });

  test('takes the one the profile names, and no other', async () => {
    const at = await opened();
    expect(await at.state(at.give(WISH, { camera: 'fake_device_0' }))).toMatchObject({ is: 'live' });
    expect(await at.state(at.give(WISH, { camera: 'Another' }))).toMatchObject({ fault: 'missing' });
    expect(await at.state(at.give(WISH, { microphone: 'Another' }))).toMatchObject({ fault: 'missing' });
  });

  test('says that there is none', async () => {
    const at = await opened(without, () => undefined);
    const order = at.give(WISH);
    expect(await at.presence()).toEqual({ camera: false, microphone: false });
    expect(await at.state(order)).toMatchObject({ is: 'fault', fault: 'missing' });
  });

  test('says that it may not be opened', async () => {
    const shut = await launchBrowser(['--use-fake-device-for-media-stream']);
    try {
      const at = await opened(shut, () => undefined);
      expect(await at.state(at.give(WISH))).toMatchObject({ is: 'fault', fault: 'denied' });
    } finally {
      await shut.close();
    }
  });

  test('says that another program has it', async () => {
    const at = await opened(browser, () => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('in use', 'NotReadableError'));
    });
    expect(await at.state(at.give(WISH))).toMatchObject({ is: 'fault', fault: 'busy' });
  });

  test('says that it was taken away while it was open', async () => {
    const at = await opened();
    const order = at.give(WISH);
    await at.state(order);
    await at.page.evaluate(() => {
      const { opened } = window as unknown as { opened: MediaStream[] };
      const [track] = opened[0]?.getVideoTracks() ?? [];
      track?.stop();
    });
    expect(await at.state(order, 'fault')).toMatchObject({ fault: 'ended' });
    expect(await at.liveTracks()).toBe(0);
  });

  test('says that its picture stands still, within two seconds', async () => {
    // A real track whose pictures come only while the test lets them.
    const at = await opened(browser, () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const pen = canvas.getContext('2d');
      const still = { now: false };
      Object.assign(window, { still });
      navigator.mediaDevices.getUserMedia = async () => {
        const stream = canvas.captureStream();
        const draw = () => {
          pen?.fillRect(Math.random() * 600, 0, 9, 9);
          if (!still.now) requestAnimationFrame(draw);
        };
        draw();
        return stream;
      };
    });
    const order = at.give({ ...WISH, sound: false });
    await at.state(order);
    await at.page.evaluate(() => {
      (window as unknown as { still: { now: boolean } }).still.now = true;
    });
    const since = performance.now();
    expect(await at.state(order, 'fault')).toMatchObject({ fault: 'stalled' });
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});

test("camera and microphone are allowed to the customer's own page and to no other answer", async () => {
  const kiosk = await openKiosk(undefined, { pages: inject('kioskPages') });
  try {
    const policyOf = async (path: string) =>
      (await fetch(new URL(path, kiosk.host.url))).headers.get('permissions-policy');
    expect(await policyOf('')).toContain('camera=(self), microphone=(self)');
    for (const path of ['bench', 'assets/none.js', 'x'])
      expect(await policyOf(path)).toBe(SECURITY_HEADERS['permissions-policy']);
  } finally {
    await kiosk.close();
  }
});
