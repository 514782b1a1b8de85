import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../support/browser.ts';
import { serveBuilt } from '../support/serve-built.ts';
import type { Measurement } from './support/measurement.ts';
import { sampleOf } from './support/stats.ts';

const CONFIG = fileURLToPath(new URL('../../renderer/vite.config.ts', import.meta.url));
const SIZE = { width: 1080, height: 1920 };

/** What one movement of the pen took, milliseconds from the event's own time. */
type Movement = { readonly drawn: number; readonly painted: number };

declare global {
  /** In the page that is written on. */
  var penMoved: Movement[];
}

/** From the pen's movement to the piece of its line, on the product's page and on a canvas with nothing around it. */
export const inkLatency: Measurement = {
  about:
    'a movement of the pen until its piece of the line is drawn, and until the frame with it is painted; floor: a bare canvas in a page of its own, same browser, same movements',
  async run({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'ink-'));
    await build({
      configFile: CONFIG,
      mode: 'gallery',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    });
    const served = await serveBuilt(folder);
    const browser = await launchBrowser();
    try {
      const product = await opened(browser, `${served.url}/gallery.html#sign?bare`);
      await product.waitForSelector('canvas.ink-area');
      const bare = await opened(browser, `${served.url}/bare`, BARE);
      const took = { ours: [] as Movement[], floor: [] as Movement[] };
      for (let stroke = 0; stroke < (quick ? 2 : 12); stroke++) {
        took.floor.push(...(await written(bare, stroke)));
        took.ours.push(...(await written(product, stroke)));
      }
      say(`${took.ours.length} movements of ours, ${took.floor.length} of the floor`);
      return (['drawn', 'painted'] as const).map((what) => ({
        name: `pen to line ${what}`,
        unit: 'ms' as const,
        ours: sampleOf(took.ours.map((one) => one[what])),
        floor: sampleOf(took.floor.map((one) => one[what])),
      }));
    } finally {
      await browser.close();
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** `instead`: what the page holds, whatever is served there. */
async function opened(browser: Browser, url: string, instead?: string): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE });
  await page.addInitScript(watchThePen);
  if (instead !== undefined)
    await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: instead }));
  await page.goto(url);
  return page;
}

/** The canvas alone: as large as the product's, drawn on by the same event. */
const BARE = `<!doctype html><body style="margin:0"><canvas width="960" height="600" style="display:block;margin:200px 60px"></canvas>
<script>
const canvas = document.querySelector('canvas');
const context = canvas.getContext('2d', { alpha: false, desynchronized: true });
context.lineWidth = 6;
context.lineCap = 'round';
let last = null;
const placeOf = ({ clientX, clientY }) => ({ x: clientX - canvas.offsetLeft, y: clientY - canvas.offsetTop });
canvas.onpointerdown = (event) => { last = placeOf(event); canvas.setPointerCapture(event.pointerId); };
canvas.onpointerup = () => { last = null; };
canvas.addEventListener('onpointerrawupdate' in canvas ? 'pointerrawupdate' : 'pointermove', (event) => {
  if (!last) return;
  const place = placeOf(event);
  context.strokeStyle = '#0b1f4b';
  context.beginPath();
  context.moveTo(last.x, last.y);
  context.lineTo(place.x, place.y);
  context.stroke();
  last = place;
});
</script>`;

/**
 * In the page, before its own scripts: for each movement, when everybody who listens has done with it, and when the
 * frame after it was handed over (what is posted from a frame's callback comes when that frame is done).
 */
function watchThePen(): void {
  globalThis.penMoved = [];
  const name = 'onpointerrawupdate' in window ? 'pointerrawupdate' : 'pointermove';
  window.addEventListener(name, (event) => {
    if (!(event instanceof PointerEvent) || event.buttons === 0) return;
    const drawn = performance.now() - event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        penMoved.push({ drawn, painted: performance.now() - event.timeStamp });
        port1.close();
      };
      port2.postMessage(null);
    });
  });
}

/** One stroke of sixty movements, each sent when the one before has been painted. */
async function written(page: Page, stroke: number): Promise<Movement[]> {
  const box = await page.locator('canvas').boundingBox();
  if (!box) throw new Error('there is nothing to write on');
  const moved = () => page.evaluate(() => penMoved.length);
  const at = (step: number) => ({
    x: box.x + box.width * (0.1 + (0.8 * step) / 60),
    y: box.y + box.height * (0.3 + 0.2 * Math.sin((step + stroke) / 5)),
  });
  // A page in the background paints nothing.
  await page.bringToFront();
  const from = await moved();
  await page.mouse.move(at(0).x, at(0).y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) {
    const before = await moved();
    await page.mouse.move(at(step).x, at(step).y);
    await page.waitForFunction((many) => penMoved.length > many, before);
  }
  await page.mouse.up();
  const all = await page.evaluate(() => penMoved);
  return all.slice(from);
}
