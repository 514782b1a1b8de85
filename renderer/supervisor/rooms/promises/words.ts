import type { PromiseKind } from '#contracts/branch/promise.ts';
import type { Role } from '#contracts/branch/staff.ts';
import type { Language } from '#contracts/language.ts';

type PromiseWords = {
  readonly kind: Readonly<Record<PromiseKind, string>>;
  readonly none: string;
  readonly more: (count: number) => string;
  readonly due: (at: string) => string;
  readonly overdue: (at: string) => string;
  readonly begun: string;
  readonly notBegun: string;
  readonly owner: (who: string) => string;
  readonly role: Readonly<Record<Role, string>>;
  readonly here: string;
  readonly place: (place: string) => string;
  readonly byPhone: string;
  readonly since: (at: string) => string;
};

export const PROMISE_WORDS: Readonly<Record<Language, PromiseWords>> = {
  'zh-CN': {
    kind: { keptCard: '交还留下的卡', complaint: '答复投诉', callBack: '回电话' },
    none: '答应客户的事都办完了。',
    more: (count) => `还有 ${count} 件没有列出`,
    due: (at) => `最晚 ${at}`,
    overdue: (at) => `已经晚了，最晚应在 ${at}`,
    begun: '已有人在办',
    notBegun: '还没有人办',
    owner: (who) => `由${who}负责`,
    role: {
      counter: '柜台',
      lobby: '大堂',
      approver: '授权人员',
      manager: '主管',
      administrator: '网点管理员',
      teller: '视频柜员',
      supervisor: '设备管理员',
      technician: '维修人员',
    },
    here: '在这台机器',
    place: (place) => `在 ${place}`,
    byPhone: '通过电话',
    since: (at) => `${at} 答应`,
  },
  en: {
    kind: {
      keptCard: 'Kept card to be handed out',
      complaint: 'Complaint to be answered',
      callBack: 'Call back',
    },
    none: 'Nothing that was promised is open.',
    more: (count) => `${count} more not listed`,
    due: (at) => `By ${at}`,
    overdue: (at) => `Overdue since ${at}`,
    begun: 'Somebody has begun',
    notBegun: 'Nobody has begun',
    owner: (who) => `Owner: ${who}`,
    role: {
      counter: 'counter',
      lobby: 'lobby',
      approver: 'approvers',
      manager: 'manager',
      administrator: 'branch administrator',
      teller: 'video tellers',
      supervisor: 'supervisors',
      technician: 'technicians',
    },
    here: 'at this machine',
    place: (place) => `at ${place}`,
    byPhone: 'by telephone',
    since: (at) => `promised ${at}`,
  },
};
