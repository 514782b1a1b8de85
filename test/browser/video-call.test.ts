import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type BranchService, startBranch } from '#branch/service.ts';
import { systemClock } from '#foundation/clock.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { COUNTED, countedCamera, follows } from '../support/counted-camera.ts';
import { signInByKeys } from '../support/hall.ts';
import { type BenchHands, type Kiosk, openKiosk, SIMULATED_PROFILE } from '../support/kiosk.ts';
import { readRecorded, recordingsOf } from '../support/recorded-call.ts';
import { people } from '../support/steps.ts';
import { openTurn, type Turn, turnIsHere } from '../support/turn.ts';

const RELAYED = turnIsHere();
if (!RELAYED) console.log('left out: a call between terminal and desk, for want of coturn');

const [pages, branchPages] = [inject('kioskPages'), inject('branchPages')];

/** Pictures painted so far of the far side. */
const painted = (page: Page, of: string) =>
  page
    .locator(of)
    .first()
    .evaluate((video) =>
      video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
    );

/** The number that the far side's camera shows now, as it is painted here; null where it cannot be read. */
const numberIn = (page: Page, of: string) =>
  page
    .locator(of)
    .first()
    .evaluate((video, { width, height, bits }) => {
      if (!(video instanceof HTMLVideoElement)) return null;
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const draw = canvas.getContext('2d');
      if (!draw) return null;
      draw.drawImage(video, 0, 0, width, height);
      let count = 0;
      for (let bit = 0; bit < bits; bit++) {
        const x = Math.floor(((bit + 0.5) * width) / bits);
        const [above = 0] = draw.getImageData(x, Math.floor(height * 0.25), 1, 1).data;
        const [below = 0] = draw.getImageData(x, Math.floor(height * 0.75), 1, 1).data;
        if (above > 128 === below > 128) return null;
        if (above > 128) count |= 1 << bit;
      }
      return count;
    }, COUNTED);

describe.skipIf(!RELAYED)('a customer and a teller, through the relay alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'video-call-'));
  let browsers: { readonly terminal: Browser; readonly desk: Browser };
  let turn: Turn;
  let branch: BranchService;
  let kiosk: Kiosk;
  let bench: BenchHands;

  beforeAll(async () => {
    turn = await openTurn();
    const started = await startBranch({
      port: 0,
      dataDir: join(folder, 'branch'),
      pagesDir: branchPages,
      clock: systemClock,
      practiceStaff: true,
      timeZone: 'Asia/Shanghai',
      turn: turn.options,
    });
    if (!started.ok) throw new Error(started.error.code);
    branch = started.value;
    const standing = JSON.parse(await branch.configuration()) as { readonly calls: object };
    const asked = { ...standing, calls: { ...standing.calls, recording: 'asked' } };
    expect(await branch.configure(JSON.stringify(asked))).toMatchObject({ ok: true });
    kiosk = await openKiosk(
      { ...SIMULATED_PROFILE, camera: { width: 640, height: 480, simulated: true }, teller: {} },
      { pages, branch: { url: branch.url, code: await branch.enrolmentCode('T01') } },
    );
    bench = await kiosk.bench();
    browsers = {
      terminal: await launchBrowser([...FAKE_CAMERA, countedCamera(join(folder, 'customer.y4m'))]),
      desk: await launchBrowser([...FAKE_CAMERA, countedCamera(join(folder, 'teller.y4m'))]),
    };
  });
  afterEach(async () => {
    for (const browser of Object.values(browsers))
      for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browsers?.terminal.close();
    await browsers?.desk.close();
    await kiosk?.close();
    await branch?.close();
    await turn?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('see each other at the customer’s step; a cut is shown within five seconds and mended, and the same case goes on', async () => {
    const desk = await (await browsers.desk.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
    await desk.goto(new URL('teller', branch.url).href);
    await signInByKeys(desk, '1005');
    await desk.locator('.presence[data-presence=break]').waitFor();
    await desk.keyboard.press('Shift+F2');
    await desk.locator('.presence[data-presence=ready]').waitFor();

    const page = await (
      await browsers.terminal.newContext({ viewport: { width: 1080, height: 1920 } })
    ).newPage();
    await page.goto(kiosk.host.url);
    await page.locator('[data-screen=idle]').waitFor();
    await bench.act('layIdCard', { person: (await people(bench)).adult.key });
    await page.locator('[data-screen=menu]').waitFor();
    const act = (action: string) => page.locator(`[data-action="${action}"]`).first().click();
    await act('help');
    await act('callTeller');
    await page.locator('[data-overlay=callWays]').waitFor();
    await act('callTeller');
    await page.locator('[data-overlay=selfTest]').waitFor();
    await act('startCall');
    await desk.locator('[data-call]').first().waitFor();
    await desk.keyboard.press('F2');
    await desk.locator('.case').waitFor();

    // He is asked before anything is recorded, and says yes.
    await page.locator('[data-overlay=recordingAsked]').waitFor({ timeout: 30_000 });
    await act('allowRecording');
    await page.locator('.status-recording[data-recording=on]').waitFor({ timeout: 30_000 });
    await desk.locator('.recording-sign[data-recording=on]').waitFor({ timeout: 30_000 });

    // Large at first, then small beside his step, which he goes on with.
    await page.locator('.call-large[data-mode=video]').waitFor({ timeout: 30_000 });
    await act('closeOverlay');
    await page.locator('.call-chip[data-call=live]').waitFor({ timeout: 30_000 });
    await desk.locator('.media[data-media=connected]').waitFor({ timeout: 30_000 });
    const remote = { desk: '.picture-remote', page: 'video.call-remote' };
    await expect.poll(() => painted(desk, remote.desk), { timeout: 30_000 }).toBeGreaterThan(10);
    await expect.poll(() => painted(page, remote.page), { timeout: 30_000 }).toBeGreaterThan(10);
    // What is painted is the far side's camera, and it moves.
    for (const [where, of] of [
      [desk, remote.desk],
      [page, remote.page],
    ] as const) {
      let before: number | null = null;
      await expect
        .poll(
          async () => {
            const now = await numberIn(where, of);
            const goesOn = before !== null && now !== null && follows(before, now, 60);
            before = now ?? before;
            return goesOn;
          },
          { timeout: 30_000, interval: 120 },
        )
        .toBe(true);
    }

    // Everything that is sent goes nowhere: both say so within five seconds, here against ten times as much.
    turn.pause();
    await page.locator('.call-chip[data-call=interrupted]').waitFor({ timeout: 50_000 });
    await desk.locator('.media[data-media=interrupted]').waitFor({ timeout: 50_000 });
    turn.resume();
    await page.locator('.call-chip[data-call=live]').waitFor({ timeout: 60_000 });
    await desk.locator('.media[data-media=connected]').waitFor({ timeout: 60_000 });

    // The customer's page is loaded again in mid-call: the same call, and the teller once more.
    await page.reload();
    await page.locator('.call-chip[data-call=live]').waitFor({ timeout: 60_000 });
    await expect.poll(() => painted(desk, remote.desk), { timeout: 60_000 }).toBeGreaterThan(10);
    await page.locator(remote.page).first().waitFor({ state: 'attached', timeout: 60_000 });
    await expect.poll(() => painted(page, remote.page), { timeout: 60_000 }).toBeGreaterThan(5);

    // What was recorded goes on after each of these, and ends when he wants it to; the call does not.
    await page.locator('.status-recording[data-recording=on]').waitFor({ timeout: 60_000 });
    await act('stopCallRecording');
    await desk.locator('.recording-sign[data-recording=stopped]').waitFor({ timeout: 30_000 });
    await page.locator('.call-chip[data-call=live]').waitFor();
    const { found, check, play } = recordingsOf(branch.url);
    await expect.poll(async () => (await found()).every(({ state }) => state !== 'open')).toBe(true);
    const parts = (await found()).filter(({ count }) => count > 0);
    expect([parts.at(0)?.reason, parts.at(-1)?.reason]).toEqual(['media', 'customer']);
    for (const { recording } of parts) expect(await check(recording)).toMatchObject({ whole: true });

    // The first of them, played: in each half the camera of one side, and both move; and something is heard.
    const recorded = await readRecorded(browsers.desk, await play(parts[0]?.recording ?? ''), 2_500);
    for (const half of [recorded.left, recorded.right]) expect(new Set(half).size).toBeGreaterThan(3);
    expect(recorded.loudest).toBeGreaterThan(0.01);
  });
});
