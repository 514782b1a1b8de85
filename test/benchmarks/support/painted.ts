import type { Page } from 'playwright-core';
import { eventually } from '../../campaigns/support/wait.ts';

/** One screen as the browser put it on the glass; moments in milliseconds of this process's `performance.now()`. */
export type Painted = {
  readonly screen: string;
  readonly step: string;
  /** When the page's elements had changed. */
  readonly committed: number;
  /** At the latest, the frame had been painted then: the second animation frame after the change. */
  readonly painted: number;
};

type Noted = {
  readonly screen: string;
  readonly step: string;
  readonly committed: number;
  readonly painted: number;
};

/** Runs in the page: notes every new `data-screen` and `data-step` and the frame after it. */
function watch(): void {
  const now = () => performance.timeOrigin + performance.now();
  let last = '';
  const look = () => {
    const element = document.querySelector<HTMLElement>('[data-screen]');
    if (!element) return;
    const { screen = '', step = '' } = element.dataset;
    const seen = `${screen} ${step}`;
    if (seen === last) return;
    last = seen;
    const committed = now();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const note = { screen, step, committed, painted: now() };
        (globalThis as unknown as { notePainted(note: object): void }).notePainted(note);
      }),
    );
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-screen', 'data-step'],
  });
}

/** Tries to tell the page's clock from ours; the quickest answer is the truest. */
const CLOCK_TRIES = 30;

/** Sees what a page paints, from its first screen on. */
export class PaintWatch {
  readonly #noted: Noted[] = [];
  readonly #page: Page;
  #offset = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Before the page is opened. */
  static async on(page: Page): Promise<PaintWatch> {
    const own = new PaintWatch(page);
    await page.exposeFunction('notePainted', (note: Noted) => own.#noted.push(note));
    await page.addInitScript(watch);
    return own;
  }

  /** Finds out how far the page's clock is from ours; once the page is open. */
  async setClock(): Promise<void> {
    let quickest = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < CLOCK_TRIES; attempt++) {
      const asked = performance.now();
      const there = await this.#page.evaluate(() => performance.timeOrigin + performance.now());
      const answered = performance.now();
      if (answered - asked >= quickest) continue;
      quickest = answered - asked;
      this.#offset = there - (asked + answered) / 2;
    }
  }

  /** The first screen that changed after the moment and fits; waits for it. */
  after(moment: number, fits: (screen: string) => boolean = () => true): Promise<Painted> {
    return eventually(
      'a painted screen',
      30_000,
      () => this.#all().find(({ committed, screen }) => committed >= moment && fits(screen)),
      2,
    );
  }

  get last(): Painted | undefined {
    return this.#all().at(-1);
  }

  #all(): Painted[] {
    return this.#noted.map(({ committed, painted, ...rest }) => ({
      ...rest,
      committed: committed - this.#offset,
      painted: painted - this.#offset,
    }));
  }
}
