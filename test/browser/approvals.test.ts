import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '#contracts/branch/approval.ts';
import { DEFAULT_APPROVAL_POLICY } from '#contracts/branch/approval-policy.ts';
import { approver } from '../support/approvals.ts';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';

const NEW_PHONE = '14200009999';
const aQuestion = (): ApprovalRequest => ({
  id: randomUUID(),
  visit: 'visit-0001',
  service: 'changeReservedPhone',
  step: 'awaitApproval',
  language: 'zh-CN',
  subject: {
    kind: 'changeReservedPhone',
    why: 'oldNumberUnreachable',
    cardLast4: '0019',
    oldPhone: '142****0001',
    newPhone: NEW_PHONE,
  },
  digest: 'a'.repeat(64),
});

describe('the approvals page', () => {
  const hall = hallOfTests();
  const ask = async (question = aQuestion()) => {
    const asked = await hall.terminal().requestApproval(question);
    if (!asked.ok) throw new Error(asked.error.code);
    return asked.value;
  };
  const open = async (options = {}) => {
    const page = await hall.open('approvals', options);
    await signInByKeys(page, '1004');
    await page.locator('.line[data-line=live]').waitFor();
    return page;
  };
  const stateOf = async (id: string) => {
    for await (const news of hall.terminal().watchApproval(id, 0, new AbortController().signal))
      if (news.ok) return news.value;
    throw new Error('no news');
  };
  const picture = async (page: Page, name: string) => {
    const folder = process.env.VESTIBULE_PICTURES;
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  };
  const tabTo = async (page: Page, selector: string) => {
    for (let tabs = 0; tabs < 40; tabs++) {
      if (await page.locator(`${selector}:focus`).count()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };

  it('shows of e-banking what is opened, and how much can be moved by it in a day', async () => {
    const page = await open();
    const { id } = await ask({
      ...aQuestion(),
      service: 'eBankingSignUp',
      subject: {
        kind: 'eBankingSignUp',
        why: 'oldNumberUnreachable',
        cardLast4: '0019',
        phone: '142****0001',
        channels: ['mobile', 'web'],
        perPaymentFen: 500_000,
        perDayFen: 2_000_000,
      },
    });
    const row = page.locator(`[data-approval="${id}"]`);
    await row.waitFor();
    expect(await row.innerText()).toContain('开通电子银行');
    await page.locator('main').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await row.locator('.panel').waitFor();
    expect(await row.locator('.differs-new dd').innerText()).toBe('¥20,000.00');
    const shown = await row.locator('.panel').innerText();
    for (const said of ['¥5,000.00', '手机银行', '网上银行', '142****0001', '0019', '谁让开的'])
      expect(shown).toContain(said);
    await picture(page, 'approvals-e-banking');
    await expectAxeClean(page, 'e-banking');
  });

  it('is worked by keyboard alone: opened, checked, chosen, confirmed', async () => {
    const page = await open();
    await page.getByText('现在没有要决定的').waitFor();
    await expectAxeClean(page, 'empty');
    const { id, reference } = await ask();
    const row = page.locator(`[data-approval="${id}"]`);
    await row.waitFor();
    expect(await row.innerText()).not.toContain('9999');
    await picture(page, 'approvals-list');
    await expectAxeClean(page, 'waiting');

    await page.locator('main').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await row.locator('.panel').waitFor();
    expect(await row.locator('.differs-new dd').innerText()).toBe('142 0000 9999');
    expect((await stateOf(id)).state).toBe('seen');
    await picture(page, 'approvals-open');
    await expectAxeClean(page, 'open');

    await tabTo(page, 'input[type=radio]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('input[type=radio]:checked').getAttribute('value')).toBe(
      'approved faceAndDocument',
    );
    await tabTo(page, '[data-act=next]');
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await picture(page, 'approvals-confirm');
    await expectAxeClean(page, 'confirm');
    await tabTo(page, 'dialog [data-act=approved]');
    await page.keyboard.press('Enter');
    await page.getByText(`${reference} 已同意`).waitFor();
    await row.waitFor({ state: 'detached' });
    expect(await stateOf(id)).toMatchObject({ state: 'approved', staff: '1004', reason: 'faceAndDocument' });
    expect(hall.problems()).toEqual([]);
  });

  it('tells whoever was slower that somebody else has decided', async () => {
    const page = await open();
    const { id } = await ask();
    const other = await approver(hall.url(''));
    const row = page.locator(`[data-approval="${id}"]`);
    await row.locator('[data-act=open]').click();
    await row.locator('input[value="approved faceAndDocument"]').check();
    // The other one's decision arrives while this one is on its way.
    await page.route('**/decide', async (route) => {
      await other.decide(id, { decision: 'refused', reason: 'faceDiffers' });
      await route.continue();
    });
    await row.locator('[data-act=next]').click();
    await page.locator('dialog [data-act=approved]').click();
    await page.getByText(/刚刚由别人决定了/).waitFor();
    expect((await stateOf(id)).state).toBe('refused');
  });

  it('shows a question that ends by itself go, with its panel, and says so', async () => {
    const page = await open();
    const { id, reference } = await ask();
    const row = page.locator(`[data-approval="${id}"]`);
    await row.locator('[data-act=open]').click();
    await row.locator('.panel').waitFor();
    await hall.terminal().withdrawApproval(id);
    await row.waitFor({ state: 'detached' });
    await page.getByText(`${reference} 已经有结果`).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('9999');
  });

  it('takes two different people where the rule says so, each of whom sees who was there and what is left to him', async () => {
    await hall.configure({
      approvals: { ...DEFAULT_APPROVAL_POLICY, secondPerson: ['changeReservedPhone'] },
    });
    const first = await open({ viewport: { width: 820, height: 1180 } });
    const { id, reference } = await ask();
    const row = (page: Page) => page.locator(`[data-approval="${id}"]`);
    const yes = 'input[value="approved faceAndDocument"]';
    const approve = async (page: Page) => {
      await row(page).locator('[data-act=open]').click();
      await row(page).getByText('需要两人').waitFor();
      await row(page).locator(yes).check();
      await row(page).locator('[data-act=next]').click();
      await page.locator('dialog [data-act=approved]').click();
    };
    await approve(first);
    await first.getByText(`${reference} 已记下您的同意`).waitFor();
    await row(first).getByText('您已同意，还要一位同事核对').waitFor();
    expect(await row(first).locator(yes).count()).toBe(0);
    expect(await row(first).locator('[data-act=next]').getAttribute('aria-disabled')).toBe('true');
    expect(await row(first).locator('input[value="refused faceDiffers"]').count()).toBe(1);
    await picture(first, 'approvals-first');
    await expectAxeClean(first, 'first of two');
    expect(await stateOf(id)).toMatchObject({ state: 'seen', staff: null });

    const second = await hall.open('approvals');
    await signInByKeys(second, '1006');
    await row(second).getByText('1004 已同意，还要一位同事核对').waitFor();
    await approve(second);
    await row(second).waitFor({ state: 'detached' });
    await row(first).waitFor({ state: 'detached' });
    expect(await stateOf(id)).toMatchObject({ state: 'approved', staff: '1004', second: '1006' });
    expect(hall.problems()).toEqual([]);
  });

  it('is whole in English and on a narrow window, with targets for a finger', async () => {
    const page = await open({ viewport: { width: 820, height: 1180 } });
    await page.getByRole('button', { name: 'English' }).click();
    const { id } = await ask();
    const row = page.locator(`[data-approval="${id}"]`);
    await row.locator('[data-act=open]').click();
    await row.locator('.panel').waitFor();
    await picture(page, 'approvals-narrow-en');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    for (const target of await row.locator('button, .reason').all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(60);
    await expectAxeClean(page, 'narrow');
  });
});
