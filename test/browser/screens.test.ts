import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Example } from '#renderer/gallery/example.ts';
import { EXAMPLES, type Settings } from '#renderer/gallery/examples.ts';
import { axeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Served, serveBuilt } from '../support/serve-built.ts';
import { inspectScreen } from './inspect.ts';

declare global {
  interface Window {
    inspectScreen: typeof inspectScreen;
    /** Goes to an example and waits until it stands. */
    showExample: (hash: string) => Promise<void>;
  }
}

/** Least size of a target in CSS pixels, both ways, at any resolution. */
const SMALLEST_TARGET = 60;
const SIZES = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
] as const;
const SETTINGS: readonly Settings[] = (['zh-CN', 'en'] as const).flatMap((language) =>
  (['normal', 'elder'] as const).flatMap((textSize) =>
    (['normal', 'high'] as const).flatMap((contrast) =>
      [false, true].map((reach) => ({ language, textSize, contrast, reach })),
    ),
  ),
);
const FULL = process.env.FULL_MATRIX === '1';
/** Only the examples of this name, for whoever has just changed one. */
const ONLY = new RegExp(process.env.SCREENS_ONLY ?? '');
const SEED = Number(process.env.SCREENS_SEED ?? 20_261_122);

/**
 * A small repeatable source of chance (mulberry32) for one screen at one size: what falls to it stays the same when
 * others come or go.
 */
function chance(seed: number, what: string): (below: number) => number {
  let state = seed >>> 0;
  for (let at = 0; at < what.length; at += 1) state = (Math.imul(state, 31) + what.charCodeAt(at)) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

let served: Served;
let browser: Browser;

beforeAll(async () => {
  served = await serveBuilt(inject('galleryPages'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const addressOf = ({ name }: Example, { language, textSize, contrast, reach }: Settings): string =>
  `#${name}?language=${language}&textSize=${textSize}&contrast=${contrast}&reach=${reach ? 'low' : 'normal'}&bare`;

/** A page on the gallery; whatever it throws or its policy refuses is collected. */
async function openGallery(
  size: (typeof SIZES)[number],
  hash = '#idle?bare',
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (failure) => faults.push(`page error: ${failure.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.addInitScript({ content: `window.inspectScreen = ${inspectScreen};` });
  await page.addInitScript(() => {
    window.showExample = async (hash) => {
      location.hash = hash;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      await document.fonts.ready;
    };
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy refused ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(`${served.url}/gallery.html${hash}`);
  await page.waitForSelector('[data-screen]');
  return { page, faults };
}

/** Until that example stands in the page. */
async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => window.showExample(next), hash);
}

/** What is wrong with this example under these settings, axe aside. */
async function faultsOf(page: Page, example: Example, hash: string): Promise<string[]> {
  const { faults, kind, offered } = await page.evaluate(
    async ([next, smallest]) => {
      // Where things are is known without their being drawn, which costs more than everything else here.
      document.documentElement.style.opacity = '0';
      await window.showExample(next);
      const targets = [...document.querySelectorAll('[data-action]')];
      return {
        faults: window.inspectScreen(smallest),
        kind: document.querySelector('[data-screen]')?.getAttribute('data-screen'),
        offered: targets.map(
          (target) => `${target.getAttribute('data-action')} ${target.getAttribute('data-choice') ?? ''}`,
        ),
      };
    },
    [hash, SMALLEST_TARGET] as const,
  );
  if (kind !== example.body.kind) faults.push(`data-screen is ${kind}`);
  const listed = example.actions.map(({ id, choice }) => `${id} ${choice ?? ''}`);
  if (offered.sort().join() !== listed.sort().join())
    faults.push(`offers ${offered.join()} but the host lists ${listed.join()}`);
  return faults;
}

async function axeFaultsOf(page: Page): Promise<string[]> {
  await page.evaluate(() => document.documentElement.style.removeProperty('opacity'));
  return axeFaults(page, ['color-contrast-enhanced']);
}

/** Changes one thing of the picture, so that it must be found. */
type Spoil = {
  readonly what: string;
  readonly where: string;
  readonly style: Readonly<Record<string, string>>;
  readonly found: RegExp;
};
const SPOILS: readonly Spoil[] = [
  {
    what: 'a small target',
    where: '[data-action="help"]',
    style: { maxHeight: '40px', minHeight: '0', height: '40px' },
    found: /too small/,
  },
  {
    what: 'text that runs out of its button',
    where: '[data-action="start"]',
    style: { fontSize: '300px' },
    found: /text leaves its box/,
  },
  {
    what: 'a question larger than its place',
    where: 'h1',
    style: { fontSize: '900px' },
    found: /text leaves its part/,
  },
  {
    what: 'two targets on one another',
    where: '[data-action="help"]',
    style: { transform: 'translateX(250px)' },
    found: /px apart/,
  },
  {
    what: 'things on one another',
    where: '.offer',
    style: { marginTop: '-400px' },
    found: /over each other/,
  },
  {
    what: 'a mark on the name of the branch',
    where: '.top-words',
    style: { rowGap: '0' },
    found: /mark touches/,
  },
  { what: 'a picture that is gone', where: '.picture', style: { maxHeight: '60px' }, found: /picture only/ },
];

describe('the inspection itself', () => {
  test('finds each thing that is wrong', async () => {
    const { page } = await openGallery(SIZES[0]);
    for (const { what, where, style, found } of SPOILS) {
      await show(page, '#menu?bare');
      await show(page, '#idle?bare');
      await page.$eval(where, (element, css) => Object.assign((element as HTMLElement).style, css), style);
      const faults = await page.evaluate((smallest) => window.inspectScreen(smallest), SMALLEST_TARGET);
      expect(faults.join('\n'), what).toMatch(found);
    }
    await page.context().close();
  });

  test('and axe finds letters that are too pale', async () => {
    const { page } = await openGallery(SIZES[0]);
    expect(await axeFaultsOf(page)).toEqual([]);
    await page.$eval('.lead', (element) =>
      Object.assign((element as HTMLElement).style, { color: '#6a7a73' }),
    );
    expect((await axeFaultsOf(page)).join()).toContain('color-contrast-enhanced');
    await page.context().close();
  });
});

describe('every screen', () => {
  test.each(SIZES)(
    'is whole and clean at $width x $height',
    { timeout: FULL ? 7_200_000 : 600_000 },
    async (size) => {
      if (!FULL) console.log(`a slice of the screens at ${size.width}x${size.height}, SCREENS_SEED=${SEED}`);
      const { page, faults } = await openGallery(size);
      const found: string[] = [];
      for (const example of EXAMPLES.filter(({ name }) => ONLY.test(name))) {
        const pick = chance(SEED, `${example.name} ${size.width}`);
        // Each example in every setting, or in one by chance, a quarter of them looked at by axe too.
        const settings = FULL ? SETTINGS : SETTINGS.slice(pick(SETTINGS.length)).slice(0, 1);
        for (const setting of settings) {
          const hash = addressOf(example, setting);
          const wrong = await faultsOf(page, example, hash);
          if (FULL || pick(4) === 0) wrong.push(...(await axeFaultsOf(page)));
          found.push(...wrong.map((fault) => `${hash}: ${fault}`));
        }
      }
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
