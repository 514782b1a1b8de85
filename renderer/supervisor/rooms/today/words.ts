import type { VisitOutcome } from '#contracts/branch/position.ts';
import type { Language } from '#contracts/language.ts';
import type { ServiceId } from '#contracts/services/service.ts';

type TodayWords = {
  readonly date: (date: string) => string;
  readonly finished: (percent: number, finished: number, began: number) => string;
  readonly finishedTarget: (percent: number) => string;
  readonly noneBegan: string;
  readonly median: (time: string) => string;
  readonly medianTarget: (minutes: number) => string;
  readonly ninth: (time: string) => string;
  readonly noneFinished: string;
  readonly well: string;
  readonly amiss: string;
  readonly time: (seconds: number) => string;
  readonly outcomes: string;
  readonly outcome: Readonly<Record<VisitOutcome, string>>;
  readonly here: string;
  readonly branch: string;
  readonly visits: string;
  readonly all: string;
  readonly notFinished: string;
  readonly service: Readonly<Record<ServiceId, string>>;
};

export const TODAY_WORDS: Readonly<Record<Language, TodayWords>> = {
  'zh-CN': {
    date: (date) => `营业日 ${date}`,
    finished: (percent, finished, began) => `${percent}% 在这里办完：${began} 次开始办理，${finished} 次办完`,
    finishedTarget: (percent) => `目标：至少 ${percent}%`,
    noneBegan: '今天还没有人开始办理',
    median: (time) => `一半的人在 ${time} 内办完`,
    medianTarget: (minutes) => `目标：${minutes} 分钟以内`,
    ninth: (time) => `十个人里九个在 ${time} 内办完`,
    noneFinished: '今天还没有人办完',
    well: '达到目标',
    amiss: '没有达到目标',
    time: (seconds) => `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`,
    outcomes: '来办的人',
    outcome: { done: '在机器上办了', handedOver: '转给了工作人员', left: '没有办成就走了' },
    here: '这台机器',
    branch: '全网点',
    visits: '结果',
    all: '一共',
    notFinished: '开始了没有办完',
    service: {
      reportLostCard: '银行卡挂失',
      changeReservedPhone: '修改预留手机号',
      assessRisk: '风险测评',
      buyWealth: '购买理财',
      withdrawOrder: '撤回理财',
      eBankingSignUp: '开通电子银行',
      issueCard: '办新卡',
      companyAccount: '单位开户',
    },
  },
  en: {
    date: (date) => `Business day ${date}`,
    finished: (percent, finished, began) =>
      `${percent}% finished here: ${finished} of ${began} that were begun`,
    finishedTarget: (percent) => `Wanted: ${percent}% or more`,
    noneBegan: 'Nobody has begun anything today',
    median: (time) => `Half were finished within ${time}`,
    medianTarget: (minutes) => `Wanted: within ${minutes} min`,
    ninth: (time) => `Nine in ten were finished within ${time}`,
    noneFinished: 'Nobody has finished anything today',
    well: 'As wanted',
    amiss: 'Not as wanted',
    time: (seconds) => `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
    outcomes: 'Visits',
    outcome: {
      done: 'Something was done here',
      handedOver: 'A person took over',
      left: 'Left without either',
    },
    here: 'This machine',
    branch: 'Whole branch',
    visits: 'How it ended',
    all: 'All together',
    notFinished: 'Begun and not finished',
    service: {
      reportLostCard: 'Report a lost card',
      changeReservedPhone: 'Change phone number',
      assessRisk: 'Risk assessment',
      buyWealth: 'Buy a wealth product',
      withdrawOrder: 'Take back an order',
      eBankingSignUp: 'Open e-banking',
      issueCard: 'New card',
      companyAccount: 'Company account',
    },
  },
};
