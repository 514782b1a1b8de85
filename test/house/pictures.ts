import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { build } from 'vite';
import { writeAddress } from '#renderer/gallery/address.ts';
import type { Settings } from '#renderer/gallery/examples.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveBuilt } from '../support/serve-built.ts';
import { palettePng } from './palette-png.ts';
import { CLONE } from './repository.ts';

/** The README's pictures: which example of the gallery, and how it is set. */
export const PICTURES: readonly (readonly [file: string, example: string, settings?: Partial<Settings>])[] = [
  ['idle', 'idle', { language: 'zh-CN' }],
  ['menu', 'menu'],
  ['choose-card', 'choose-card-in-machine'],
  ['review-block', 'review-block'],
  ['result', 'result-blocked-printed'],
  ['elder', 'menu', { language: 'zh-CN', textSize: 'elder' }],
  ['choose-product', 'choose-product'],
  ['read-paper', 'read-paper', { language: 'zh-CN' }],
  ['sign', 'sign-written'],
];

/** The terminal's own pixels, and how much of them a picture has. */
const SCREEN = { width: 1080, height: 1920 };
const REDUCED = 0.5;

/** Takes them anew: `node test/house/pictures.ts`, with an installed browser. */
async function take(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gallery-'));
  const into = join(CLONE, 'docs', 'pictures');
  mkdirSync(into, { recursive: true });
  await build({
    configFile: join(CLONE, 'renderer', 'vite.config.ts'),
    mode: 'gallery',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const served = await serveBuilt(folder);
  const browser = await launchBrowser();
  const page = await browser.newPage({
    viewport: SCREEN,
    deviceScaleFactor: REDUCED,
    reducedMotion: 'reduce',
  });
  for (const [file, name, settings = {}] of PICTURES) {
    const whole: Settings = { language: 'en', textSize: 'normal', contrast: 'normal', ...settings };
    await page.goto('about:blank');
    await page.goto(`${served.url}/gallery.html${writeAddress({ name, settings: whole, bare: true })}`);
    await page.waitForSelector('[data-screen]');
    // A paper is drawn after its screen.
    await page.waitForSelector('[data-state="drawing"]', { state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
    writeFileSync(join(into, `${file}.png`), await reduced(await page.screenshot()));
  }
  await browser.close();
  await served.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The same picture in fewer bytes. */
async function reduced(picture: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(Buffer.from(picture));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return palettePng(context.getImageData(0, 0, image.width, image.height));
}

if (import.meta.main) await take();
