import { request as rawRequest } from 'node:http';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runningBank } from '../../test-kit.ts';
import { gb11643Check } from '../check-digits.ts';
import { CASE_RULES } from './cases.ts';
import { faultsOf, typedOf } from './form.ts';
import { escaped } from './page.ts';
import { READY_CREDIT_CODE } from './seed.ts';

const agentNumber = `79999919900101001${gb11643Check('79999919900101001')}`;
const GOOD = {
  companyName: '样例市长亭科技有限公司',
  creditCode: READY_CREDIT_CODE,
  legalRepresentative: '贺闻溪',
  agentName: '卢雁回',
  agentNumber,
  address: '样例省样例市长亭路9号',
  phone: '14200030001',
  businessScope: '软件开发；技术服务',
};

async function page() {
  const bank = await runningBank();
  const file = (
    fields: Record<string, string> = GOOD,
    path = 'company',
    headers: Record<string, string> = {},
  ) => fetch(new URL(path, bank.url), { method: 'POST', headers, body: new URLSearchParams(fields) });
  return { bank, file };
}

it('a filed form gives a code that brings it to the terminal', async () => {
  const { bank, file } = await page();
  const reply = await file();
  expect(reply.status).toBe(200);
  const caseCode = (await reply.text()).match(/class="code">([2-9A-HJ-NP-Z]{10})</)?.[1] ?? '';
  const told = () => bank.client().companyCase({ caseCode });
  expect(await told()).toMatchObject({
    value: { state: 'filed', companyName: GOOD.companyName, agent: { name: GOOD.agentName } },
  });
  const early = await bank.client().submitCompanyAccount({
    caseCode,
    agent: { documentType: 'residentIdCard', documentNumber: GOOD.agentNumber, name: GOOD.agentName },
    differences: [],
    originals: [],
    approval: {
      approvalId: 'approval-too-early',
      staff: '1004',
      at: new Date(bank.clock.wall()).toISOString(),
    },
    documentSha256: 'ab'.repeat(32),
    idempotencyKey: 'submission-too-early',
  });
  expect(early).toMatchObject({ value: { state: 'refused', code: 'notReviewed' } });
  bank.clock.jumpWall(CASE_RULES.reviewSeconds * 1_000);
  expect(await told()).toMatchObject({ value: { state: 'reviewed' } });
});

it.each(['company', 'company?lang=en'])('%s is whole without script, and asks no token', async (path) => {
  const { bank } = await page();
  const reply = await fetch(new URL(path, bank.url));
  const text = await reply.text();
  expect(reply.status).toBe(200);
  expect(text).toContain(`<html lang="${path.endsWith('en') ? 'en' : 'zh-CN'}">`);
  expect(text).not.toMatch(/<script|javascript:/i);
  for (const name of Object.keys(GOOD)) expect(text).toContain(`<label for="${name}">`);
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
  const style = await fetch(new URL('company/style.css', bank.url));
  expect(style.headers.get('content-type')).toContain('text/css');
});

it.each(Object.keys(GOOD))('what is wrong with %s is said, and nothing is filed', async (name) => {
  const { file } = await page();
  for (const wrong of ['', 'x'.repeat(600), 'a\u202Eb']) {
    const reply = await file({ ...GOOD, [name]: wrong }, 'company?lang=en');
    const text = await reply.text();
    expect(reply.status).toBe(422);
    expect(text).toContain(`id="${name}-wrong"`);
    expect(text).not.toContain('class="code"');
  }
});

it('codes are read without regard to case and blanks, and a wrong check character is refused', () => {
  const typed = typedOf(new URLSearchParams({ ...GOOD, creditCode: ` ${READY_CREDIT_CODE.toLowerCase()} ` }));
  expect(faultsOf(typed)).toEqual([]);
  const last = READY_CREDIT_CODE.endsWith('1') ? '2' : '1';
  expect(faultsOf({ ...typed, creditCode: `${READY_CREDIT_CODE.slice(0, 17)}${last}` })).toEqual([
    'creditCode',
  ]);
  expect(faultsOf({ ...typed, agentNumber: `${agentNumber.slice(0, 16)}9${agentNumber[17]}` })).toEqual([
    'agentNumber',
  ]);
});

it('what was typed never becomes markup', async () => {
  const { file } = await page();
  const nasty = `"><script>alert(1)</script><b a='`;
  const fields = { ...GOOD, companyName: nasty, businessScope: `</textarea>${nasty}`, phone: 'x' };
  const text = await (await file(fields)).text();
  expect(text).not.toContain('<script');
  expect(text).not.toContain('<b a');
  expect(text).toContain('&lt;script&gt;');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => !/[<>"']/.test(escaped(any))));
});

it("it is not for another site's page, nor under another name", async () => {
  const { bank, file } = await page();
  expect((await file(GOOD, 'company', { origin: 'http://evil.example' })).status).toBe(421);
  const { port } = new URL(bank.url);
  const status = await new Promise((resolve, reject) => {
    const asked = rawRequest(
      { host: '127.0.0.1', port, path: '/company', headers: { host: 'evil.example' } },
      (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      },
    );
    asked.on('error', reject).end();
  });
  expect(status).toBe(421);
});

it('it opens no way around the token', async () => {
  const { bank } = await page();
  for (const path of ['companyx', 'company/x', 'v1/health?company', 'sandbox/ledger?/company', '%2fcompany'])
    expect([path, (await bank.http(path, { token: null })).status]).toEqual([path, 401]);
});

it('a bounded number of forms is taken in a day', async () => {
  const { file } = await page();
  // One was filed when the books opened.
  for (let times = 1; times < CASE_RULES.perDay; times++) expect((await file()).status).toBe(200);
  expect((await file()).status).toBe(429);
});
