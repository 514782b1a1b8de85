import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RecordingOrigin, RecordingSegment } from '#contracts/branch/recording.ts';
import { STAFF_HEADER } from '#contracts/branch/staff.ts';
import { firstLink, linkOf } from '#documents/recording/chain.ts';
import { systemClock } from '#foundation/clock.ts';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';

const DESK = { viewport: { width: 1280, height: 800 } } as const;
const PHONE = { viewport: { width: 390, height: 844 } } as const;
const PAPER = 'T01-7K4Q-1';
const WHOLE = 'recording-that-is-whole';
const SHORT = 'recording-that-broke-off';

describe('the page of recordings', () => {
  const hall = hallOfTests();
  const picture = async (page: Page, name: string) => {
    const folder = process.env.VESTIBULE_PICTURES;
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  };

  /** What a browser's recorder makes of a moving picture, in four pieces; base64. */
  const record = (page: Page): Promise<string[]> =>
    page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 160;
      canvas.height = 120;
      const context = canvas.getContext('2d');
      let over = false;
      const draw = (now: number) => {
        if (!context || over) return;
        context.fillStyle = `hsl(${now % 360} 60% 40%)`;
        context.fillRect(0, 0, 160, 120);
        requestAnimationFrame(draw);
      };
      requestAnimationFrame(draw);
      const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: 'video/webm;codecs=vp8' });
      const pieces: Blob[] = [];
      await new Promise((resolve) => {
        recorder.ondataavailable = ({ data }) => {
          if (data.size > 0) pieces.push(data);
          if (pieces.length === 4 && recorder.state === 'recording') recorder.stop();
        };
        recorder.onstop = resolve;
        recorder.start(200);
      });
      over = true;
      return Promise.all(
        pieces.slice(0, 4).map(async (piece) => {
          const bytes = new Uint8Array(await piece.arrayBuffer());
          return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        }),
      );
    });

  /** A terminal records it, ends it, and of what it made the branch gets `arrived` seconds. */
  async function keep(recording: string, pieces: readonly string[], arrived: number, paper: string | null) {
    const terminal = hall.terminal();
    const openedAt = systemClock.wall();
    const origin: RecordingOrigin = {
      recording,
      visit: 'visit-of-nobody',
      service: 'buyWealth',
      sale: 'ab'.repeat(32),
      nonce: 'cd'.repeat(32),
      openedAt,
    };
    let link = firstLink(origin);
    const segments = pieces.map((bytes, number): RecordingSegment => {
      const at = openedAt + number * 1_000;
      link = linkOf(link, number, at, Buffer.from(bytes, 'base64'));
      return { number, at, link, bytes };
    });
    const done = [await terminal.openRecording(origin)];
    for (const segment of segments.slice(0, arrived))
      done.push(await terminal.addSegment(recording, segment));
    const end = { end: 'complete', reason: 'sold', count: segments.length, link, endedAt: openedAt } as const;
    done.push(await terminal.endRecording(recording, { ...end, paper }));
    for (const each of done) if (!each.ok) throw new Error(each.error.code);
  }

  /** Tab, until what has the focus fits. */
  async function tabTo(page: Page, fits: string): Promise<void> {
    for (let steps = 0; steps < 40; steps++) {
      if (await page.evaluate((css) => document.activeElement?.matches(css) === true, fits)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`nothing that fits ${fits} is reached by Tab`);
  }
  const fits = async (page: Page, width: number) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    for (const target of await page
      .locator('.recordings :is(button, label:has(input), input[name=paper])')
      .all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(60);
  };
  const ready = (page: Page) =>
    page.waitForFunction(() => {
      const video = document.querySelector('video');
      return video !== null && video.readyState >= 2 && Number.isFinite(video.duration) && !video.seeking;
    });
  const addressOf = (page: Page) => page.locator('video').getAttribute('src');
  const isThere = (page: Page, address: string) =>
    page.evaluate(
      (blob) =>
        new Promise((tell) => {
          const video = document.createElement('video');
          video.onloadedmetadata = () => tell(true);
          video.onerror = () => tell(false);
          video.src = blob;
        }),
      address,
    );

  it('finds one by its paper and by keyboard alone, says it is whole, plays it, and writes that down', async () => {
    const page = await hall.open('recordings', DESK);
    const pieces = await record(page);
    await keep(WHOLE, pieces, 4, PAPER);
    await keep(SHORT, pieces, 2, null);
    await signInByKeys(page, '1001');
    await page.locator('[data-recordings=there]').waitFor();
    expect(await page.locator('[data-recording]').count()).toBe(2);
    await tabTo(page, 'input[name=paper]');
    await page.keyboard.press('Enter');
    await page.getByText('请输入签署文件上的编号').waitFor();
    await page.keyboard.type(PAPER);
    await page.keyboard.press('Enter');
    await page.getByText(`文件 ${PAPER} 的录像：1 份`).waitFor();
    expect(await page.locator('.recording-head').innerText()).toMatch(
      /录完\s+已经成交[\s\S]*购买理财[\s\S]*T01[\s\S]*4 秒/,
    );
    await tabTo(page, '.recording-head button');
    await page.keyboard.press('Enter');
    await page.locator('[data-whole=true]', { hasText: '完整' }).waitFor();
    await page.getByText('每次播放都会记录').first().waitFor();
    await expectAxeClean(page, 'whole');
    // Without a reason nothing is shown, and nothing asked for.
    await tabTo(page, '.recording-why button');
    await page.keyboard.press('Enter');
    await page.getByText('请先选择理由').waitFor();
    expect(hall.staffLog().filter(({ event }) => event === 'recordingPlayed')).toEqual([]);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await ready(page);
    expect(hall.staffLog().filter(({ event }) => event === 'recordingPlayed')).toEqual([
      { event: 'recordingPlayed', actor: '1001', subject: WHOLE, detail: 'complaint' },
    ]);
    await page.getByText('已记录：员工 1001，理由：处理投诉').waitFor();
    await page.locator('video:focus').waitFor();
    await page.keyboard.press('Space');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
    await picture(page, 'recordings-zh');
    await expectAxeClean(page, 'played');
    await fits(page, 1280);
    const address = (await addressOf(page)) ?? '';
    expect(await isThere(page, address)).toBe(true);
    await page.getByRole('button', { name: '关闭录像' }).press('Enter');
    await page.locator('video').waitFor({ state: 'detached' });
    await page.locator('.recording-head button:focus').waitFor();
    expect(hall.problems()).toEqual([]);
    expect(await isThere(page, address)).toBe(false);
  });

  it('says in English and on a narrow window that one is not whole, above what there is of it', async () => {
    const page = await hall.open('recordings', PHONE);
    await keep(SHORT, await record(page), 2, null);
    await signInByKeys(page, '1001');
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('[data-state=broken]', { hasText: 'Broke off' }).waitFor();
    await page.getByRole('button', { name: 'Open' }).click();
    const broken = page.locator('[data-whole=false]', {
      hasText: 'Not whole: from second 3 on it is missing.',
    });
    await broken.waitFor();
    await page.getByLabel('A dispute').check();
    await page.getByRole('button', { name: 'Fetch and show' }).click();
    await ready(page);
    const above = (await broken.boundingBox())?.y ?? Number.NaN;
    expect(above).toBeLessThan((await page.locator('video').boundingBox())?.y ?? Number.NaN);
    await picture(page, 'recordings-narrow-en');
    await fits(page, 390);
    expect((await page.locator('body').innerText()).replace('中文', '')).not.toMatch(/录像|完整/);
    await expectAxeClean(page, 'not whole');
    expect(hall.problems()).toEqual([]);
  });

  it('is the manager’s', async () => {
    const page = await hall.open('recordings', DESK);
    await signInByKeys(page, '1002');
    await page.locator('.refused').waitFor();
    expect(await page.locator('[data-recordings]').count()).toBe(0);
    const refused = await page.evaluate(async (staffHeader) => {
      const headers = { 'content-type': 'application/json', [staffHeader]: '1' };
      const body = JSON.stringify({ recording: 'recording-that-is-whole', reason: 'audit' });
      return (await fetch('/recordings/api/play', { method: 'POST', headers, body })).json();
    }, STAFF_HEADER);
    expect(refused).toMatchObject({ error: { code: 'notAllowed' } });
  });
});
