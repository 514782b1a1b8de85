import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { approver } from '../support/approvals.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { READY_CASE, WITH_CAMERA } from '../support/company.ts';
import { type BenchHands, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { PLACE } from '../support/signing.ts';

const PATIENCE = 30_000;
/** The letters of a code as a keypad writes them: the figure of the key, then 0 until it has come to the letter. */
const ON_KEYS = ['2ABC', '3DEF', '4GH', '5JKL', '6MN', '7PQRS', '8TUV', '9WXYZ'];

describe("a company's originals in a real browser", () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  let bench: BenchHands;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser(FAKE_CAMERA);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    kiosk = await openKiosk(WITH_CAMERA, { pages: inject('kioskPages') });
    bench = await kiosk.bench();
    page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(String(failure)));
    await page.goto(kiosk.host.url);
    await see('idle');
  });
  afterEach(async () => {
    await page.context().close();
    await kiosk.close();
  });

  const see = (...kinds: ScreenKind[]) =>
    page.locator(kinds.map((kind) => `[data-screen="${kind}"]`).join(', ')).waitFor({ timeout: PATIENCE });
  const offered = (action: string) =>
    page.locator(`[data-action="${action}"]`).first().waitFor({ timeout: PATIENCE });
  const press = (key: string) => page.keyboard.press(key);
  const heading = (words: RegExp) =>
    page.getByRole('heading', { level: 1, name: words }).waitFor({ timeout: PATIENCE });
  const slot = (place: number, character: string) =>
    page.waitForFunction(
      ([at, what]) => document.querySelectorAll('.slot')[Number(at)]?.textContent === what,
      [String(place), character] as const,
      { timeout: PATIENCE },
    );

  it('are pictured from the camera as they lie there, seen by staff as the customer saw them; all by keypad', async () => {
    await bench.act('layIdCard', { person: 'adult' });
    await see('menu');
    await page
      .locator(`[data-action="choose"][data-choice="${PLACE.companyAccount}"]`)
      .waitFor({ timeout: PATIENCE });
    await press(String(PLACE.companyAccount + 1));
    await see('enterCase');
    for (const [place, character] of [...READY_CASE].entries()) {
      const key = ON_KEYS.find((one) => one.includes(character)) ?? '';
      await press(key[0] ?? '');
      for (const turned of key.slice(0, key.indexOf(character) + 1)) {
        await slot(place, turned);
        if (turned !== character) await press('0');
      }
    }
    await offered('confirm');
    await press('Enter');
    for (const title of [/单位的资料/, /地址和经营范围/, /联系电话/]) {
      await heading(title);
      await press('Enter');
    }
    for (const title of [/代表单位/, /给原件拍照/]) {
      await heading(title);
      await press('Enter');
    }
    await see('originals');
    await press('Enter');
    for (let place = 0; place < 5; place++) {
      await page.locator('.eye[data-eye="live"]').waitFor({ timeout: PATIENCE });
      await press('Enter');
      await page.locator('.eye canvas[data-drawn="true"]').waitFor({ timeout: PATIENCE });
      if (place === 0) {
        // Loaded anew, the page shows the same picture.
        const before = await inked(page);
        await page.reload();
        await page.locator('.eye canvas[data-drawn="true"]').waitFor({ timeout: PATIENCE });
        expect(await inked(page)).toBe(before);
      }
      await press('Enter');
      if (place < 4) await page.locator('.eye[data-eye="live"], .eye[data-eye="opening"]').waitFor();
    }
    await heading(/原件都拍好了/);
    expect(await page.locator('video').count()).toBe(0);
    await press('Enter');
    await see('awaitApproval');
    const staff = await approver(kiosk.host.branchUrl);
    await expect.poll(async () => (await staff.list()).length, { timeout: PATIENCE }).toBe(1);
    const { id, subject } = await staff.one();
    if (subject.kind !== 'companyAccount') throw new Error('another question');
    await staff.see(id);
    const seen = await staff.picture(id, subject.pictures[0]?.id ?? '');
    const jpeg = Buffer.from(seen.jpeg, 'base64');
    expect(jpeg.length).toBeGreaterThan(5_000);
    expect([...jpeg.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect(complaints).toEqual([]);
  });
});

/** What stands on the canvas, in few characters. */
const inked = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.eye canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let sum = 0;
    for (let at = 0; at < pixels.length; at += 97) sum = (sum * 31 + (pixels[at] ?? 0)) % 1_000_003;
    return sum;
  });
