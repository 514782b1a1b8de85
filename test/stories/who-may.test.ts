import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '#bank/sandbox/people.ts';
import type { ReadyDocument } from '#contracts/bank/people.ts';
import { dayInChina } from '#flows/facts.ts';
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
    expect(Object.fromEntries(menu.services.map(({ id, reason }) => [id, reason]))).toMatchObject({
      reportLostCard: lost,
      changeReservedPhone: phone,
    });
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

  /** The adult's own card, but for what is said. */
  function lay(change: Partial<Pick<ReadyDocument, 'name' | 'sex' | 'validFrom' | 'validTo'>>): void {
    const [adult] = people(dayInChina(Date.now()));
    const laid = kiosk.simulators
      .get('idScanner')
      ?.act('layDocument', { document: { ...adult?.document, ...change } });
    if (!laid?.ok) throw new Error(laid?.error.code);
  }

  it('a card whose first day is to come is not told to be expired', async () => {
    const page = await kiosk.customer();
    const bench = await kiosk.bench();
    await page.see('idle');
    lay({ validFrom: '2199-01-01', validTo: 'longTerm' });
    const menu = await page.see('menu');
    expect(new Set(menu.services.map(({ reason }) => reason))).toEqual(new Set(['documentNotYetValid']));
    await page.act('choose', 0);
    await page.see('notEligible', ({ reason }) => reason === 'documentNotYetValid');
    expect(page.screen.spoken).toContain('还没有生效');
    expect(page.screen.spoken).not.toContain('过期');
    await page.act('next');
    await page.act('finish');
    await goHome(bench, page);
    page.leave();
  });

  it.each([
    ['another sex than its number', { sex: 'male' }, 'invalidDocument'],
    ['a name of wide blanks', { name: '\u3000\u3000' }, 'unreadable'],
    ['an end before its beginning', { validFrom: '2030-01-02', validTo: '2030-01-01' }, 'unreadable'],
  ] as const)('%s: refused, and the next try counts', async (_, change, problem) => {
    const page = await kiosk.customer();
    const bench = await kiosk.bench();
    await page.see('idle');
    lay(change);
    await page.see('identify', (body) => body.problem === problem);
    await bench.act('liftIdCard');
    await page.act('tryAgain');
    lay({});
    await page.see('menu');
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
