import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { caseOf, DeskService, openDesk, takeByKey, viewOf, waitingCall } from '../support/desk-service.ts';
import { hallOfTests } from '../support/hall.ts';

const hall = hallOfTests();
let service: DeskService;
let page: Page;

const picture = async (name: string, on = page) => {
  const folder = process.env.VESTIBULE_PICTURES;
  if (folder) await on.screenshot({ path: join(folder, `${name}.png`) });
};

beforeEach(async () => {
  service = new DeskService();
  page = await openDesk(hall, service);
});

const focused = (on = page) => on.evaluate(() => document.activeElement?.textContent ?? '');
const call = waitingCall();
const inHand = (changes: Parameters<typeof caseOf>[1] = {}) => caseOf(call, changes);
const taken = (changes: Parameters<typeof caseOf>[1] = {}) => takeByKey(page, service, inHand(changes));

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>{{7*7}}';

describe('a teller’s desk, whatever its service says or does not say', () => {
  it('shows markup in names, chat, notes and papers as the letters it is made of', async () => {
    const bad = MARKUP.slice(0, 100);
    service.desk({ tellers: [{ staff: '1006', name: '<b>方志成</b>', presence: 'ready', inCall: false }] });
    await page.getByText('<b>方志成</b>').waitFor();
    await taken({
      notes: [{ staff: '<i>方</i>', at: new Date().toISOString(), note: MARKUP }],
      chat: [
        {
          id: '4b1f6a0e-5f0d-4b62-9f1c-4a8f1df0b7a1',
          from: 'customer',
          at: new Date().toISOString(),
          text: MARKUP,
        },
      ],
      handOver: {
        ...inHand().handOver,
        customer: { name: bad, documentType: 'residentIdCard', numberEnd: '001X', known: 'card' },
        papers: [{ number: '<u>P1</u>', template: 'x', state: 'signed' }],
      },
    });
    service.writes(MARKUP);
    await expect.poll(() => page.locator('.line-of-customer').count()).toBe(2);
    expect(await page.locator('.line-text').allInnerTexts()).toEqual([MARKUP, MARKUP]);
    expect(await page.locator('.packet-name').innerText()).toBe(bad);
    expect(await page.locator('.packet-notes').innerText()).toContain(MARKUP);
    expect(await page.locator('main img, main script, main b, main u, main i').count()).toBe(0);
    await page.keyboard.press('F3');
    await page.keyboard.type(MARKUP);
    await page.keyboard.press('Enter');
    await page.locator('.line-of-teller').waitFor();
    expect(await page.title()).toContain('V-0042');
    expect(hall.problems()).toEqual([]);
  });

  it('says within five seconds that its line is lost, and comes back to the same case with what came meanwhile', async () => {
    await taken({ view: viewOf('choose-card', 3) });
    service.writes('第一句');
    await page.getByText('第一句').waitFor();
    const { token } = service.case ?? { token: '' };

    service.deaf = true;
    const silentAt = performance.now();
    await page.locator('[data-desk=lost]').waitFor();
    expect(performance.now() - silentAt).toBeLessThan(5_000);
    await page.getByText('客户还在您这里').waitFor();
    // The case still stands, and what is written waits.
    await page.locator('#write').focus();
    await page.keyboard.type('断线时写的');
    await page.keyboard.press('Enter');
    await page.locator('.line-of-teller[data-line-state=sending]').waitFor();
    await picture('desk-lost');
    await expectAxeClean(page, 'a lost line');

    service.deaf = false;
    await page.locator('[data-desk=live]').waitFor();
    expect(service.of('hello').at(-1)?.resume).toEqual({ call: call.id, after: 1 });
    await page.locator('.line-of-teller[data-line-state=said]').waitFor();
    expect(service.of('send').filter(({ message }) => message.kind === 'chat')).toHaveLength(1);
    expect(service.of('send').at(-1)?.token).toBe(token);
    expect(await page.locator('.line-of-customer').count()).toBe(1);

    // A closed line is tried again, too; and a service that lets nobody in is not the end.
    service.away = true;
    await service.cut();
    await page.locator('[data-desk=lost]').waitFor();
    service.away = false;
    await page.locator('[data-desk=live]').waitFor();
    await page.locator('.case').waitFor();

    // The same person's desk somewhere else: nothing more is tried until this one is wanted.
    service.send({ type: 'refused', code: 'superseded' });
    await page.locator('.superseded').waitFor();
    expect(await focused()).toContain('在这里继续');
    await expectAxeClean(page, 'a desk that is open elsewhere');
    await page.keyboard.press('Enter');
    await page.locator('.case').waitFor();
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(hall.problems()).toEqual([]);
  });

  it('stands rubbish and a flood, and goes on', async () => {
    await taken({ view: viewOf('choose-card', 3) });
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"case"}',
      '{"type":"desk","desk":{}}',
      `"${'x'.repeat(600_000)}"`,
    ])
      service.raw(text);
    service.writes('还在');
    await page.getByText('还在').waitFor();
    const hellos = service.of('hello').length;
    for (let count = 0; count < 1_200; count++) service.writes(`水 ${count}`);
    await expect.poll(() => service.of('hello').length, { timeout: 20_000 }).toBeGreaterThan(hellos);
    await page.locator('[data-desk=live]').waitFor();
    service.view(viewOf('enter-phone', 4));
    await page.locator('[data-screen=enterPhone]').waitFor();
    expect(await page.locator('.line-of').count()).toBeLessThanOrEqual(200);
    expect(hall.problems()).toEqual([]);
  });
});
