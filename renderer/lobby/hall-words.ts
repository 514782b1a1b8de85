import type { Language } from '#contracts/language.ts';
import type { OutOfServiceReason } from '#contracts/screen/out-of-service.ts';

/** What the hall on the lobby page says, beside the names of steps and services that the calls use as well. */
export type HallWords = {
  readonly terminals: string;
  /** Questions of terminals to staff that nobody has decided yet. */
  readonly approvals: (count: number) => string;
  readonly noTerminals: string;
  readonly state: Readonly<Record<'free' | 'busy' | 'stuck' | 'closed' | 'silent', string>>;
  readonly closedWhy: Readonly<Record<OutOfServiceReason | 'starting', string>>;
  readonly closedOther: string;
  readonly stepOf: (position: number, of: number) => string;
  readonly atStep: (duration: string) => string;
  readonly normally: (duration: string, learnt: boolean) => string;
  readonly inVisit: (duration: string) => string;
  readonly heard: (duration: string) => string;
  readonly neverHeard: string;
  /** Numbers it gave out today by itself. */
  readonly cutOffline: (numbers: number) => string;
  readonly queue: string;
  readonly columns: Readonly<Record<'business' | 'waiting' | 'longest' | 'newcomer', string>>;
  readonly all: string;
  readonly range: (from: number, to: number) => string;
  readonly noCounter: string;
  readonly none: string;
  readonly today: string;
  readonly half: string;
  readonly nine: string;
  readonly target: (minutes: number) => string;
  readonly ofCalled: (within: number, called: number) => string;
  readonly share: string;
  readonly shareOf: (done: number, all: number) => string;
  readonly nothingYet: string;
  readonly handedOver: string;
  readonly left: string;
  readonly visits: (count: number) => string;
  readonly over: string;
};

export const HALL_WORDS: Readonly<Record<Language, HallWords>> = {
  'zh-CN': {
    terminals: '各台终端',
    approvals: (count) => `${count} 项等待您决定`,
    noTerminals: '还没有终端加入。',
    state: { free: '空闲', busy: '有人在办', stuck: '停留过久', closed: '暂停服务', silent: '没有消息' },
    closedWhy: {
      idScanner: '身份证阅读器不可用',
      bank: '连不上银行系统',
      journal: '不能记录业务',
      cardStuck: '卡在机器里',
      supervisor: '工作人员正在操作',
      supplies: '正在补充纸张或卡片',
      maintenance: '正在维护',
      closing: '今天已停用',
      event: '工作人员已暂停',
      starting: '正在启动',
    },
    closedOther: '原因见机器屏幕',
    stepOf: (position, of) => `第 ${position} 步，共 ${of} 步`,
    atStep: (duration) => `这一步已 ${duration}`,
    normally: (duration, learnt) => `${learnt ? '平常' : '一般'} ${duration}`,
    inVisit: (duration) => `来了 ${duration}`,
    heard: (duration) => `最后消息在 ${duration} 前，下面是当时的情况`,
    neverHeard: '还没有收到过消息',
    cutOffline: (numbers) => `今天断线时自己发了 ${numbers} 个号`,
    queue: '排队情况',
    columns: { business: '业务', waiting: '等候', longest: '最久', newcomer: '现在取号' },
    all: '合计',
    range: (from, to) => (from === to ? `${to} 分钟` : `${from}–${to} 分钟`),
    noCounter: '没有柜台',
    none: '—',
    today: '今天的等候',
    half: '半数人不超过',
    nine: '九成人不超过',
    target: (minutes) => `目标 ${minutes} 分钟以内`,
    ofCalled: (within, called) => `${called} 人中 ${within} 人`,
    share: '在终端办完',
    shareOf: (done, all) => `${all} 笔中 ${done} 笔`,
    nothingYet: '今天还没有',
    handedOver: '终端转柜台或工作人员',
    left: '未办离开终端',
    visits: (count) => `${count} 次`,
    over: '超过目标',
  },
  en: {
    terminals: 'Terminals',
    approvals: (count) =>
      count === 1 ? '1 question waits for a decision' : `${count} questions wait for a decision`,
    noTerminals: 'No terminal has joined yet.',
    state: { free: 'Free', busy: 'In use', stuck: 'Stuck', closed: 'Out of service', silent: 'Silent' },
    closedWhy: {
      idScanner: 'ID reader is away',
      bank: 'Bank cannot be reached',
      journal: 'Nothing can be recorded',
      cardStuck: 'A card is stuck inside',
      supervisor: 'Staff are working at it',
      supplies: 'Being filled up',
      maintenance: 'Being looked after',
      closing: 'Closed for today',
      event: 'Closed by staff',
      starting: 'Starting',
    },
    closedOther: 'See its screen',
    stepOf: (position, of) => `Step ${position} of ${of}`,
    atStep: (duration) => `At this step ${duration}`,
    normally: (duration, learnt) => `${learnt ? 'normally' : 'usually'} ${duration}`,
    inVisit: (duration) => `Here for ${duration}`,
    heard: (duration) => `Last heard ${duration} ago; this is how it stood then`,
    neverHeard: 'Not heard of yet',
    cutOffline: (numbers) =>
      numbers === 1
        ? 'Gave out 1 number while cut off today'
        : `Gave out ${numbers} numbers while cut off today`,
    queue: 'Queue',
    columns: { business: 'For', waiting: 'Waiting', longest: 'Longest', newcomer: 'A number now' },
    all: 'All',
    range: (from, to) => (from === to ? `${to} min` : `${from}–${to} min`),
    noCounter: 'no counter',
    none: '—',
    today: 'Waits today',
    half: 'Half waited at most',
    nine: 'Nine in ten at most',
    target: (minutes) => `Target: within ${minutes} min`,
    ofCalled: (within, called) => `${within} of ${called}`,
    share: 'Finished at a terminal',
    shareOf: (done, all) => `${done} of ${all}`,
    nothingYet: 'Nothing yet today',
    handedOver: 'Handed to counters or staff',
    left: 'Left a terminal without',
    visits: (count) => (count === 1 ? '1 visit' : `${count} visits`),
    over: 'over target',
  },
};
