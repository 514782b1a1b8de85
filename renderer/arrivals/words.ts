import type { ArrivalAudience, ArrivalReason } from '#contracts/branch/arrival.ts';
import type { Language } from '#contracts/language.ts';

export type ArrivalWords = {
  readonly title: string;
  readonly titleWith: (open: number) => string;
  readonly section: string;
  readonly nobody: string;
  readonly nobodyMore: string;
  readonly nameless: string;
  readonly connecting: string;
  readonly live: string;
  readonly lost: string;
  readonly lostMore: string;
  readonly keys: string;
  readonly more: (count: number) => string;
  readonly label: { readonly reason: string; readonly place: string; readonly since: string };
  readonly reason: Readonly<Record<ArrivalReason, string>>;
  readonly as: Readonly<Record<ArrivalAudience, string>>;
  readonly at: (terminal: string) => string;
  readonly noTerminal: string;
  readonly minutes: (minutes: number) => string;
  readonly justNow: string;
  readonly go: string;
  readonly open: string;
  readonly answered: string;
  readonly youGo: string;
  readonly goes: (staff: string) => string;
  readonly soundOn: string;
  readonly soundIsOn: string;
  readonly said: {
    readonly came: (name: string) => string;
    readonly going: (name: string) => string;
    readonly tooLate: string;
    readonly failed: string;
  };
};

export const WORDS: Readonly<Record<Language, ArrivalWords>> = {
  'zh-CN': {
    title: '到店提醒',
    titleWith: (open) => `（${open}）到店提醒`,
    section: '到店客户',
    nobody: '目前没有到店提醒',
    nobodyMore: '同意提醒的客户到店后，会立即显示在这里，离店后消失。',
    nameless: '姓名无法读取',
    connecting: '正在连接……',
    live: '已是最新',
    lost: '连接已断开',
    lostMore: '无法连接网点服务，这里的内容可能不是最新的。正在重新连接，请留意大堂。',
    keys: '键盘：↑ ↓ 选择，回车确认',
    more: (count) => `另有 ${count} 位未列出`,
    label: { reason: '识别方式', place: '位置', since: '到店' },
    reason: { idCard: '身份证', bankCard: '银行卡', appointment: '预约签到', beacon: '到店感应' },
    as: {
      manager: '您的客户',
      corporate: '您的企业客户',
      lobby: '大堂接待',
      escalated: '无人应答，请安排接待',
    },
    at: (terminal) => `终端 ${terminal}`,
    noTerminal: '门口',
    minutes: (minutes) => `${minutes} 分钟前`,
    justNow: '刚刚',
    go: '我去接待',
    open: '无人应答',
    answered: '有人接待',
    youGo: '您去接待',
    goes: (staff) => `${staff} 去接待`,
    soundOn: '打开提示音',
    soundIsOn: '提示音已打开',
    said: {
      came: (name) => `${name}到店`,
      going: (name) => `已记录：您去接待${name}`,
      tooLate: '客户已离店。',
      failed: '没有发送成功，请再试一次。',
    },
  },
  en: {
    title: 'Arrivals',
    titleWith: (open) => `(${open}) Arrivals`,
    section: 'Customers who have come',
    nobody: 'Nobody is announced',
    nobodyMore: 'A customer who wants to be received appears here at once, and goes when the visit is over.',
    nameless: 'Name cannot be read',
    connecting: 'Connecting…',
    live: 'Up to date',
    lost: 'Connection lost',
    lostMore:
      'The branch service cannot be reached, so this may be out of date. Connecting again: please keep an eye on the hall.',
    keys: 'Keyboard: ↑ ↓ to choose, Enter to act',
    more: (count) => `${count} more not listed`,
    label: { reason: 'Recognised by', place: 'Where', since: 'Came' },
    reason: { idCard: 'ID card', bankCard: 'Bank card', appointment: 'Appointment', beacon: 'Beacon' },
    as: {
      manager: 'Your customer',
      corporate: 'Your company’s representative',
      lobby: 'To be received',
      escalated: 'Nobody has answered: please send somebody',
    },
    at: (terminal) => `Terminal ${terminal}`,
    noTerminal: 'At the door',
    minutes: (minutes) => `${minutes} min ago`,
    justNow: 'just now',
    go: 'I am going',
    open: 'Not answered',
    answered: 'Answered',
    youGo: 'You are going',
    goes: (staff) => `${staff} is going`,
    soundOn: 'Turn sound on',
    soundIsOn: 'Sound is on',
    said: {
      came: (name) => `${name} has come`,
      going: (name) => `Noted: you are going to ${name}`,
      tooLate: 'The customer has left.',
      failed: 'It was not sent. Please try again.',
    },
  },
};
