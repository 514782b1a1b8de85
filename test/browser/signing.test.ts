import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, CDPSession, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type InkPart, inkPartSchema } from '#contracts/bridge/ink.ts';
import { BRIDGE_LIMITS, type ToPage, toHostSchema } from '#contracts/bridge/messages.ts';
import { type PaperShown, paperShownSchema } from '#contracts/bridge/shown.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { exampleNamed, exampleScreen } from '#renderer/gallery/examples.ts';
import { launchBrowser } from '../support/browser.ts';
import { hostilePdf } from '../support/hostile-pdf.ts';
import { type Served, serveBuilt } from '../support/serve-built.ts';

const TOKEN = 'bcdfghjkmnpqrstvwxzbcdfg';
const SETTINGS = { language: 'en', textSize: 'normal', contrast: 'normal' } as const;
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The built customer page on the other end of a line that the test itself holds. */
class HeldLine {
  readonly ink: InkPart[] = [];
  readonly shown: PaperShown[] = [];
  readonly sizes: number[] = [];
  readonly #joined = Promise.withResolvers<void>();
  #line: WebSocketRoute | undefined;
  #step = 0;
  #stream = 0;

  /** Before the page is opened. */
  async hold(page: Page): Promise<void> {
    await page.routeWebSocket(/\/bridge$/, (line) => {
      this.#line = line;
      line.onMessage((text) => {
        const said = toHostSchema.parse(JSON.parse(String(text)));
        if (said.type === 'hello') {
          this.#say({ type: 'welcome', role: 'customer' });
          this.#joined.resolve();
        }
        if (said.type !== 'channel') return;
        if (said.name === 'paper.shown') this.shown.push(paperShownSchema.parse(said.message));
        if (said.name !== 'paper.ink') return;
        this.ink.push(inkPartSchema.parse(said.message));
        this.sizes.push(String(text).length);
      });
    });
  }

  #say(message: ToPage): void {
    this.#line?.send(JSON.stringify(message));
  }

  async show(name: string, change: object = {}, overlay: Frame['overlay'] = null): Promise<void> {
    await this.#joined.promise;
    const example = exampleNamed(name);
    if (!example) throw new Error(name);
    this.#step += 1;
    const screen = exampleScreen(example, SETTINGS);
    this.#say({
      type: 'screen',
      screen: {
        ...screen,
        step: this.#step,
        frame: { ...screen.frame, overlay },
        body: { ...screen.body, ...change },
      },
    });
  }

  async read(paper: Partial<BodyOf<'readPaper'>['paper']>, at = 1): Promise<void> {
    const body = exampleNamed('read-paper')?.body;
    if (body?.kind !== 'readPaper') throw new Error('no such example');
    await this.show('read-paper', { page: at, paper: { ...body.paper, ...paper } });
  }

  async stream(bytes: Uint8Array): Promise<void> {
    await this.#joined.promise;
    this.#stream += 1;
    const size = BRIDGE_LIMITS.chunkBytes;
    for (let index = 0; index * size < bytes.length; index += 1)
      this.#say({
        type: 'chunk',
        name: 'paper.bytes',
        stream: this.#stream,
        index,
        last: (index + 1) * size >= bytes.length,
        data: Buffer.from(bytes.subarray(index * size, (index + 1) * size)).toString('base64'),
      });
  }
}

describe('a paper on the customer’s page', () => {
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let line: HeldLine;
  let complaints: string[];

  beforeAll(async () => {
    served = await serveBuilt(inject('kioskPages'));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(failure.message));
    page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(served.url) && !request.url().startsWith('blob:'))
        complaints.push(`asked for ${request.url()}`);
    });
    context.on('page', () => complaints.push('another window'));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy refused ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    line = new HeldLine();
    await line.hold(page);
    await page.route('**/customer.html', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const body = text.replace(
        'name="vestibule-token" content=""',
        `name="vestibule-token" content="${TOKEN}"`,
      );
      await route.fulfill({ response, body });
    });
    await page.goto(`${served.url}/customer.html`);
  });
  afterEach(() => context.close());

  /** Points of the area that are as dark as ink. */
  const inked = (): Promise<number> =>
    page.locator('canvas.ink-area').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: new Uint8ClampedArray(),
      };
      let dark = 0;
      for (let place = 0; place < data.length; place += 4) if ((data[place] ?? 255) < 60) dark += 1;
      return dark;
    });
  const box = async () => {
    const area = await page.locator('canvas.ink-area').boundingBox();
    if (!area) throw new Error('no place to write');
    return area;
  };
  const untilStrokes = (count: number) =>
    expect.poll(() => line.ink.filter(({ last }) => last).length, { timeout: 10_000 }).toBe(count);

  test('is drawn from bytes of its own digest, page by page', async () => {
    const bytes = hostilePdf({ pages: 2 });
    await line.stream(bytes);
    await line.read({ sha256: shaOf(bytes), pages: 2 });
    await page.locator('canvas[data-drawn="1"]').waitFor();
    const of = (at: number) => ({ paper: shaOf(bytes), page: at });
    await expect.poll(() => line.shown, { timeout: 10_000 }).toContainEqual(of(1));
    expect(line.shown).not.toContainEqual(of(2));
    await line.read({ sha256: shaOf(bytes), pages: 2 }, 2);
    await page.locator('canvas[data-drawn="2"]').waitFor();
    await expect.poll(() => line.shown, { timeout: 10_000 }).toContainEqual(of(2));
    expect(complaints).toEqual([]);
  });

  test('is told to be painted once it is, and again after a reload', async () => {
    const bytes = hostilePdf({ pages: 2 });
    const of = { paper: shaOf(bytes), page: 1 };
    await line.read({ sha256: of.paper, pages: 2 });
    await page.locator('.paper-view').waitFor();
    expect(line.shown).toEqual([]);
    await line.stream(bytes);
    await expect.poll(() => line.shown, { timeout: 10_000 }).toContainEqual(of);
    await page.reload();
    await page.locator('#root > *').first().waitFor();
    line.shown.length = 0;
    await line.stream(bytes);
    await line.read({ sha256: of.paper, pages: 2 });
    await expect.poll(() => line.shown, { timeout: 10_000 }).toContainEqual(of);
  });

  test('comes after its screen as well as before', async () => {
    const bytes = hostilePdf({ pages: 1 });
    await line.read({ sha256: shaOf(bytes), pages: 1 });
    await page.locator('.paper-view').waitFor();
    await line.stream(bytes);
    await page.locator('canvas[data-drawn="1"]').waitFor();
    expect(complaints).toEqual([]);
  });

  test('of another digest is not drawn, and that is said, with a person one touch away', async () => {
    const bytes = hostilePdf({ pages: 1 });
    const other = Uint8Array.from(bytes);
    other[other.length - 3] = 0x20;
    await line.stream(other);
    await line.read({ sha256: shaOf(bytes), pages: 1 });
    await page.getByText('This paper cannot be shown').waitFor({ timeout: 20_000 });
    expect(await page.locator('.paper-picture').count()).toBe(0);
    expect(line.shown).toEqual([]);
    expect(await page.locator('[data-action="help"]').count()).toBe(1);
  });

  test('that is damaged, or has another number of pages, is not drawn either', async () => {
    const torn = hostilePdf({ pages: 1 }).subarray(0, 120);
    await line.stream(torn);
    await line.read({ sha256: shaOf(torn), pages: 1 });
    await page.getByText('This paper cannot be shown').waitFor();
    const two = hostilePdf({ pages: 2 });
    await line.stream(two);
    await line.read({ sha256: shaOf(two), pages: 3 });
    await page.getByText('This paper cannot be shown').waitFor();
    expect(await page.locator('.paper-picture').count()).toBe(0);
  });

  test('leads nowhere and does nothing: no link, no script, no form', async () => {
    const bytes = hostilePdf({ pages: 1, link: 'https://elsewhere.example/', script: 'app.alert("heard")' });
    await line.stream(bytes);
    await line.read({ sha256: shaOf(bytes), pages: 1 });
    await page.locator('canvas[data-drawn="1"]').waitFor();
    const area = await page.locator('.paper-view').boundingBox();
    if (!area) throw new Error('no paper');
    for (const [x, y] of [
      [0.5, 0.5],
      [0.3, 0.3],
      [0.7, 0.7],
    ] as const)
      await page.mouse.click(area.x + area.width * x, area.y + area.height * y);
    expect(await page.locator('.paper-view a, .paper-view iframe, .paper-view input').count()).toBe(0);
    expect(page.url()).toBe(`${served.url}/customer.html`);
    expect(complaints).toEqual([]);
  });

  test('is gone from the page once the visit is over', async () => {
    const bytes = hostilePdf({ pages: 1 });
    await line.stream(bytes);
    await line.read({ sha256: shaOf(bytes), pages: 1 });
    await page.locator('canvas[data-drawn="1"]').waitFor();
    await line.show('idle');
    await page.locator('[data-screen="idle"]').waitFor();
    await line.read({ sha256: shaOf(bytes), pages: 1 });
    await page.getByText('This paper cannot be shown').waitFor({ timeout: 20_000 });
  });

  test('ink is drawn at once and comes over in order, in parts the bridge takes', async () => {
    await line.show('sign');
    const { x, y, width, height } = await box();
    await page.mouse.move(x + width * 0.2, y + height * 0.5);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + height * 0.3, { steps: 120 });
    await page.mouse.move(x + width * 3, y + height * 0.5, { steps: 20 });
    expect(await inked()).toBeGreaterThan(100);
    await page.mouse.up();
    await untilStrokes(1);
    await page.mouse.move(x + width * 0.2, y + height * 0.8);
    await page.mouse.down();
    await page.mouse.up();
    await untilStrokes(2);
    expect(line.ink.map(({ stroke }) => stroke)).toEqual([...line.ink.slice(0, -1).map(() => 0), 1]);
    const [first] = line.ink[0]?.points ?? [];
    expect(first?.[1]).toBeGreaterThan(1_900);
    expect(first?.[1]).toBeLessThan(2_100);
    expect(Math.max(...line.ink.flatMap(({ points }) => points.map((point) => point[1])))).toBe(10_000);
    expect(Math.max(...line.sizes)).toBeLessThan(BRIDGE_LIMITS.messageBytes);
    expect(complaints).toEqual([]);
  });

  test('what was cleared is wiped, and counted from the first stroke again', async () => {
    await line.show('sign');
    const { x, y, width, height } = await box();
    const stroke = async () => {
      await page.mouse.move(x + width * 0.3, y + height * 0.4);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.6, y + height * 0.6, { steps: 10 });
      await page.mouse.up();
    };
    await stroke();
    await untilStrokes(1);
    await line.show('sign-written', { strokes: 1 });
    await page.locator('[data-action="confirm"]').waitFor();
    expect(await inked()).toBeGreaterThan(50);
    await line.show('sign');
    await page.getByText('Sign here').waitFor();
    expect(await inked()).toBe(0);
    await stroke();
    await untilStrokes(2);
    expect(line.ink.at(-1)?.stroke).toBe(0);
  });

  test('help over the signature and back leaves it as it was', async () => {
    await line.show('sign');
    const { x, y, width, height } = await box();
    await page.mouse.move(x + width * 0.3, y + height * 0.4);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height * 0.6, { steps: 10 });
    await page.mouse.up();
    await untilStrokes(1);
    await line.show('sign-written', { strokes: 1 });
    await page.locator('[data-action="confirm"]').waitFor();
    const before = await inked();
    await line.show('sign-written', { strokes: 1 }, { kind: 'help' });
    await page.locator('[data-overlay="help"]').waitFor();
    await line.show('sign-written', { strokes: 1 });
    await page.locator('canvas.ink-area').waitFor();
    await expect.poll(inked).toBe(before);
  });

  test('a second finger and a resting hand do not draw', async () => {
    await line.show('sign');
    const { x, y, width, height } = await box();
    const cdp: CDPSession = await context.newCDPSession(page);
    const finger = (id: number, left: number, top: number, radius = 10) => ({
      id,
      x: x + width * left,
      y: y + height * top,
      radiusX: radius,
      radiusY: radius,
    });
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: ReturnType<typeof finger>[]) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', [finger(1, 0.2, 0.5)]);
    await touch('touchStart', [finger(1, 0.2, 0.5), finger(2, 0.8, 0.5)]);
    for (let step = 1; step <= 10; step += 1)
      await touch('touchMove', [finger(1, 0.2 + step / 50, 0.5), finger(2, 0.8, 0.5 - step / 50)]);
    await touch('touchEnd', []);
    await untilStrokes(1);
    const places = line.ink.flatMap(({ points }) => points.map((point) => point[1]));
    expect(Math.max(...places)).toBeLessThan(4_500);
    await touch('touchStart', [finger(3, 0.5, 0.5, 80)]);
    await touch('touchMove', [finger(3, 0.6, 0.6, 80)]);
    await touch('touchEnd', []);
    await touch('touchStart', [finger(4, 0.5, 0.5)]);
    await touch('touchEnd', []);
    await untilStrokes(2);
    expect(new Set(line.ink.map(({ stroke }) => stroke))).toEqual(new Set([0, 1]));
  });
});
