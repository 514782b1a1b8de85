import type { BodyOf } from '#contracts/screen/screen.ts';
import type { CustomerPage } from './kiosk.ts';
import { agree, PLACE, read, sign, understand } from './signing.ts';

/** Answers every question of the assessment with the option in its middle. */
export async function answerQuestions(page: CustomerPage): Promise<void> {
  const { of } = await page.see('assessmentQuestion');
  for (let number = 1; number <= of; number++) {
    const { options } = await page.see('assessmentQuestion', (body) => body.number === number);
    await page.act('choose', Math.floor(options.length / 2));
  }
}

/** From the menu to an order that was taken: assessed first, then the least amount of the first product that fits. */
export async function buy(
  page: CustomerPage,
  wanted: (product: BodyOf<'chooseProduct'>['products'][number]) => boolean = () => true,
) {
  await page.act('choose', PLACE.buyWealth);
  await page.see('assessmentStanding', (body) => body.state === 'none');
  await page.act('confirm');
  await answerQuestions(page);
  const report = await read(page);
  const rules = await agree(page);
  await sign(page);
  const assessed = await page.see('assessmentResult', (body) => body.outcome === 'done');
  await page.act('next');
  const { products } = await page.see('chooseProduct');
  const fitting = products.find((one) => one.fits && wanted(one));
  if (!fitting) throw new Error(`nothing fits ${assessed.riskClass}`);
  await page.act('choose', fitting.place);
  await page.until('the amount', () => {
    const { body, actions } = page.screen;
    if (body.kind === 'chooseCard')
      void page.act('choose', actions.find(({ id }) => id === 'choose')?.choice);
    return body.kind === 'enterAmount' ? true : undefined;
  });
  await page.type(String(fitting.minimumFen / 100));
  await page.act('confirm');
  await page.see('reviewOrder', (body) => body.amountFen === fitting.minimumFen);
  await page.act('confirm');
  const contract = await read(page);
  await understand(page);
  await agree(page);
  await sign(page);
  const bought = await page.see('orderResult', (body) => body.outcome === 'done');
  return { assessed, bought, contract, report, rules };
}
