import type { Language } from '#contracts/language.ts';
import type { Supply, SupplyLine } from '#contracts/supervisor/asks/supplies.ts';

type Sensor = NonNullable<SupplyLine['sensor']>;

type SuppliesWords = {
  readonly supply: Readonly<Record<Supply, string>>;
  readonly sensor: Readonly<Record<Sensor, string>>;
  readonly noSensor: string;
  readonly column: {
    readonly what: string;
    readonly device: string;
    readonly books: string;
    readonly since: string;
  };
  readonly left: (left: number, amount: number) => string;
  readonly room: (left: number, amount: number) => string;
  readonly wrongBooks: (over: number) => string;
  readonly moved: (moved: number) => string;
  readonly due: string;
  readonly dueOn: (at: number) => string;
  readonly seenTo: (at: number, by: string) => string;
  readonly never: string;
  readonly seeTo: (what: string) => string;
  readonly found: (usedUp: boolean) => string;
  readonly amount: (usedUp: boolean) => string;
  readonly notCounted: string;
  readonly save: string;
  readonly cancel: string;
  readonly agrees: string;
  readonly differs: (difference: number) => string;
  readonly saved: string;
  readonly none: string;
};

const when = (language: Language, at: number): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);

export const SUPPLIES_WORDS: Readonly<Record<Language, SuppliesWords>> = {
  'zh-CN': {
    supply: {
      receiptPaper: '凭条纸',
      blankCards: '空白卡',
      dispenserBin: '发卡机废卡箱',
      readerBin: '读卡器吞卡箱',
    },
    sensor: {
      full: '满',
      ok: '正常',
      high: '快满了',
      low: '快用完了',
      empty: '空',
      jammed: '卡住',
      unknown: '不知道',
    },
    noSensor: '设备看不到',
    column: { what: '物品', device: '设备看到的', books: '账上', since: '上次处理' },
    left: (left, amount) => `还剩 ${left}，放入 ${amount}`,
    room: (left, amount) => `还能放 ${left}，共 ${amount}`,
    wrongBooks: (over) => `比账上多用了 ${over}，请清点`,
    moved: (moved) => `已走 ${moved}，没有登记过总数`,
    due: '该处理了',
    dueOn: (at) => `照现在的速度，到 ${when('zh-CN', at)} 该处理`,
    seenTo: (at, by) => `${when('zh-CN', at)}，${by}`,
    never: '没有登记过',
    seeTo: (what) => `登记：${what}`,
    found: (usedUp) => (usedUp ? '处理前清点剩下几张' : '取出几张'),
    amount: (usedUp) => (usedUp ? '现在一共几张' : '能放几张'),
    notCounted: '没有清点',
    save: '登记',
    cancel: '取消',
    agrees: '已登记，与账上一致。',
    differs: (difference) =>
      `已登记。比账上${difference > 0 ? '多' : '少'} ${Math.abs(difference)} 张，已记录。`,
    saved: '已登记。',
    none: '这台机器没有要补充的设备。',
  },
  en: {
    supply: {
      receiptPaper: 'Receipt paper',
      blankCards: 'Blank cards',
      dispenserBin: 'Bin of the card dispenser',
      readerBin: 'Bin of the card reader',
    },
    sensor: {
      full: 'Full',
      ok: 'Well',
      high: 'Nearly full',
      low: 'Nearly used up',
      empty: 'Empty',
      jammed: 'Jammed',
      unknown: 'Not known',
    },
    noSensor: 'The device cannot see it',
    column: { what: 'What', device: 'As the device sees it', books: 'By the books', since: 'Last seen to' },
    left: (left, amount) => `${left} left of ${amount}`,
    room: (left, amount) => `Room for ${left} of ${amount}`,
    wrongBooks: (over) => `${over} more went than the books had: please count`,
    moved: (moved) => `${moved} went; nobody has entered how many there were`,
    due: 'To be seen to',
    dueOn: (at) => `As it goes now, to be seen to by ${when('en', at)}`,
    seenTo: (at, by) => `${when('en', at)}, ${by}`,
    never: 'Never entered',
    seeTo: (what) => `Enter: ${what}`,
    found: (usedUp) => (usedUp ? 'Counted before: how many were left' : 'Taken out: how many'),
    amount: (usedUp) => (usedUp ? 'In it now, all together' : 'How many it holds'),
    notCounted: 'Not counted',
    save: 'Enter',
    cancel: 'Cancel',
    agrees: 'Entered; it agrees with the books.',
    differs: (difference) =>
      `Entered. ${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} than by the books; that is on record.`,
    saved: 'Entered.',
    none: 'Nothing at this machine runs out or fills up.',
  },
};
