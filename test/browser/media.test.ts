import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { jpegSize } from '#foundation/jpeg.ts';
import { SECURITY_HEADERS } from '#host/http/headers.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { heldPage, KEEP } from '../support/held-page.ts';
import { openKiosk } from '../support/kiosk.ts';
import { type Served, serveBuilt } from '../support/serve-built.ts';

const WISH = { purpose: 'recording', width: 640, height: 480, sound: true } as const;

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
    await context.addInitScript(script);
    return heldPage(context, served.url);
  };

  test('takes a still picture of the customer from the camera of the call, which stays open, and none where no camera is', async () => {
    const at = await opened();
    expect(await at.still()).toHaveLength(0);
    const call = { ...WISH, purpose: 'call', audio: 'speaker' } as const;
    await at.state(at.give(call));
    const jpeg = await at.still();
    expect(jpegSize(jpeg)).toEqual({ width: 640, height: 480 });
    expect(await at.brightness(jpeg)).toBeGreaterThan(40);
    // He keeps his picture from the teller, and allows this one.
    await at.page.evaluate(() => {
      for (const stream of (window as unknown as { opened: MediaStream[] }).opened)
        for (const track of stream.getVideoTracks()) track.enabled = false;
    });
    expect(await at.brightness(await at.still())).toBeGreaterThan(40);
    expect(await at.liveTracks()).toBe(1);
    await at.state(at.give({ ...call, picture: false }), 'live');
    expect(await at.still()).toHaveLength(0);
  });

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
