import type { Page } from 'playwright-core';
import type { ScreenKind } from '#contracts/screen/screen.ts';

const PATIENCE = 30_000;

/** The customer's page in a real browser, driven by keys alone but for the signature, which a mouse writes. */
export function customerAt(page: Page) {
  const see = (...kinds: ScreenKind[]) =>
    page.locator(kinds.map((kind) => `[data-screen="${kind}"]`).join(', ')).waitFor({ timeout: PATIENCE });
  const kind = () => page.locator('[data-screen]').getAttribute('data-screen');
  const offered = (action: string) =>
    page.locator(`[data-action="${action}"]`).first().waitFor({ timeout: PATIENCE });
  const press = (key: string) => page.keyboard.press(key);
  /** Until the screen's words are others than these. */
  const moved = (before: string) =>
    page.waitForFunction((words) => document.body.innerText !== words, before, { timeout: PATIENCE });
  const stepNow = () => page.locator('[data-step]').getAttribute('data-step');
  const words = () => page.locator('body').innerText();

  /** Reads every page as it is drawn, from the first to the last. */
  async function read(): Promise<void> {
    await see('readPaper');
    for (;;) {
      await page.locator('.paper-view[data-state="drawn"]').waitFor({ timeout: PATIENCE });
      await page
        .locator('[data-action="next"], [data-action="nextPage"]')
        .first()
        .waitFor({ timeout: PATIENCE });
      const last = (await page.locator('[data-action="next"]').count()) > 0;
      const before = await words();
      await press('Enter');
      if (last) return;
      await moved(before);
    }
  }

  /** Says yes to every rule, and answers every question, trying one answer after the other. */
  async function agree(): Promise<void> {
    const tried = new Map<string, number>();
    for (;;) {
      await see('consent', 'teachBack', 'sign');
      const now = await kind();
      if (now === 'sign') return;
      const step = await stepNow();
      if (now === 'consent') await press('Enter');
      else {
        const question = await page.getByRole('heading', { level: 1 }).innerText();
        const answer = (tried.get(question) ?? 0) + 1;
        tried.set(question, answer);
        await press(String(answer));
      }
      // A second wrong answer is told in the words of the first.
      await page.locator(`[data-step="${step}"]`).waitFor({ state: 'detached', timeout: PATIENCE });
    }
  }

  /** Writes with a mouse: two strokes across the area. */
  async function sign(): Promise<void> {
    await see('sign');
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('nowhere to write');
    for (const stroke of [0, 1]) {
      const at = (part: number) => [
        box.x + box.width * (0.15 + 0.7 * part),
        box.y + box.height * (0.5 + 0.25 * Math.sin(part * 9 + stroke)),
      ];
      const [x = 0, y = 0] = at(0);
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let part = 0.05; part <= 1; part += 0.05) {
        const [toX = 0, toY = 0] = at(part);
        await page.mouse.move(toX, toY);
      }
      await page.mouse.up();
    }
    await offered('confirm');
    await press('Enter');
  }
  return { page, see, kind, offered, press, moved, words, read, agree, sign };
}
