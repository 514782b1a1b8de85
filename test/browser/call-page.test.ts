import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Ice } from '#contracts/branch/signal.ts';
import { type CallOrder, callLinkSchema, callSignalSchema } from '#contracts/bridge/call.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { serveCallPage } from '../support/call-pages.ts';
import { countedCamera } from '../support/counted-camera.ts';
import { heldPage } from '../support/held-page.ts';
import { type Served, serveBuilt } from '../support/serve-built.ts';

const ICE: Ice = { servers: [], relayOnly: false, expiresAt: null };
const WANTED = {
  turn: 1,
  ice: ICE,
  mode: 'video',
  camera: true,
  microphone: true,
  audio: 'speaker',
} satisfies CallOrder['open'];
/** For a machine that has other things to do, too. */
const SOON = { timeout: 30_000 };
const CAMERA = { purpose: 'call', width: 640, height: 480, sound: true, audio: 'speaker' } as const;

/** Keeps what the page opens, connects and plays. */
const KEEP_ALL = () => {
  const kept = {
    opened: [] as MediaStream[],
    connected: [] as RTCPeerConnection[],
    played: [] as HTMLMediaElement[],
  };
  Object.assign(window, { kept, opened: kept.opened });
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    kept.opened.push(stream);
    return stream;
  };
  const Connection = RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      kept.connected.push(this);
    }
  };
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (!kept.played.includes(this)) kept.played.push(this);
    return play.call(this);
  };
};
type Kept = {
  readonly opened: MediaStream[];
  readonly connected: RTCPeerConnection[];
  readonly played: HTMLMediaElement[];
};

/** What of it is still so. */
const stillThere = (page: Page) =>
  page.evaluate(() => {
    const { kept } = window as unknown as { kept: Kept };
    const tracks = kept.opened.flatMap((stream) => stream.getTracks());
    return {
      open: tracks.filter(({ readyState }) => readyState === 'live').length,
      connected: kept.connected.filter(({ connectionState }) => connectionState !== 'closed').length,
      // Elements from which something can be heard, and whether it is our own.
      heard: kept.played
        .filter(({ muted, srcObject }) => !muted && srcObject instanceof MediaStream)
        .map(({ srcObject }) => {
          const ids = srcObject instanceof MediaStream ? srcObject.getTracks().map(({ id }) => id) : [];
          return ids.some((id) => tracks.some((track) => track.id === id)) ? 'own' : 'far';
        }),
    };
  });

describe("a call on the customer's own page", () => {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'call-'));
  let browser: Browser;
  let pages: Served;
  let served: Served;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [browser, pages, served] = await Promise.all([
      launchBrowser([...FAKE_CAMERA, countedCamera(join(folder, 'counted.y4m'))]),
      serveBuilt(inject('kioskPages')),
      serveCallPage(),
    ]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await Promise.all([browser.close(), pages.close(), served.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async () => {
    const context = await browser.newContext();
    contexts.push(context);
    await context.addInitScript(KEEP_ALL);
    const at = await heldPage(context, pages.url);
    const elsewhere = await browser.newContext();
    contexts.push(elsewhere);
    const desk = await elsewhere.newPage();
    await desk.exposeFunction('carry', (signal: unknown) => at.tell('call.signal', { order: 1, signal }));
    await desk.goto(served.url);
    // What the page says goes to the desk, in its order.
    let carried = 0;
    let order: Promise<unknown> = Promise.resolve();
    const carry = () => {
      const all = at.said.filter(({ name }) => name === 'call.signalled');
      for (const { message } of all.slice(carried)) {
        const { signal } = callSignalSchema.parse(message);
        order = order.then(() => desk.evaluate((given) => call.take(given), signal)).catch(() => undefined);
      }
      carried = all.length;
      return undefined;
    };
    void at.until(carry).catch(() => undefined);
    return {
      ...at,
      desk,
      link: (is: string, mode?: string) =>
        at.until(() =>
          at.said
            .filter(({ name }) => name === 'call.link')
            .map(({ message }) => callLinkSchema.parse(message))
            .find((link) => link.is === is && (mode === undefined || link.mode === mode)),
        ),
      begin: () =>
        desk.evaluate((ice) => call.begin({ side: 'desk', turn: 1, mode: 'video', devices: true, ice }), ICE),
    };
  };

  test('sends what the terminal has open, plays the teller in one place, and lets go of everything with the line', async () => {
    const at = await opened();
    at.give(CAMERA);
    at.tell('call.order', { order: 1, open: WANTED } satisfies CallOrder);
    await at.begin();
    expect(await at.link('connected', 'video')).toMatchObject({ order: 1 });
    await expect.poll(() => at.desk.evaluate(() => call.seen.length), SOON).toBeGreaterThan(10);
    expect(await stillThere(at.page)).toEqual({ open: 2, connected: 1, heard: ['far'] });
    await at.close();
    await expect.poll(() => stillThere(at.page), SOON).toEqual({ open: 0, connected: 0, heard: [] });
  });

  test('in writing opens nothing and connects nothing', async () => {
    const at = await opened();
    at.tell('call.order', { order: 1, open: { ...WANTED, mode: 'text' } } satisfies CallOrder);
    at.tell('call.caption', { order: 1, text: '请出示银行卡' });
    await at.begin();
    await expect.poll(() => at.desk.evaluate(() => call.notes.length), SOON).toBeGreaterThan(0);
    expect(await stillThere(at.page)).toEqual({ open: 0, connected: 0, heard: [] });
    expect(at.said.filter(({ name }) => name.startsWith('call.'))).toEqual([]);
  });

  test('with sound alone is heard and hears', async () => {
    const at = await opened();
    at.give({ ...CAMERA, picture: false });
    at.tell('call.order', { order: 1, open: { ...WANTED, mode: 'audio' } } satisfies CallOrder);
    await at.begin();
    await at.link('connected');
    await expect
      .poll(() => at.desk.evaluate(() => call.notes.at(-1)?.state), SOON)
      .toMatchObject({ is: 'connected', mode: 'audio', far: { camera: false, microphone: true } });
    expect(await stillThere(at.page)).toEqual({ open: 1, connected: 1, heard: ['far'] });
  });
});
