import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signedPaper } from '#branch/test-support/signing.ts';
import { shortCode } from '#documents/paper/short-code.ts';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests } from '../support/hall.ts';

const hall = hallOfTests();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describe('the page on which anybody checks a signed paper', () => {
  it('says by number and code whether it is kept, and by the file whether it is whole', async () => {
    const terminal = hall.terminal();
    const paper = await signedPaper(
      { issue: terminal.issueCertificate, seal: terminal.sealDigest },
      { at: Date.now() },
    );
    const kept = await terminal.keepPaper(paper);
    if (!kept.ok || kept.value.state !== 'kept') throw new Error('not kept');

    const code = shortCode(kept.value.sha256);
    const page = await hall.open(`p/${code}#${encodeURIComponent(paper.number)}`, PHONE);
    await page.locator('form:first-of-type button.go').press('Enter');
    await page.locator('[data-standing=kept]').waitFor();
    await expectAxeClean(page, 'a paper that is kept');
    expect(await page.locator('body').innerText()).not.toContain('许念安');

    const bytes = Buffer.from(paper.paper, 'base64');
    const own = page.locator('form', { hasText: '下载您的文件' });
    await own.locator('button.go').press('Enter');
    await own.getByText('请填写四位数字').waitFor();
    await own.locator('input').fill('0000');
    await own.locator('button.go').press('Enter');
    await own.getByText('还可以试 4 次').waitFor();
    await expectAxeClean(page, 'a wrong end of the document');
    await own.locator('input').fill('002x');
    await own.locator('button.go').press('Enter');
    await own.locator('[data-copy=given]').waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), own.locator('a.go').click()]);
    expect(saved.suggestedFilename()).toBe(`${paper.number}.pdf`);
    expect(readFileSync(await saved.path())).toEqual(bytes);
    await expectAxeClean(page, 'the own copy');

    const choose = (buffer: Buffer) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer });
    const check = page.locator('form:last-of-type button.go');
    await check.press('Enter');
    await page.getByText('请先选择文件。').waitFor();
    await choose(bytes);
    await check.press('Enter');
    await page.locator('[data-outcome=trusted]').waitFor();
    expect(await page.locator('[data-outcome]').innerText()).toMatch(/完全一样[\s\S]*许念安[\s\S]*时间戳/);
    await expectAxeClean(page, 'a file that is whole');
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await choose(bytes);
    await check.press('Enter');
    await page.locator('[data-outcome=tampered]').waitFor();

    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('[data-outcome]').innerText()).toContain('Do not rely on it');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAxeClean(page, 'a file that was changed');
    expect(hall.problems()).toEqual([]);
  });
});
