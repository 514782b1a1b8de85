import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Ice, Signal } from '#contracts/branch/signal.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { serveCallPage } from '../support/call-pages.ts';
import { type CallSideAt, openSides } from '../support/call-sides.ts';
import { COUNTED, countedCamera, follows } from '../support/counted-camera.ts';
import type { Served } from '../support/serve-built.ts';
import { openTurn, type Turn, turnIsHere } from '../support/turn.ts';
import { openUdpLine } from '../support/udp-line.ts';

const RELAYED = turnIsHere();
if (!RELAYED) console.warn('coturn is not installed: calls through a relay are left out');

/** For a machine that has other things to do, too. */
const SOON = { timeout: 30_000 };

/** Without a relay: any path on this machine. */
const DIRECT: Ice = { servers: [], relayOnly: false, expiresAt: null };

describe.skipIf(!RELAYED)('two browsers in a call, through a relay alone', () => {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'call-'));
  let browsers: { readonly desk: Browser; readonly terminal: Browser };
  let served: Served;
  let turn: Turn;
  let sides: Awaited<ReturnType<typeof openSides>>;
  beforeAll(async () => {
    const camera = [...FAKE_CAMERA, countedCamera(join(folder, 'counted.y4m'))];
    const [desk, terminal] = await Promise.all([launchBrowser(camera), launchBrowser(camera)]);
    browsers = { desk, terminal };
    [served, turn] = await Promise.all([serveCallPage(), openTurn()]);
  });
  afterEach(() => sides.close());
  afterAll(async () => {
    await Promise.all([browsers.desk.close(), browsers.terminal.close(), served.close(), turn.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const begun = async (how: { readonly terminal?: boolean } = {}) => {
    sides = await openSides(browsers, served.url);
    await Promise.all([
      sides.desk.begin({ ice: turn.ice() }),
      sides.terminal.begin({ ice: turn.ice(), devices: how.terminal ?? true }),
    ]);
    return sides;
  };
  const both = (work: (side: CallSideAt) => Promise<unknown>) =>
    Promise.all([work(sides.desk), work(sides.terminal)]);
  /** So many pictures of the far side, in their order. */
  const counted = (side: CallSideAt, many: number) =>
    expect.poll(async () => (await side.seen()).length, SOON).toBeGreaterThan(many);

  test('see each other: each picture is the one after the one before, both ways', async () => {
    await begun();
    await both((side) => side.until('connected', 0, 'video'));
    await both((side) => counted(side, 2 * COUNTED.rate));
    await both(async (side) => {
      const seen = (await side.seen()).map(({ count }) => count).slice(-COUNTED.rate);
      expect(seen.every((count, at) => at === 0 || follows(seen[at - 1] ?? 0, count))).toBe(true);
      // The first one of a connection may come before the picture is whole.
      expect(await side.page.evaluate(() => call.garbled())).toBeLessThan(3);
      expect(await side.page.evaluate(() => call.faults)).toEqual([]);
    });
    // Nothing but the relay was offered, by anybody.
    const paths = sides.carried.flatMap(({ signal }) =>
      signal.type === 'candidate' ? [signal.candidate] : [],
    );
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.includes(' typ relay '))).toEqual([]);

    // The camera is covered: the far side is told, and hears still.
    const covered = await sides.desk.now();
    await sides.terminal.page.evaluate(() => call.peer?.let({ camera: false, microphone: true }));
    await sides.desk.until('connected', covered, 'audio');
    expect((await sides.desk.notes()).at(-1)?.state).toMatchObject({
      is: 'connected',
      far: { camera: false, microphone: true },
    });
    await sides.terminal.page.evaluate(() => call.peer?.let({ camera: true, microphone: true }));
    await expect.poll(async () => (await sides.desk.notes()).at(-1)?.state.mode, SOON).toBe('video');
  });

  test('know within five seconds that nothing comes any more, and go on as soon as it comes again', async () => {
    await begun();
    await both((side) => side.until('connected', 0, 'video'));
    const cut = async (how: () => unknown) => {
      const at = await Promise.all([sides.desk.now(), sides.terminal.now()]);
      await how();
      const lost = await Promise.all([
        sides.desk.until('interrupted', at[0]),
        sides.terminal.until('interrupted', at[1]),
      ]);
      lost.forEach((moment, side) => {
        expect(moment - (at[side] ?? 0)).toBeLessThan(5_000);
      });
      return lost;
    };
    // A black hole: everything is accepted and nothing goes on.
    const hole = await cut(turn.pause);
    turn.resume();
    await Promise.all([sides.desk.until('connected', hole[0]), sides.terminal.until('connected', hole[1])]);
    // What the relay held is gone: new paths have to be found.
    const death = await cut(turn.kill);
    await turn.start();
    await Promise.all([sides.desk.until('connected', death[0]), sides.terminal.until('connected', death[1])]);
    const seen = (await sides.terminal.seen()).length;
    await counted(sides.terminal, seen + 5);
    await both(async ({ page }) => expect(await page.evaluate(() => call.faults)).toEqual([]));
  });

  test('give up the picture where the line is poor, and say so, and go on speaking', async () => {
    const line = await openUdpLine(turn.port);
    try {
      sides = await openSides(browsers, served.url);
      await sides.desk.begin({ ice: turn.ice(line.port) });
      await sides.terminal.begin({ ice: turn.ice() });
      await both((side) => side.until('connected', 0, 'video'));
      line.lose(0.25);
      await both((side) =>
        expect
          .poll(async () => (await side.notes()).at(-1)?.state, SOON)
          .toMatchObject({
            is: 'connected',
            mode: 'audio',
            sent: { camera: false, microphone: true, lowered: 'off' },
          }),
      );
    } finally {
      line.close();
    }
  });

  test('go on when one of the pages is loaded again', async () => {
    await begun();
    await both((side) => side.until('connected', 0, 'video'));
    for (const which of ['terminal', 'desk'] as const) {
      const side = sides[which];
      await side.page.reload();
      await side.begin({ ice: turn.ice() });
      await side.until('connected', 0, 'video');
      await counted(side, 5);
    }
    const seen = (await sides.terminal.seen()).length;
    await counted(sides.terminal, seen + 5);
    expect((await sides.terminal.notes()).at(-1)?.state).toMatchObject({ is: 'connected', mode: 'video' });
  });

  test('one without camera and microphone sees and hears the other, who knows it', async () => {
    await begun({ terminal: false });
    await sides.terminal.until('connected', 0, 'video');
    await counted(sides.terminal, 5);
    await sides.desk.until('connected', 0, 'text');
    await expect
      .poll(async () => (await sides.desk.notes()).at(-1)?.state, SOON)
      .toMatchObject({ is: 'connected', far: { camera: false, microphone: false } });
  });
});

describe('one browser against a far side that talks nonsense', () => {
  let browser: Browser;
  let served: Served;
  let sides: Awaited<ReturnType<typeof openSides>>;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launchBrowser(FAKE_CAMERA), serveCallPage()]);
  });
  afterEach(() => sides.close());
  afterAll(async () => {
    await Promise.all([browser.close(), served.close()]);
  });

  test.each<[string, string, (signal: Signal) => unknown]>([
    [
      'descriptions',
      'badOffer',
      (signal) => ('sdp' in signal ? { ...signal, sdp: 'v=0\r\nm=nonsense\r\n' } : signal),
    ],
    [
      'paths',
      'badCandidate',
      (signal) =>
        signal.type === 'candidate' ? { ...signal, candidate: 'candidate:1 1 udp nonsense' } : signal,
    ],
  ])('one new connection, then writing: %s', async (_, fault, change) => {
    sides = await openSides({ desk: browser, terminal: browser }, served.url);
    sides.line.change = change;
    await sides.terminal.begin({ ice: DIRECT });
    await sides.desk.begin({ ice: DIRECT });
    await sides.terminal.until('failed', 0, 'text');
    expect((await sides.terminal.notes()).at(-1)?.state).toMatchObject({ is: 'failed', fault });
    expect(sides.carried.filter(({ signal }) => signal.type === 'anew').length).toBeLessThanOrEqual(2);
    for (const { page } of [sides.desk, sides.terminal])
      expect(await page.evaluate(() => call.faults)).toEqual([]);
  });

  test('whatever is changed in what a real browser says, nothing throws', async () => {
    sides = await openSides({ desk: browser, terminal: browser }, served.url);
    await sides.desk.begin({ ice: DIRECT });
    const offer = await expect
      .poll(() => sides.carried.find(({ signal }) => signal.type === 'offer')?.signal, SOON)
      .toBeDefined()
      .then(() => sides.carried.find(({ signal }) => signal.type === 'offer')?.signal);
    if (offer?.type !== 'offer') throw new Error('no offer');
    const faults = await sides.terminal.page.evaluate(
      async ([given, ice]) => {
        const lines = given.sdp.split('\r\n').slice(0, -1);
        for (let round = 0; round < 60; round++) {
          await call.begin({ side: 'terminal', turn: 1, mode: 'video', devices: false, ice });
          const broken = lines.flatMap((line, at) => {
            // Each round leaves out, doubles, cuts and turns round other lines.
            const dice = (at * 7 + round * 13) % 29;
            if (dice === 0) return [];
            if (dice === 1) return [line, line];
            if (dice === 2) return [line.slice(0, Math.ceil(line.length / 2))];
            if (dice === 3) return [line.replace(/\d+/, '99999999999999999999')];
            return [line];
          });
          const connection = round.toString(16).padStart(16, '0');
          call.take({ ...given, connection, sdp: ['v=0', ...broken.slice(1), ''].join('\r\n') });
          await new Promise((resolve) => setTimeout(resolve, 10));
          call.peer?.close();
        }
        return call.faults;
      },
      [offer, DIRECT] as const,
    );
    expect(faults).toEqual([]);
  });

  test('camera and microphone that are not to be had are named, and what is there is used', async () => {
    sides = await openSides({ desk: browser, terminal: browser }, served.url);
    const at = sides.desk.page;
    expect(await at.evaluate(() => call.devices())).toEqual({
      camera: null,
      microphone: null,
      kinds: ['audio', 'video'],
    });
    // The microphone is there; the camera that was chosen is not.
    expect(await at.evaluate(() => call.devices({ cameraId: 'gone' }))).toEqual({
      camera: 'missing',
      microphone: null,
      kinds: ['audio'],
    });
    const [without, shut] = await Promise.all([
      launchBrowser(),
      launchBrowser(['--use-fake-device-for-media-stream']),
    ]);
    try {
      for (const [one, fault] of [
        [without, 'missing'],
        [shut, 'denied'],
      ] as const) {
        const page = await one.newPage();
        await page.exposeFunction('carry', () => undefined);
        await page.goto(served.url);
        expect(await page.evaluate(() => call.devices())).toEqual({
          camera: fault,
          microphone: fault,
          kinds: [],
        });
      }
    } finally {
      await Promise.all([without.close(), shut.close()]);
    }
  });
});
