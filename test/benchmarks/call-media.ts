import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { FAKE_CAMERA, launchBrowser } from '../support/browser.ts';
import { serveCallPage } from '../support/call-pages.ts';
import type { Kind } from './call-page/main.ts';
import type { Measurement } from './support/measurement.ts';
import { sampleOf } from './support/stats.ts';

const PAGE = fileURLToPath(new URL('./call-page', import.meta.url));
const KINDS = ['bare', 'ours'] as const;

/** From the wish to the teller's first painted picture, and what a call costs while it lasts. */
export const callMedia: Measurement = {
  about:
    'from the wish for a call to the first painted picture of the far side, and the processor time of a second of it; floor: one bare RTCPeerConnection, same two pages, same cameras, same signalling',
  async run({ quick, say }) {
    const [served, browser] = await Promise.all([serveCallPage(PAGE), launchBrowser(FAKE_CAMERA)]);
    const painted: Record<Kind, number[]> = { ours: [], bare: [] };
    const cost: Record<Kind, number[]> = { ours: [], bare: [] };
    try {
      const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
      const [desk, terminal] = [await context.newPage(), await context.newPage()];
      await Promise.all([desk.goto(served.url), terminal.goto(served.url)]);
      await Promise.all([
        desk.evaluate(() => bench.prepare('desk')),
        terminal.evaluate(() => bench.prepare('terminal')),
      ]);
      // A page in the background paints nothing.
      await terminal.bringToFront();
      // The first of each warms up.
      for (let round = -1; round < (quick ? 3 : 15); round++)
        for (const kind of KINDS) {
          const took = await terminal.evaluate((which) => bench.begin(which), kind);
          if (round >= 0) painted[kind].push(took);
          await terminal.evaluate(() => bench.end());
        }
      say(`${painted.ours.length} calls of each kind`);
      const seconds = quick ? 3 : 10;
      for (let round = 0; round < (quick ? 1 : 4); round++)
        for (const kind of KINDS) {
          await terminal.evaluate((which) => bench.begin(which), kind);
          // Sizes and rates settle.
          await terminal.waitForTimeout(3_000);
          const from = await processorTime(browser);
          await terminal.waitForTimeout(seconds * 1_000);
          cost[kind].push(((await processorTime(browser)) - from) / seconds);
          await terminal.evaluate(() => bench.end());
        }
      return [
        {
          name: 'wish for a call to first painted picture',
          unit: 'ms',
          ours: sampleOf(painted.ours),
          floor: sampleOf(painted.bare),
        },
        {
          name: 'processor time of a second of a call, both sides',
          unit: 'ms',
          ours: sampleOf(cost.ours),
          floor: sampleOf(cost.bare),
        },
      ];
    } finally {
      await browser.close();
      await served.close();
    }
  },
};

/** Of all processes of the browser so far, milliseconds. */
async function processorTime(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1_000;
}
