import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { pageHeaders, staffPost } from '#branch/test-support/house.ts';
import { checkedRecordingSchema, foundRecordingsSchema } from '#contracts/branch/recording.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { customerAt } from '../support/customer-at.ts';
import { type BenchHands, type Kiosk, openKiosk, SIMULATED_PROFILE } from '../support/kiosk.ts';

/** Where the service stands on the menu, as its key. */
const BUY = '4';
const RECORDED = 'Ridge, three years';

/** The machine's clock with longer waits: how quickly a loss is known has tests of its own, and other tests run beside this. */
const SLOWED: Clock = {
  ...systemClock,
  monotonic: () => systemClock.monotonic() / 3,
  setTimeout: (run, milliseconds) => systemClock.setTimeout(run, milliseconds * 3),
};

describe('a sale that is recorded, in a real browser with a played camera', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let context: BrowserContext;
  let bench: BenchHands;
  let at: ReturnType<typeof customerAt>;

  beforeAll(async () => {
    browser = await launchBrowser(FAKE_CAMERA);
    kiosk = await openKiosk(
      {
        ...SIMULATED_PROFILE,
        terminal: { ...SIMULATED_PROFILE.terminal, language: 'en' },
        camera: { simulated: true },
      },
      { pages: inject('kioskPages'), clock: SLOWED },
    );
  });
  afterAll(async () => {
    await kiosk.close();
    await browser.close();
  });
  beforeEach(async () => {
    bench = await kiosk.bench();
    context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    const page = await context.newPage();
    at = customerAt(page);
    await page.goto(kiosk.host.url);
    await at.see('idle');
  });
  afterEach(async () => {
    // Whatever a visit was about: the next one begins at the welcome.
    await bench.tryAct('liftIdCard');
    await kiosk.restart();
    await context.close();
  });

  const port = () => Number(new URL(kiosk.host.branchUrl).port);
  const recordings = async () => {
    const found = await staffPost(port(), '/recordings/api/find', { paper: null }, await manager());
    return foundRecordingsSchema.parse(JSON.parse(found.text)).recordings;
  };
  const manager = () => pageHeaders(port(), '1001');
  const page = () => at.page;

  /** From the welcome to the paper, with the recording begun. */
  async function toThePaper(): Promise<void> {
    const { see, kind, press, offered, words, moved } = at;
    await bench.act('layIdCard', { person: 'foreigner' });
    await see('menu');
    await press(BUY);
    await see('chooseProduct');
    const product = page().locator('[data-action="choose"]', { hasText: RECORDED });
    while ((await product.count()) === 0) {
      const before = await words();
      await press('0');
      await moved(before);
    }
    await product.click();
    await see('enterAmount', 'chooseCard');
    if ((await kind()) === 'chooseCard') await press('1');
    await see('enterAmount');
    for (const digit of '300000') await press(digit);
    await offered('confirm');
    await press('Enter');
    await see('reviewOrder');
    await press('Enter');
    await see('consent');
    await press('Enter');
    await see('readPaper');
  }

  it('is recorded to its end, kept whole, named by its paper, and played by the entitled', async () => {
    await toThePaper();
    await page().locator('.status-recording', { hasText: 'Being recorded' }).waitFor();
    await at.read();
    await at.agree();
    await at.sign();
    await at.see('orderResult');
    expect(await page().locator('.status-recording').count()).toBe(0);
    await expect.poll(async () => (await recordings())[0]?.state).toBe('complete');
    const [recording] = await recordings();
    if (!recording) throw new Error('nothing was recorded');
    expect(recording).toMatchObject({ reason: 'sold', service: 'buyWealth', terminal: 'T01' });
    expect(recording.count).toBeGreaterThan(2);
    const checked = await staffPost(
      port(),
      '/recordings/api/check',
      { recording: recording.recording },
      await manager(),
    );
    expect(checkedRecordingSchema.parse(JSON.parse(checked.text))).toEqual({
      whole: true,
      fault: null,
      at: null,
    });
    const played = await staffPost(
      port(),
      '/recordings/api/play',
      { recording: recording.recording, reason: 'audit' },
      await manager(),
    );
    expect(played.headers['content-type']).toBe('video/webm');
    expect(Number(played.headers['content-length'])).toBe(recording.size);
    const entries = (await kiosk.ledger()).entries.map(({ action }) => action);
    expect(entries).toEqual(['placeWealthOrder']);
  });

  it('whose page is killed in the middle signs nothing, and what was recorded is closed as broken', async () => {
    const before = (await kiosk.ledger()).entries.length;
    await toThePaper();
    await page().locator('.status-recording').waitFor();
    await context.close();
    context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    const again = await context.newPage();
    at = customerAt(again);
    await again.goto(kiosk.host.url);
    await at.see('notSigned');
    await again.getByText('The recording broke off').first().waitFor();
    await expect.poll(async () => (await recordings())[0]?.state).toBe('broken');
    expect((await recordings())[0]).toMatchObject({ reason: 'page', paper: null });
    expect((await kiosk.ledger()).entries).toHaveLength(before);
    await at.press('Enter');
    await at.see('menu');
    await at.press('Escape');
  });
});
