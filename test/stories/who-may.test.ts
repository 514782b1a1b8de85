import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

const EXPECTED: readonly (readonly [string, string | null, string | null])[] = [
  ['adult', null, null],
  ['minor', 'tooYoung', 'tooYoung'],
  ['foreigner', null, 'documentNotAccepted'],
  ['expired', 'documentExpired', 'documentExpired'],
  ['rareName', null, null],
];

describe('what is offered to whom', () => {
  let kiosk: Kiosk;
  beforeAll(async () => {
    kiosk = await openKiosk();
  });
  afterAll(() => kiosk.close());

  it.each(EXPECTED)('%s: lost card %s, phone %s', async (key, lost, phone) => {
    const { bench, page } = await atTheMenu(kiosk, key);
    const menu = await page.see('menu');
    expect(menu.services.map(({ reason }) => reason)).toEqual([lost, phone]);
    if (lost) {
      await page.act('choose', 0);
      const refusal = await page.see('notEligible');
      expect(refusal.reason).toBe(lost);
      await page.act('next');
      await page.see('menu');
    }
    await page.act('finish');
    await goHome(bench, page);
    page.leave();
  });

  it('offers large type to a customer of seventy, and takes no for an answer', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await bench.act('layIdCard', { person: 'elder' });
    await page.see('elderOffer');
    await page.act('decline');
    await page.see('menu', (_, { frame }) => frame.textSize === 'normal');
    await page.act('finish');
    await goHome(bench, page);
    await bench.act('layIdCard', { person: 'elder' });
    await page.see('elderOffer');
    await page.act('toggleTextSize');
    await page.see('menu', (_, { frame }) => frame.textSize === 'elder');
    await page.act('finish');
    await goHome(bench, page);
    expect(page.screen.frame.textSize).toBe('normal');
    page.leave();
  });

  it('names the rare character whole', async () => {
    const { bench, page, person } = await atTheMenu(kiosk, 'rareName');
    expect(page.screen.frame.customerName).toBe(person.name);
    await page.act('finish');
    await goHome(bench, page);
    page.leave();
  });
});
