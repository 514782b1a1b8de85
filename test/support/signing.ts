import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { InkPart } from '#contracts/bridge/ink.ts';
import type { CustomerPage } from './kiosk.ts';

/** The service's place on the menu. */
export const PLACE = {
  reportLostCard: 0,
  changeReservedPhone: 1,
  assessRisk: 2,
  buyWealth: 3,
  withdrawOrder: 4,
  eBankingSignUp: 5,
  issueCard: 6,
  companyAccount: 7,
} as const;

/** A hand that writes: two strokes across the area. */
export const signature = (paper: string): InkPart[] =>
  [0, 1].map((stroke) => ({
    paper,
    stroke,
    aspect: 400,
    points: Array.from({ length: 40 }, (_, place) => [
      stroke * 800 + place * 12,
      1_000 + place * 180,
      Math.round(5_000 + 2_500 * Math.sin(place / 4 + stroke)),
      300 + place * 10,
    ]),
    last: true,
  }));

/** Reads the paper page by page, telling of each that it is painted, as a real page does; answers its bytes, which must be the ones the screen names. */
export async function read(page: CustomerPage): Promise<Uint8Array> {
  const first = await page.see('readPaper');
  const bytes = await page.until('the bytes of the paper', () =>
    page.papers.find((one) => createHash('sha256').update(one).digest('hex') === first.paper.sha256),
  );
  const { sha256, pages } = first.paper;
  for (let at = 1; at <= pages; at++) {
    await page.see('readPaper', (body) => body.page === at);
    page.send({ type: 'channel', name: 'paper.shown', message: { paper: sha256, page: at } });
    await page.see('readPaper', (body) => body.page === at && body.unseen === pages - at);
    if (at < pages) await page.act('nextPage');
  }
  await page.act('next');
  return bytes;
}

/** Answers every question about what was read, trying until it is right. */
export async function understand(page: CustomerPage): Promise<void> {
  for (;;) {
    const { kind } = page.screen.body;
    if (kind === 'consent' || kind === 'sign') return;
    const before = page.screen.step;
    for (const choice of [0, 1, 2]) {
      if (page.screen.body.kind !== 'teachBack') break;
      const { question } = page.screen.body;
      await page.act('choose', choice);
      await page.until('the answer to be heard', () => (page.screen.step > before ? true : undefined));
      if (page.screen.body.kind !== 'teachBack' || page.screen.body.question !== question) break;
    }
    await page.until('what comes after the answers', () =>
      ['teachBack', 'consent', 'sign'].includes(page.screen.body.kind) ? true : undefined,
    );
  }
}

/** Says yes to every rule, in the order in which they are asked; answers which they were. */
export async function agree(page: CustomerPage): Promise<string[]> {
  const rules: string[] = [];
  for (;;) {
    await page.until('a consent or the signature', () =>
      ['consent', 'sign'].includes(page.screen.body.kind) ? true : undefined,
    );
    const { body, step } = page.screen;
    if (body.kind !== 'consent') return rules;
    rules.push(body.rule);
    await page.act('agree');
    await page.until('the next screen', () => (page.screen.step > step ? true : undefined));
  }
}

/** Writes on the paper and confirms. */
export async function sign(page: CustomerPage): Promise<void> {
  const { paper, on } = await page.see('sign');
  // In large type the pen's tablet comes first, where there is one.
  if (on === 'pad') {
    await page.act('useScreen');
    await page.see('sign', (body) => body.on === 'screen');
  }
  const parts = signature(paper.sha256);
  for (const message of parts) page.send({ type: 'channel', name: 'paper.ink', message });
  const { strokes } = await page.see('sign', (body) => body.strokes === parts.length);
  expect(strokes).toBe(parts.length);
  await page.act('confirm');
}
