import { rmSync } from 'node:fs';
import { TerminalRig } from '../campaigns/support/terminal-rig.ts';
import { launchBrowser } from '../support/browser.ts';
import { benchAt } from '../support/kiosk.ts';
import { buildFloor } from './floor/build.ts';
import { serveFloor } from './floor/serve.ts';
import type { Measurement } from './support/measurement.ts';
import { BUILT_PAGES, requireBuiltPages } from './support/pages.ts';
import { PaintWatch } from './support/painted.ts';
import { sampleOf } from './support/stats.ts';

/** Only the reply to a read is that long: text and photo. */
const READ_REPLY_BYTES = 1_000;

/** From the last byte of the ID card reader's reply to the next screen, on the glass. */
export const deviceToScreen: Measurement = {
  about:
    'from the last byte of the ID card reader to the next painted screen; floor: one WebSocket and one React state, told the same way',
  async run({ quick, say }) {
    requireBuiltPages();
    let written = 0;
    const rig = await TerminalRig.open({
      pagesDir: BUILT_PAGES,
      between: (device, line) => ({
        listen: (events) => line.listen(events),
        close: () => line.close(),
        write: (bytes) => {
          if (device === 'idScanner' && bytes.length > READ_REPLY_BYTES) written = performance.now();
          return line.write(bytes);
        },
      }),
    });
    const folder = await buildFloor();
    const floor = await serveFloor(folder);
    const browser = await launchBrowser();
    try {
      const { url } = await rig.start();
      const bench = await benchAt(url);
      const [ours, least] = await Promise.all([open(browser, url), open(browser, floor.url)]);
      const committed: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
      const painted: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
      const person = rig.person('adult');
      const visits = quick ? 4 : 25;
      for (let visit = -1; visit < visits; visit++) {
        await ours.watch.after(0, (screen) => screen === 'idle');
        const from = performance.now();
        rig.layIdCard(person);
        await ours.watch.after(from, (screen) => screen === 'menu');
        const next = await ours.watch.after(written);
        const told = performance.now();
        floor.tell({ screen: 'next', step: visit + 2 });
        const bare = await least.watch.after(told);
        // The first visit compiles what the others only run.
        if (visit >= 0) {
          committed.ours.push(next.committed - written);
          painted.ours.push(next.painted - written);
          committed.floor.push(bare.committed - told);
          painted.floor.push(bare.painted - told);
        }
        if (visit === 0) say(`the next screen is ${next.screen}`);
        const leaving = performance.now();
        await bench.act('pressKey', { key: 'cancel' });
        rig.act('idScanner', 'liftDocument');
        await ours.watch.after(leaving, (screen) => screen === 'farewell');
        await bench.tryAct('pressKey', { key: 'enter' });
        await ours.watch.after(leaving, (screen) => screen === 'idle');
      }
      return [
        {
          name: 'last byte to changed page',
          unit: 'ms',
          ours: sampleOf(committed.ours),
          floor: sampleOf(committed.floor),
        },
        {
          name: 'last byte to painted screen',
          unit: 'ms',
          ours: sampleOf(painted.ours),
          floor: sampleOf(painted.floor),
        },
      ];
    } finally {
      await browser.close();
      floor.close();
      await rig.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A page in a window of its own, watched from its first screen. */
async function open(browser: Awaited<ReturnType<typeof launchBrowser>>, url: string) {
  const page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
  const watch = await PaintWatch.on(page);
  await page.goto(url);
  await watch.setClock();
  return { page, watch };
}
