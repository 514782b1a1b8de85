import type { DocumentType } from '#contracts/bank/values.ts';
import type { Language } from '#contracts/language.ts';
import type { Block } from '../../paper/paper.ts';
import type { Customer } from './values.ts';

type Row = Extract<Block, { kind: 'facts' }>['rows'][number];

const WORDS = {
  'zh-CN': { name: '客户姓名', number: '证件号码', phone: '手机号码', sign: '客户签字' },
  en: { name: 'Customer', number: 'Document number', phone: 'Mobile number', sign: 'Customer’s signature' },
} as const;

const DOCUMENTS: Readonly<Record<Language, Readonly<Record<DocumentType, string>>>> = {
  'zh-CN': {
    residentIdCard: '居民身份证',
    residencePermit: '港澳台居民居住证',
    foreignPermanentResidentCard: '外国人永久居留身份证',
  },
  en: {
    residentIdCard: 'Resident identity card',
    residencePermit: 'Residence permit (Hong Kong, Macao, Taiwan)',
    foreignPermanentResidentCard: 'Foreign permanent resident card',
  },
};

/** Who the customer is, as the document says it. */
export function customerRows(customer: Customer, language: Language): readonly Row[] {
  const words = WORDS[language];
  const document = DOCUMENTS[language][customer.documentType];
  return [
    { label: words.name, value: customer.name },
    {
      label: words.number,
      value: `${customer.documentNumber}${language === 'zh-CN' ? '（' : ' ('}${document}${language === 'zh-CN' ? '）' : ')'}`,
    },
    ...(customer.phone === undefined ? [] : [{ label: words.phone, value: customer.phone }]),
  ];
}

/** The box for the customer's ink. */
export const customerSigns = (language: Language): Block => ({
  kind: 'signature',
  name: 'customer',
  caption: WORDS[language].sign,
});

/** Sentences as numbered clauses from `from`: `1.`, `2.` */
export const clauses = (texts: readonly string[], from = 1): readonly Block[] =>
  texts.map((text, index) => ({ kind: 'clause', number: `${from + index}.`, text }));
