import type { SupervisorWords } from './words.ts';

export const ZH: SupervisorWords = {
  title: '设备管理',
  terminal: (id) => `终端 ${id}`,
  otherLanguage: 'English',
  simulated: '模拟设备',
  away: '连不上网点服务，有些事现在做不了',
  offline: '未联网登录',
  connecting: '正在连接本机',
  customerFirst: '有客户正在办理。办完以后自动进入。',
  ending: '正在安全结束',
  signIn: '员工登录',
  number: '员工号',
  pin: '密码',
  next: '下一步',
  clear: '清除',
  rubOut: '删除',
  back: '返回',
  leave: '退出管理',
  leaveMore: '退出以后，机器交还给客户使用',
  looking: '正在读取',
  again: '再试一次',
  idleSoon: (seconds) => `没有人操作，${seconds} 秒后自动退出`,
  stay: '我还在',
  rooms: '功能',
  who: (name, number) => `${name}（${number}）`,
  noRooms: '您的权限在这台机器上没有可用的功能。需要的话，请找网点管理员。',
  second: '需要第二个人',
  secondMore: '这件事要由另一位有权限的同事当面确认。请他输入自己的员工号和密码。',
  cancel: '取消',
  confirm: '确认',
  refusal: ({ code, seconds, detail }) => {
    switch (code) {
      case 'pinWrong':
        return '员工号或密码不对。';
      case 'pinLocked':
        return '密码错得太多，已锁定。请找网点管理员。';
      case 'waits':
        return `请等 ${seconds ?? 15} 秒再试。`;
      case 'expired':
        return '您的维修授权已到期。请找网点管理员续期。';
      case 'notAllowed':
        return '您没有做这件事的权限。';
      case 'notSignedIn':
        return '登录已结束。请重新登录。';
      case 'secondWanted':
        return '要由另一位同事确认。';
      case 'samePerson':
        return '要由另一位同事确认，不能是本人。';
      case 'away':
        return '连不上网点服务，这件事现在做不了。';
      case 'notNow':
        return '现在不能做这件事。';
      case 'stale':
        return '情况已经变了。请再看一遍。';
      case 'busy':
        return '机器正忙。请稍后再试。';
      case 'cancelled':
        return '已取消，没有做。';
      case 'unknown':
        return '不知道有没有做成。请先查看，再决定要不要重做。';
      case 'badInput':
        return '输入的内容不对。';
      case 'failed':
        return `没有做成${detail ? `（${detail}）` : ''}。`;
    }
  },
  fault: {
    journal: '不能保存办理记录',
    cardStuck: '有卡卡在插卡口',
    idScanner: '身份证阅读器不可用',
    bank: '连不上银行系统',
  },
  closing: {
    supplies: '补充纸张或卡片',
    maintenance: '维护',
    closing: '今天停用',
    event: '其他原因暂停',
  },
  roles: { supervisor: '设备管理', technician: '维修', manager: '主管', lobby: '大堂', approver: '授权' },
};
