import type { Language } from '#contracts/language.ts';
import type { Paper } from '../paper/paper.ts';
import { composePaper, type TemplateData, type TemplateName } from '../templates/catalogue.ts';

/** An invented bank, and nobody: an unassigned area code. */
const bank = {
  name: { zh: '澄江银行', en: 'Chengjiang Bank' },
  branch: { zh: '望湖路支行', en: 'Wanghu Road Branch' },
  hotline: '400 000 0000',
};
const customer = {
  name: '陈知微',
  documentType: 'residentIdCard',
  documentNumber: '990000199002280027',
  phone: '142****0001',
} as const;

const product: TemplateData<'wealthContract'>['product'] = {
  name: { zh: '安澜稳健一年持有 2 号', en: 'Anlan Steady One Year No. 2' },
  code: 'ALWJ-2026-002',
  issuer: { zh: '澄江理财有限责任公司', en: 'Chengjiang Wealth Management' },
  riskLevel: 'R2',
  startsOn: '2026-11-24',
  endsOn: '2027-11-24',
  termDays: 365,
  benchmark: { low: 210, high: 290 },
  fees: [
    {
      name: { zh: '销售服务费', en: 'Distribution' },
      basisPoints: 20,
      when: { zh: '每日计提', en: 'Accrued daily' },
    },
    {
      name: { zh: '投资管理费', en: 'Management' },
      basisPoints: 30,
      when: { zh: '每日计提', en: 'Accrued daily' },
    },
    { name: { zh: '托管费', en: 'Custody' }, basisPoints: 2, when: { zh: '每日计提', en: 'Accrued daily' } },
  ],
};
const outcomes = { good: 290, middle: 210, bad: -180 };
const consents = (language: Language) =>
  language === 'zh-CN'
    ? [
        { text: '银行可以核对我的证件和手机号码，用于办理本业务。', version: '2026-11', given: true },
        { text: '银行可以通过短信向我介绍新产品。', version: '2026-11', given: false },
      ]
    : [
        {
          text: 'The bank may check my document and mobile number for this service.',
          version: '2026-11',
          given: true,
        },
        {
          text: 'The bank may tell me about new products by text message.',
          version: '2026-11',
          given: false,
        },
      ];

const answers = (language: Language) =>
  Array.from({ length: 10 }, (_, index) => ({
    question:
      language === 'zh-CN'
        ? `第${index + 1}题：如果您的投资在一年里跌了一成，您会怎么做？`
        : `${index + 1}. What would you do if your investment fell by a tenth within a year?`,
    answer: language === 'zh-CN' ? '继续持有，等待市场恢复' : 'Hold on and wait for markets to recover',
    points: (index * 3) % 9,
  }));

/** Invented data for every template, whole and valid. */
export const exampleData = (language: Language): { readonly [Name in TemplateName]: TemplateData<Name> } => ({
  wealthContract: {
    bank,
    customer,
    riskClass: 'C3',
    assessedOn: '2026-11-22',
    product,
    amountFen: 10_000_000,
    account: '•••• 1234',
    outcomes,
    rules: { coolingOffHours: 24, refundDays: 1, retentionYears: 20 },
    signedOn: '2026-11-22',
  },
  riskDisclosure: {
    bank,
    customer,
    riskClass: 'C3',
    product,
    amountFen: 10_000_000,
    outcomes,
    careFromAge: 65,
    signedOn: '2026-11-22',
  },
  riskAssessment: {
    bank,
    customer,
    questionnaire: '2026-11',
    answers: answers(language),
    score: 45,
    riskClass: 'C3',
    assessedOn: '2026-11-22',
    validUntil: '2027-11-21',
  },
  cardApplication: {
    bank,
    customer,
    address: language === 'zh-CN' ? '某省某市某区望湖路2号3栋' : '3/F, 2 Wanghu Road, Somewhere',
    occupation: language === 'zh-CN' ? '教师' : 'Teacher',
    purpose: language === 'zh-CN' ? '工资和日常生活' : 'Salary and daily life',
    card: {
      name: { zh: '澄江借记卡', en: 'Chengjiang debit card' },
      fees: [
        {
          name: { zh: '工本费', en: 'Issue of the card' },
          amountFen: 0,
          when: { zh: '领卡时', en: 'On issue' },
        },
        {
          name: { zh: '补换卡', en: 'Replacement' },
          amountFen: 1_500,
          when: { zh: '换卡时', en: 'On replacement' },
        },
      ],
      dailyLimitFen: 500_000,
    },
    consents: consents(language),
    retentionYears: 10,
    signedOn: '2026-11-22',
  },
  eBankingAgreement: {
    bank,
    customer,
    account: '•••• 1234',
    channels: [
      { name: { zh: '手机银行', en: 'Mobile banking' }, onceFen: 5_000_000, dayFen: 10_000_000 },
      { name: { zh: '网上银行', en: 'Internet banking' }, onceFen: 10_000_000, dayFen: 20_000_000 },
    ],
    rules: { recallHours: 24, retentionYears: 10 },
    consents: consents(language),
    signedOn: '2026-11-22',
  },
  companyAccountApplication: {
    bank,
    customer,
    role: 'agent',
    caseCode: 'K7Q2-9M4T',
    company: {
      name: language === 'zh-CN' ? '某市青禾数字科技有限公司' : 'Qinghe Digital Technology Co., Ltd.',
      creditCode: '91990000MA00000000',
      legalRepresentative: language === 'zh-CN' ? '陆明远' : 'Lu Mingyuan',
      registeredAddress:
        language === 'zh-CN' ? '某省某市某区科创路8号5层' : '5/F, 8 Kechuang Road, Somewhere',
      business: language === 'zh-CN' ? '软件开发；信息技术咨询服务' : 'Software development and consulting',
      phone: '14200020001',
      purpose: language === 'zh-CN' ? '日常结算' : 'Everyday payments',
    },
    owners: [{ name: language === 'zh-CN' ? '陆明远' : 'Lu Mingyuan', share: 6_000 }],
    originals: [
      { name: language === 'zh-CN' ? '营业执照' : 'Business licence', sha256: 'ab12'.repeat(16) },
      { name: language === 'zh-CN' ? '授权委托书' : 'Letter of authority', sha256: '34cd'.repeat(16) },
    ],
    consents: consents(language),
    signedOn: '2026-11-22',
  },
});

/** A filled paper of that kind. */
export function examplePaper(name: TemplateName, language: Language, number = 'WM-20261122-000017'): Paper {
  const made = composePaper(name, exampleData(language)[name], { language, number });
  if (!made.ok) throw new Error(`${made.error.code} ${made.error.detail ?? ''}`);
  return made.value;
}

/** The instant with which examples are rendered. */
export const CREATED = new Date('2026-11-22T08:00:00Z');
