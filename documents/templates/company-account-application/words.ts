import type { Language } from '#contracts/language.ts';

export type CompanyWords = {
  readonly title: string;
  readonly company: string;
  readonly labels: Readonly<
    Record<
      | 'case'
      | 'name'
      | 'code'
      | 'representative'
      | 'address'
      | 'business'
      | 'purpose'
      | 'phone'
      | 'role'
      | 'bank'
      | 'date',
      string
    >
  >;
  readonly signer: string;
  readonly roles: Readonly<Record<'legalRepresentative' | 'agent', string>>;
  readonly owners: string;
  readonly ownerColumns: readonly [string, string];
  readonly originals: string;
  readonly originalColumns: readonly [string, string];
  readonly originalText: string;
  readonly consents: string;
  readonly terms: string;
  readonly termTexts: (hotline: string) => readonly string[];
  readonly notice: string;
  readonly confirm: string;
  readonly confirmation: (company: string, bank: string) => string;
};

export const WORDS: Readonly<Record<Language, CompanyWords>> = {
  'zh-CN': {
    title: '单位银行账户开户申请书',
    company: '申请开户的单位',
    labels: {
      case: '预审编号',
      name: '单位名称',
      code: '统一社会信用代码',
      representative: '法定代表人',
      address: '注册地址',
      business: '经营范围',
      purpose: '账户用途',
      phone: '联系电话',
      role: '办理身份',
      bank: '开户网点',
      date: '申请日期',
    },
    signer: '现场办理人',
    roles: { legalRepresentative: '法定代表人本人', agent: '单位授权的经办人' },
    owners: '受益所有人',
    ownerColumns: ['姓名', '持股或控制比例'],
    originals: '现场核对的原件',
    originalColumns: ['原件', '影像摘要（SHA-256 前16位）'],
    originalText: '原件由终端拍照，影像与摘要一同存档，由网点工作人员审核。',
    consents: '单位的授权',
    terms: '账户使用约定',
    termTexts: (hotline) => [
      '单位按照申请的用途使用账户，妥善保管预留印鉴、密码和电子凭证。',
      '单位名称、法定代表人、地址、经营范围或受益所有人变化时，应当及时通知银行并更新资料。',
      '银行按照法律要求核实开户意愿和经营情况，必要时会上门核实或请单位补充材料。',
      `银行审核通过之前，账户不能使用。审核结果会通知办理人，也可以拨打${hotline}查询。`,
    ],
    notice: '提供虚假材料开户，出租、出借、出售单位账户，都是违法行为，要承担法律责任。',
    confirm: '声明',
    confirmation: (company, bank) =>
      `以上信息与原件一致，真实、完整、有效。${company}自愿向${bank}申请开立单位银行账户，并遵守账户管理规定和上述约定。`,
  },
  en: {
    title: 'Company account application',
    company: 'The company',
    labels: {
      case: 'Case code',
      name: 'Company',
      code: 'Unified social credit code',
      representative: 'Legal representative',
      address: 'Registered address',
      business: 'Business',
      purpose: 'Purpose of the account',
      phone: 'Telephone',
      role: 'Acting as',
      bank: 'Branch',
      date: 'Date',
    },
    signer: 'Who is applying here',
    roles: { legalRepresentative: 'Legal representative', agent: 'Agent authorised by the company' },
    owners: 'Beneficial owners',
    ownerColumns: ['Name', 'Share or control'],
    originals: 'Originals shown',
    originalColumns: ['Original', 'Picture (first 16 digits of SHA-256)'],
    originalText:
      'The terminal takes a picture of each original. Pictures and digests are kept together and judged by branch staff.',
    consents: 'What the company agreed to',
    terms: 'Using the account',
    termTexts: (hotline) => [
      'The company uses the account for the purpose given here and keeps its seal, passwords and electronic keys safe.',
      'The company tells the bank when its name, legal representative, address, business or beneficial owners change.',
      'The bank checks, as the law requires, that the company wants this account and what business it does. It may visit or ask for more papers.',
      `The account cannot be used until the bank has approved it. The person applying is told the result, and it can be asked for at ${hotline}.`,
    ],
    notice:
      'Opening an account with false papers, and renting, lending or selling a company account, is against the law and has legal consequences.',
    confirm: 'Declaration',
    confirmation: (company, bank) =>
      `The information above agrees with the originals and is true, complete and valid. ${company} applies to ${bank} for a company account of its own free will and will keep to the rules for accounts and to the terms above.`,
  },
};
