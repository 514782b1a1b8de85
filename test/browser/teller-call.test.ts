import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aTellerCall } from '#branch/calls/test-support.ts';
import type { Signal } from '#contracts/branch/signal.ts';
import { FAKE_CAMERA } from '../support/browser.ts';
import type { Begin } from '../support/call-page/main.ts';
import { serveCallPage } from '../support/call-pages.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';
import type { Served } from '../support/serve-built.ts';

const hall = hallOfTests({ switches: FAKE_CAMERA });
let served: Served;
beforeAll(async () => {
  served = await serveCallPage();
});
afterAll(() => served.close());

const picture = async (page: Page, name: string) => {
  const folder = process.env.VESTIBULE_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** Pictures of the customer that the desk has painted so far. */
const painted = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('.picture-remote');
    return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  });
const more = async (page: Page, than: number) => {
  await expect.poll(() => painted(page), { timeout: 30_000 }).toBeGreaterThan(than);
};

it('sees and hears the customer over the branch service’s own signalling, through a cut line and a page that is loaded again', async () => {
  const client = hall.terminal();
  const over = new AbortController();
  const page = await hall.open('teller', { viewport: { width: 1366, height: 768 } });
  await signInByKeys(page, '1005');
  await page.locator('.presence[data-presence=break]').waitFor();
  await page.keyboard.press('Shift+F2');
  await page.locator('.presence[data-presence=ready]').waitFor();

  const request = aTellerCall();
  expect((await client.requestCall(request)).ok).toBe(true);
  await page.locator(`[data-call="${request.id}"]`).waitFor();
  await page.keyboard.press('F2');
  await page.locator('.case').waitFor();
  expect(await page.locator('.packet-name').innerText()).toBe('许念安');

  // The other side: a page that keeps the call's connection, on the terminal's signed line.
  const customer = await page.context().browser()?.newPage();
  if (!customer) throw new Error('no browser');
  await customer.exposeFunction('carry', (signal: Signal) =>
    client.sayInCall(request.id, { id: randomUUID(), message: { kind: 'signal', signal } }),
  );
  await customer.goto(served.url);
  const ice = await client.callIce(request.id);
  if (!ice.ok) throw new Error(ice.error.code);
  await customer.evaluate((begin) => call.begin(begin), {
    side: 'terminal',
    turn: 1,
    mode: 'video',
    devices: true,
    ice: ice.value,
  } as Begin);
  void (async () => {
    for await (const said of client.watchCallMessages(request.id, 0, over.signal))
      if (said.ok && said.value.message.kind === 'signal')
        await customer.evaluate((signal) => call.take(signal), said.value.message.signal).catch(() => {});
  })();
  void (async () => {
    for await (const _ of client.watchCall(request.id, 0, over.signal));
  })();

  await page.locator('.media[data-media=connected]').waitFor();
  await client.callIsLive(request.id, { turn: 1, mode: 'video' });
  await more(page, 10);
  await page.locator('.picture-own').waitFor();
  expect(await page.locator('.media-state').innerText()).toContain('视频');
  await picture(page, 'desk-video');

  // Muted and hidden by their keys; the customer's side is told.
  const far = () =>
    customer.evaluate(() => {
      const state = call.notes.at(-1)?.state.far;
      return [state?.microphone, state?.camera];
    });
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F6');
  await page.getByText('已静音：客户听不到您').waitFor();
  await expect.poll(far).toEqual([false, false]);
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F6');
  await expect.poll(far).toEqual([true, true]);
  await page.keyboard.press('Shift+F12');
  await page.locator('.devices select').first().waitFor();
  await page.keyboard.press('Shift+F12');

  // The service goes: the line is lost, picture and sound are not.
  const again = await hall.cut();
  await page.locator('[data-desk=lost]').waitFor();
  const before = await painted(page);
  await more(page, before + 15);
  expect(await page.locator('.media').getAttribute('data-media')).toBe('connected');
  await picture(page, 'desk-video-lost');
  await again();
  await page.locator('[data-desk=live]').waitFor();
  await page.locator('.case').waitFor();

  // The page is loaded again: the same case, and the customer in picture once more.
  await page.reload();
  await page.locator('.case').waitFor();
  await page.locator('.media[data-media=connected]').waitFor();
  await more(page, 10);

  // It ends, and camera and microphone with it.
  await page.keyboard.press('F9');
  await page.locator('dialog[data-dialog=finish]').waitFor();
  await page.keyboard.press('1');
  await page.locator('.wrap-up').waitFor();
  expect(await page.locator('video').count()).toBe(0);
  over.abort();
  const complaints = hall
    .problems()
    .filter((text) => !/ERR_CONNECTION_REFUSED|WebSocket connection/.test(text));
  expect(complaints).toEqual([]);
});
