import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';

const hall = hallOfTests();
const picture = async (page: Page, name: string) => {
  const folder = process.env.VESTIBULE_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
};
const NUMBER = '799999198001010013';

it('opens by keyboard alone what the customer has entered, and leaves nothing of it when it is closed', async () => {
  const { ticket } = await hall.take({ services: ['cash'] });
  const kept = await hall.terminal().keepDraft({
    id: 'draft-of-a-browser-test',
    sequence: 1,
    label: ticket.label,
    service: 'changeReservedPhone',
    values: {
      card: {
        kind: 'card',
        value: { ref: 'card-0001', last4: '0001', product: { zh: '示例借记卡', en: 'Sample debit card' } },
      },
      newPhone: { kind: 'mobilePhone', value: '14200000002' },
    },
    holder: { documentType: 'residentIdCard', documentNumber: NUMBER, name: '示例甲' },
    language: 'zh-CN',
  });
  expect(kept.ok).toBe(true);
  const page = await hall.open('counter', { viewport: { width: 1280, height: 800 } });
  await signInByKeys(page, '1002');
  await page.locator('.choose button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.free').waitFor();
  await page.locator('[data-desk=free]').waitFor();
  await page.keyboard.press('F2');
  await page.locator('.current[data-state=called]').waitFor();
  await page.getByText('自助机上已填内容').waitFor();
  await page.locator('[data-desk=free]').waitFor();

  await page.keyboard.press('Shift+F4');
  await page.locator('dialog.draft').waitFor();
  await picture(page, 'draft-ask');
  await page.locator('#draft-number:focus').waitFor();
  await page.keyboard.type('7999');
  await page.keyboard.press('Enter');
  await page.getByText('号码不完整').waitFor();
  await picture(page, 'draft-wrong');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(NUMBER);
  await page.keyboard.press('Enter');
  await page.locator('.draft-one').waitFor();
  expect(await page.locator('.draft-steps').innerText()).toMatch(
    /选择银行卡|选卡[\s\S]*0001[\s\S]*142 0000 0002/,
  );
  expect(await page.locator('.draft-steps [data-state=done]').count()).toBe(3);
  await page.getByText('没有核对有无变化').waitFor();
  await expectAxeClean(page, 'a draft at the counter');
  await picture(page, 'draft-open');

  await page.getByRole('button', { name: '已办，删除' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('已删除：已在柜台办理').waitFor();
  expect(await page.locator('dialog.draft').innerText()).not.toContain('14200000002');
  await page.keyboard.press('Escape');
  await page.locator('dialog.draft').waitFor({ state: 'detached' });
  await page.locator('.current-drafted').waitFor({ state: 'detached' });
  expect(hall.problems()).toEqual([]);
});
