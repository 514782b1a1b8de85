import type {
  CheckedRecording,
  FoundRecordings,
  Playback,
  RecordingReason,
} from '#contracts/branch/recording.ts';
import type { Language } from '#contracts/language.ts';

export type FoundRecording = FoundRecordings['recordings'][number];
type Fault = NonNullable<CheckedRecording['fault']>;

/** Everything the page of recordings says. */
export type RecordingsWords = {
  readonly title: string;
  readonly lead: string;
  readonly logged: string;
  readonly paper: string;
  readonly find: string;
  readonly newest: string;
  readonly paperWrong: string;
  readonly loading: string;
  readonly lost: string;
  readonly again: string;
  readonly found: (count: number) => string;
  readonly foundOf: (paper: string, count: number) => string;
  readonly state: Readonly<Record<FoundRecording['state'], string>>;
  readonly reason: Readonly<Record<RecordingReason, string>>;
  readonly label: Readonly<Record<'service' | 'call' | 'terminal' | 'when' | 'length' | 'paper', string>>;
  readonly noPaper: string;
  /** A part of a call: its number, which part, and who the teller was. */
  readonly ofCall: (reference: string, part: number, teller: string | null) => string;
  /** Seconds that are kept. */
  readonly length: (seconds: number) => string;
  readonly open: string;
  readonly close: string;
  /** Which one a button is about; read out, not shown. */
  readonly which: (terminal: string, when: string) => string;
  readonly deleted: (when: string) => string;
  readonly nothingKept: string;
  readonly checking: string;
  readonly checkFailed: string;
  readonly whole: string;
  readonly notWhole: (why: string) => string;
  /** Which second is the first at fault, from 1. */
  readonly fault: Readonly<Record<Fault, (second: number) => string>>;
  readonly running: string;
  readonly why: string;
  readonly openingReason: Readonly<Record<Playback['reason'], string>>;
  readonly whyMissing: string;
  readonly play: string;
  readonly fetching: string;
  readonly playFailed: string;
  readonly playGone: string;
  readonly unplayable: string;
  readonly writtenDown: (staff: string, reason: string) => string;
  readonly picture: (when: string) => string;
  readonly stop: string;
};

const zhCN: RecordingsWords = {
  title: '双录与通话录像',
  lead: '终端上销售、客户与远程柜员通话时录下的画面和声音。先查完整，再选理由观看。',
  logged: '每次播放都会记录：员工号、时间、哪一份录像和理由。',
  paper: '文件编号',
  find: '查找',
  newest: '最近的录像',
  paperWrong: '请输入签署文件上的编号。',
  loading: '正在读取…',
  lost: '没有读到，请检查网络。',
  again: '再试一次',
  found: (count) => (count === 0 ? '还没有录像。' : `最近的录像：${count} 份`),
  foundOf: (paper, count) => (count === 0 ? `文件 ${paper} 没有录像。` : `文件 ${paper} 的录像：${count} 份`),
  state: { open: '正在录', complete: '录完', stopped: '停止', broken: '中断' },
  reason: {
    sold: '已经成交',
    notSold: '没有成交',
    customer: '客户要求停止',
    visitEnded: '客户离开，或办理结束',
    camera: '摄像头或麦克风出了故障',
    page: '终端的页面中断',
    silent: '终端没有再传来画面',
    disordered: '画面缺失或次序不对',
    tooMuch: '超过能保存的长度',
    branchAway: '终端连不上网点服务',
    refused: '网点服务没有接收',
    ownStep: '到了只归客户本人的一步，停录',
    handedOn: '转给了另一位柜员，或柜员离开',
    media: '通话的画面和声音断了',
    teller: '柜员停止录制',
    callOver: '通话结束',
  },
  label: {
    service: '业务',
    call: '远程柜员通话',
    terminal: '终端',
    when: '开始时间',
    length: '长度',
    paper: '文件编号',
  },
  noPaper: '没有对应的文件',
  ofCall: (reference, part, teller) =>
    `${reference} · 第 ${part} 段${teller === null ? '' : ` · 柜员 ${teller}`}`,
  length: (seconds) =>
    seconds < 60
      ? `${seconds} 秒`
      : `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`,
  open: '打开',
  close: '关闭',
  which: (terminal, when) => `终端 ${terminal}，${when}`,
  deleted: (when) => `已按保存期限删除：${when}`,
  nothingKept: '没有录到画面。',
  checking: '正在检查是否完整…',
  checkFailed: '没有查成，不知道是否完整。',
  whole: '完整：每一秒都在，次序没乱，内容没有改动。',
  notWhole: (why) => `不完整：${why}`,
  fault: {
    missing: (second) => `从第 ${second} 秒起缺失。`,
    disordered: (second) => `第 ${second} 秒的次序不对。`,
    changed: (second) => `第 ${second} 秒被改动过。`,
    notTheEnd: (second) => `第 ${second} 秒与终端录下的结尾不一致。`,
    otherBefore: () => '和同一次通话的上一段接不上。',
  },
  running: '还在录：这里只有到现在为止的画面。',
  why: '为什么要看',
  openingReason: {
    customerAsked: '客户要求',
    complaint: '处理投诉',
    dispute: '处理纠纷',
    audit: '检查、审计',
  },
  whyMissing: '请先选择理由。',
  play: '取来并播放',
  fetching: '正在取录像…',
  playFailed: '录像没有取到，请再试一次。这次可能已经记录。',
  playGone: '这份录像已经删除，或不在您的网点。',
  unplayable: '这份录像放不出来，可能已经损坏。',
  writtenDown: (staff, reason) => `已记录：员工 ${staff}，理由：${reason}`,
  picture: (when) => `录像，${when}`,
  stop: '关闭录像',
};

const en: RecordingsWords = {
  title: 'Recordings of sales and calls',
  lead: 'Picture and sound of sales, and of calls to tellers, at the terminals. See first whether one is whole, then say why you watch it.',
  logged: 'Every playback is written down: your staff number, the time, which recording, and why.',
  paper: 'Number of the paper',
  find: 'Find',
  newest: 'The newest',
  paperWrong: 'Please enter the number that stands on the signed paper.',
  loading: 'One moment…',
  lost: 'It could not be read. Please look at the network.',
  again: 'Try again',
  found: (count) => (count === 0 ? 'Nothing was recorded yet.' : `The newest recordings: ${count}`),
  foundOf: (paper, count) =>
    count === 0 ? `There is no recording for paper ${paper}.` : `Recordings for paper ${paper}: ${count}`,
  state: { open: 'Still recording', complete: 'Complete', stopped: 'Stopped', broken: 'Broke off' },
  reason: {
    sold: 'the sale was made',
    notSold: 'no sale was made',
    customer: 'the customer wanted it to stop',
    visitEnded: 'the customer left, or the visit ended',
    camera: 'the camera or microphone failed',
    page: 'the page at the terminal broke off',
    silent: 'nothing more came from the terminal',
    disordered: 'seconds were missing or out of order',
    tooMuch: 'it was longer than can be kept',
    branchAway: 'the terminal could not reach the branch',
    refused: 'the branch did not take it',
    ownStep: 'a step came that is the customer’s alone',
    handedOn: 'the call went on to another teller',
    media: 'picture and sound of the call were cut off',
    teller: 'the teller ended it',
    callOver: 'the call was over',
  },
  label: {
    service: 'Service',
    call: 'Call to a teller',
    terminal: 'Terminal',
    when: 'Begun',
    length: 'Length',
    paper: 'Number of the paper',
  },
  noPaper: 'None names it',
  ofCall: (reference, part, teller) =>
    `${reference}, part ${part}${teller === null ? '' : `, teller ${teller}`}`,
  length: (seconds) =>
    seconds < 60
      ? `${seconds} s`
      : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`,
  open: 'Open',
  close: 'Close',
  which: (terminal, when) => `terminal ${terminal}, ${when}`,
  deleted: (when) => `Deleted when its time was over: ${when}`,
  nothingKept: 'No picture was recorded.',
  checking: 'Looking whether it is whole…',
  checkFailed: 'It could not be checked: nobody knows whether it is whole.',
  whole: 'Whole: every second is there, in order, and unchanged.',
  notWhole: (why) => `Not whole: ${why}`,
  fault: {
    missing: (second) => `from second ${second} on it is missing.`,
    disordered: (second) => `second ${second} is out of order.`,
    changed: (second) => `second ${second} has been changed.`,
    notTheEnd: (second) => `second ${second} is not the end the terminal recorded.`,
    otherBefore: () => 'it does not go on from the part before it in the same call.',
  },
  running: 'Still recording: only what there is until now is here.',
  why: 'Why you watch it',
  openingReason: {
    customerAsked: 'The customer asked',
    complaint: 'A complaint',
    dispute: 'A dispute',
    audit: 'An audit',
  },
  whyMissing: 'Please choose why first.',
  play: 'Fetch and show',
  fetching: 'Fetching the recording…',
  playFailed: 'The recording did not come. Please try again. This attempt may have been written down.',
  playGone: 'This recording has been deleted, or is not of your branch.',
  unplayable: 'This recording does not play; it may be damaged.',
  writtenDown: (staff, reason) => `Written down: staff ${staff}, because: ${reason}`,
  picture: (when) => `Recording of ${when}`,
  stop: 'Close the recording',
};

export const WORDS: Readonly<Record<Language, RecordingsWords>> = { 'zh-CN': zhCN, en };

/** What was found out about a recording, in words. Segments are counted from 0 and hold a second each. */
export function checkedWords({ whole, fault, at }: CheckedRecording, words: RecordingsWords): string {
  if (fault === null) return whole ? words.whole : words.checkFailed;
  // Of an end that is another one it is told how many seconds there should have been; of the rest, the first at fault.
  return words.notWhole(words.fault[fault]((at ?? 0) + (fault === 'notTheEnd' ? 0 : 1)));
}
