import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#contracts/language.ts';
import { render } from '../rendering/render.ts';
import { CREATED, exampleData, examplePaper } from '../test-support/examples.ts';
import { textOf } from '../test-support/read-pdf.ts';
import { composePaper, TEMPLATES, type TemplateName } from './catalogue.ts';

const NAMES = Object.keys(TEMPLATES) as TemplateName[];
const all = NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const));
const options = { language: 'zh-CN', number: 'WM-1' } as const;

async function textIn(name: TemplateName, language: 'zh-CN' | 'en'): Promise<string> {
  const made = await render(examplePaper(name, language), { created: CREATED });
  if (!made.ok) throw new Error(made.error.code);
  expect(made.value.signatures).toHaveLength(1);
  expect(made.value.signatures[0]?.page).toBe(made.value.pages);
  return textOf(made.value.bytes);
}

describe('templates', () => {
  it('are in the catalogue by their own names', () => {
    expect(NAMES.map((name) => TEMPLATES[name].name)).toEqual(NAMES);
  });

  it.each(all)('%s in %s: rendered, with the customer’s name and a place to sign', async (name, language) => {
    const text = await textIn(name, language);
    expect(text).toContain('陈知微');
    expect(text).toContain(`${name}${TEMPLATES[name].textVersion}`);
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
    if (language === 'en') expect(text.replace('陈知微', '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('refuse data that does not fit, naming the field and nothing that stands in it', () => {
    const data = exampleData('zh-CN').wealthContract;
    const secret = 'Somebody\u202Eelse';
    const refused = composePaper(
      'wealthContract',
      { ...data, customer: { ...data.customer, name: secret }, amountFen: 1.5 },
      options,
    );
    expect(refused).toEqual({ ok: false, error: { code: 'badData', detail: 'customer.name, amountFen' } });
  });

  it.each([
    ['a longer name than any document has', { name: 'A'.repeat(61) }],
    ['a name with spaces around it', { name: ' 陈知微' }],
    ['a number of another form', { documentNumber: '12345' }],
    ['a whole mobile number', { phone: '14200000001' }],
  ])('refuse a customer with %s', (_, wrong) => {
    const data = exampleData('zh-CN').cardApplication;
    const made = composePaper(
      'cardApplication',
      { ...data, customer: { ...data.customer, ...wrong } },
      options,
    );
    expect(made).toMatchObject({ ok: false, error: { code: 'badData' } });
  });
});

describe('the contract of a wealth product', () => {
  it('shows what the customer’s own amount becomes, well, fairly and badly', async () => {
    const text = await textIn('wealthContract', 'en');
    expect(text).toContain('Well2.90%¥102,900.00+¥2,900.00');
    expect(text).toContain('Fairly2.10%¥102,100.00+¥2,100.00');
    expect(text).toContain('Badly-1.80%¥98,200.00-¥1,800.00');
    expect(await textIn('wealthContract', 'zh-CN')).toContain('¥100,000.00（壹拾万元整）');
  });

  it('takes its rules from data', () => {
    const data = exampleData('zh-CN').wealthContract;
    const rules = { coolingOffHours: 37, refundDays: 0, retentionYears: 41 };
    const made = composePaper('wealthContract', { ...data, rules }, options);
    const said = JSON.stringify(made);
    expect(said).toContain('37小时');
    expect(said).toContain('41年');
    expect(said).not.toMatch(/24小时|20年/);
  });

  it('promises nothing', () => {
    const said = LANGUAGES.map((language) => JSON.stringify(examplePaper('wealthContract', language))).join();
    expect(said).toContain('不保本');
    expect(said).not.toMatch(/保证(?!收益。您)|稳赚|guaranteed return|will earn/);
  });
});

describe('the risk disclosure', () => {
  it('takes more care where the age asks for it, and says nothing of age elsewhere', () => {
    const data = exampleData('zh-CN').riskDisclosure;
    const { careFromAge: _, ...younger } = data;
    expect(JSON.stringify(composePaper('riskDisclosure', data, options))).toContain('年满65周岁');
    expect(JSON.stringify(composePaper('riskDisclosure', younger, options))).not.toContain('周岁');
  });
});
