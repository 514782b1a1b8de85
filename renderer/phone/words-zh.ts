import type { PhoneWords } from './words.ts';

export const zhCN: PhoneWords = {
  title: '我的号码',
  other: { language: 'en', name: 'English' },
  name: ({ zh }) => zh,
  number: '您的号码',
  state: {
    waiting: '等候中',
    parked: '号码为您保留',
    done: '已经办完',
    noShow: '叫号时您不在',
    gaveUp: '已放弃排队',
  },
  called: (counter) => `请到 ${counter} 号窗口`,
  serving: (counter) => (counter === null ? '正在办理' : `正在 ${counter} 号窗口办理`),
  more: {
    waiting: '',
    called: '窗口在等您，请现在过去。',
    serving: '这一页现在可以关掉了。',
    parked: '东西备齐后，请告诉任何一位工作人员，不用重新取号。',
    done: '谢谢您的光临。',
    noShow: '请到大堂找工作人员，今天还可以再叫您一次。',
    gaveUp: '想再办理，请重新取号。',
  },
  ahead: (count) => (count === 0 ? '下一个就是您' : `前面还有 ${count} 人`),
  minutes: (from, to) => {
    if (to <= 1) return '1 分钟以内';
    if (from === 0) return `${to} 分钟以内`;
    return from === to ? `大约 ${to} 分钟` : `大约 ${from} 到 ${to} 分钟`;
  },
  minutesUnknown: '现在还说不准要等多久',
  reason: {
    steady: () => '按今天办理的速度估算，十次有九次在这个范围内。',
    counterClosed: (counter) => `${counter === null ? '有窗口' : `${counter} 号窗口`}停了，要多等一会儿。`,
    counterOpened: (counter) => `${counter === null ? '又' : `${counter} 号窗口`}开了，会快一些。`,
    noCounter: () => '现在没有窗口办这项业务，开了会马上更新。',
    slower: () => '前面几位办得比平时久。',
    faster: () => '前面几位办得比平时快。',
    overtaken: () => '有一位客户按规定优先办理，先过去了。',
    coldStart: () => '这里还没有以往的记录，按一般情况估算。',
  },
  careUntil: (until) => `${until} 前，老年人和残障人士优先。`,
  seats: (count) => `有爱心座位 ${count} 个。`,
  keepOpen: '轮到您时，这一页会马上变。请不要走远，也请留意大屏幕。',
  giveUp: '不等了，放弃这个号码',
  giveUpSure: (label) => `放弃 ${label}？`,
  giveUpMeans: '放弃后这个号码不再叫，想办理要重新取号排队。',
  giveUpYes: '放弃',
  giveUpNo: '继续等',
  sending: '请稍候…',
  notSent: '没有收到回复，不确定是否放弃成功，正在重新查看。',
  tooLate: '情况刚刚变了，这个号码现在不能放弃。',
  connecting: '正在连接…',
  lost: (time) => `连接中断，正在重试。以下是 ${time} 的情况，请留意大屏幕。`,
  asOf: (time) => `${time} 更新`,
  unknown: '查不到这个号码',
  unknownMore: '可能已经过了期，或者网址不完整。请看纸上的号码，或问大堂的工作人员。',
};
