import type { Language } from '#contracts/language.ts';
import type { ServiceId } from '#contracts/services/service.ts';

type Kind = 'service' | 'answer' | 'business' | 'number' | 'find' | 'complaint';

/** Everything the page of use says. */
export type UseWords = {
  readonly title: string;
  readonly lead: string;
  readonly loading: string;
  readonly lost: string;
  readonly again: string;
  readonly back: string;
  readonly days: (days: number) => string;
  readonly span: (from: string, to: string) => string;
  readonly what: string;
  readonly kind: string;
  readonly opened: string;
  readonly finished: string;
  readonly givenUp: string;
  readonly share: string;
  readonly lastUsed: string;
  readonly noneUsed: string;
  readonly never: (count: number) => string;
  readonly allUsed: string;
  readonly hours: string;
  readonly hour: string;
  readonly hoursLead: string;
  /** How something ends: what counts as finished. */
  readonly ends: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly services: Readonly<Record<ServiceId, string>>;
  readonly numberName: string;
  readonly findName: string;
  readonly complaintName: string;
};

const zhCN: UseWords = {
  title: '使用情况',
  lead: '终端上的每样内容被打开过多少次、办完多少次。只计次数，不记是谁。整点之后才计入。',
  loading: '正在读取…',
  lost: '没有读到，请检查网络。',
  again: '再读一次',
  back: '看多久',
  days: (days) => `最近 ${days} 天`,
  span: (from, to) => `${from} 至 ${to}`,
  what: '内容',
  kind: '类别',
  opened: '打开',
  finished: '办完',
  givenUp: '放弃',
  share: '办完占比',
  lastUsed: '最后一次',
  noneUsed: '这段时间没有人用过。',
  never: (count) => `没人打开过的 ${count} 样`,
  allUsed: '每样都有人打开过。',
  hours: '一天里的分布',
  hour: '钟点',
  hoursLead: '各钟点打开的次数，按网点时间。',
  ends: '办完：业务办成；取到号；意见已提交；看了解答后去办理、取号或叫了人；搜索后选了一样。',
  kinds: {
    service: '本机业务',
    answer: '解答',
    business: '柜台业务',
    number: '取号',
    find: '搜索',
    complaint: '意见',
  },
  services: {
    reportLostCard: '挂失',
    changeReservedPhone: '修改预留手机号',
    assessRisk: '风险测评',
    buyWealth: '购买理财',
    withdrawOrder: '撤回理财',
    eBankingSignUp: '开通电子银行',
    issueCard: '办新卡',
    companyAccount: '单位开户',
  },
  numberName: '取号',
  findName: '搜索',
  complaintName: '提意见',
};

const en: UseWords = {
  title: 'Use of the terminals',
  lead: 'How often each thing at the terminals was opened, and how often it came to its end. Counts alone, nobody’s name. An hour is counted once it is over.',
  loading: 'One moment…',
  lost: 'It could not be read. Please look at the network.',
  again: 'Try again',
  back: 'How far back',
  days: (days) => `The last ${days} days`,
  span: (from, to) => `${from} to ${to}`,
  what: 'What',
  kind: 'Kind',
  opened: 'Opened',
  finished: 'Finished',
  givenUp: 'Given up',
  share: 'Share finished',
  lastUsed: 'Last used',
  noneUsed: 'Nobody used anything in these days.',
  never: (count) => `Never opened: ${count}`,
  allUsed: 'Everything was opened by somebody.',
  hours: 'Over the day',
  hour: 'Hour',
  hoursLead: 'How often something was opened, by the branch’s clock.',
  ends: 'Finished: the business done; the number taken; the complaint filed; an answer that led to a service, a number or a call for staff; a search in which something was chosen.',
  kinds: {
    service: 'Service here',
    answer: 'Answer',
    business: 'At a counter',
    number: 'Number',
    find: 'Search',
    complaint: 'Complaint',
  },
  services: {
    reportLostCard: 'Report a lost card',
    changeReservedPhone: 'Change my phone number',
    assessRisk: 'Risk assessment',
    buyWealth: 'Buy a wealth product',
    withdrawOrder: 'Take an order back',
    eBankingSignUp: 'Open online banking',
    issueCard: 'Get a new card',
    companyAccount: 'Company account',
  },
  numberName: 'Taking a number',
  findName: 'Search',
  complaintName: 'Making a complaint',
};

export const WORDS: Readonly<Record<Language, UseWords>> = { 'zh-CN': zhCN, en };

/** Which kind of thing a tile is, and what it is called. */
export function tileWords(
  {
    tile,
    name,
  }: { readonly tile: string; readonly name: { readonly zh: string; readonly en: string } | null },
  language: Language,
): { readonly kind: string; readonly name: string } {
  const words = WORDS[language];
  const [kind = '', id = ''] = tile.split(':');
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const services: Readonly<Record<string, string>> = words.services;
  const own: Readonly<Record<string, string>> = {
    number: words.numberName,
    find: words.findName,
    complaint: words.complaintName,
  };
  const given = name?.[language === 'en' ? 'en' : 'zh'];
  return {
    kind: kinds[kind] ?? kind,
    name: given ?? (kind === 'service' ? services[id] : own[kind]) ?? id,
  };
}
