import type { CustomerPage } from '../../support/kiosk.ts';
import { agree, PLACE, read, sign, understand } from '../../support/signing.ts';

/** Which of his two papers: the report of his assessment, or the contract. */
export type Which = 'report' | 'contract';

/** Places of a purchase; somebody may leave, or the machine die, at each. */
export const MOMENTS = [
  'menu',
  'first question',
  'reading report',
  'signing report',
  'report confirmed',
  'products',
  'reading contract',
  'signing contract',
  'contract confirmed',
  'bought',
] as const;
export type Moment = (typeof MOMENTS)[number];

export const signingOf = (which: Which): Moment => `signing ${which}`;

/** From the menu to a product bought and signed for, as far as it goes. `at` is told of every moment, before its act; `steps`: above the least amount. */
export async function buy(
  page: CustomerPage,
  at: (moment: Moment) => Promise<void>,
  steps = 0,
): Promise<void> {
  await page.see('menu');
  await at('menu');
  await page.act('choose', PLACE.buyWealth);
  await page.see('assessmentStanding');
  await page.act('confirm');
  const { of } = await page.see('assessmentQuestion');
  await at('first question');
  for (let number = 1; number <= of; number++) {
    const { options } = await page.see('assessmentQuestion', (body) => body.number === number);
    await page.act('choose', Math.floor(options.length / 2));
  }
  await page.see('readPaper');
  await at('reading report');
  await read(page);
  await agree(page);
  await page.see('sign');
  await at('signing report');
  await sign(page);
  await at('report confirmed');
  const { outcome } = await page.see('assessmentResult');
  if (outcome !== 'done') return;
  await page.act('next');
  const { products } = await page.see('chooseProduct');
  await at('products');
  const fitting = products.find((one) => one.fits);
  if (!fitting) throw new Error('nothing fits');
  await page.act('choose', fitting.place);
  await page.until('the amount', () => {
    const { body, actions } = page.screen;
    if (body.kind === 'chooseCard')
      void page.act('choose', actions.find(({ id }) => id === 'choose')?.choice);
    return body.kind === 'enterAmount' ? true : undefined;
  });
  const amountFen = fitting.minimumFen + steps * fitting.stepFen;
  await page.type(String(amountFen / 100));
  await page.act('confirm');
  await page.see('reviewOrder', (body) => body.amountFen === amountFen);
  await page.act('confirm');
  await page.see('readPaper');
  await at('reading contract');
  await read(page);
  await understand(page);
  await agree(page);
  await page.see('sign');
  await at('signing contract');
  await sign(page);
  await at('contract confirmed');
  await page.see('orderResult');
  await at('bought');
}
