import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { openKiosk } from '../support/kiosk.ts';
import { serveFloor } from './floor/serve.ts';
import type { Measured } from './measure.ts';

const PAGES = join(import.meta.dirname, '..', '..', 'dist', 'pages');

/** Wall-clock milliseconds at which a screen of that name has been painted: it stands, and a frame went by after it. */
const paintedAt = (page: Page, screen: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.querySelector(`[data-screen="${name}"]`)) return requestAnimationFrame(look);
          return requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        look();
      }),
    screen,
  );

const now = (): number => performance.timeOrigin + performance.now();

/**
 * Two waits of a person: from a device's last sign on its line (the ID reader's cable comes out) to the painted
 * screen, against a bare WebSocket and one React state; and from opening the page to its first painted screen,
 * against a static page. The same browser, rounds taken in turn.
 */
export async function painted(rounds: number): Promise<Measured[]> {
  const browser = await launchBrowser();
  const kiosk = await openKiosk(undefined, { pages: PAGES });
  const floor = await serveFloor();
  const device = { ours: [] as number[], floor: [] as number[] };
  const first = { ours: [] as number[], floor: [] as number[] };
  try {
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    const [page, bare] = [await context.newPage(), await context.newPage()];
    const opened = async (on: Page, url: string, screen: string): Promise<number> => {
      await on.goto('about:blank');
      const from = now();
      await on.goto(url, { waitUntil: 'commit' });
      return (await paintedAt(on, screen)) - from;
    };
    for (let round = 0; round < rounds; round++) {
      await page.bringToFront();
      first.ours.push(await opened(page, kiosk.host.url, 'idle'));
      await bare.bringToFront();
      first.floor.push(await opened(bare, `${floor.url}still`, 'still'));
    }
    await bare.goto(floor.url);
    await page.goto(kiosk.host.url);
    const reader = kiosk.simulators.get('idScanner');
    if (!reader) throw new Error('the kiosk has no simulated ID reader');
    for (let round = 0; round < rounds; round++) {
      await page.bringToFront();
      await paintedAt(page, 'idle');
      const ours = paintedAt(page, 'outOfService');
      const pulled = now();
      reader.act('unplug', {});
      device.ours.push((await ours) - pulled);
      reader.act('plugIn', {});
      await bare.bringToFront();
      const word = `word-${round}`;
      const seen = paintedAt(bare, word);
      const said = now();
      floor.say(word);
      device.floor.push((await seen) - said);
    }
  } finally {
    await browser.close();
    floor.close();
    await kiosk.close();
  }
  return [
    { name: 'device to painted screen', unit: 'ms', ...device, floorIs: 'bare WebSocket + one React state' },
    { name: 'page to first screen', unit: 'ms', ...first, floorIs: 'static page, same browser' },
  ];
}
