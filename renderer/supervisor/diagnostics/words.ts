import type { Language } from '#contracts/language.ts';
import type { CHECKS } from '#contracts/supervisor/asks/surroundings.ts';
import type { DEVICE_STATES, LIFECYCLES } from '#contracts/supervisor/device.ts';
import type { TestPrompt, TestStep } from '#contracts/supervisor/test-run.ts';

type Counted =
  | 'framesOut'
  | 'framesIn'
  | 'discardedFrames'
  | 'discardedBytes'
  | 'badChecks'
  | 'commands'
  | 'failures'
  | 'timeouts'
  | 'restarts';

type Words = {
  readonly well: string;
  readonly amiss: string;
  readonly lifecycle: Readonly<Record<(typeof LIFECYCLES)[number], string>>;
  readonly state: Readonly<Record<(typeof DEVICE_STATES)[number], string>>;
  readonly model: string;
  readonly port: string;
  readonly firmware: string;
  readonly serial: string;
  readonly lastWrong: string;
  readonly never: string;
  readonly counters: string;
  readonly counter: Readonly<Record<Counted, string>>;
  readonly movedFrom: string;
  readonly help: string;
  readonly findPorts: string;
  readonly searching: string;
  readonly foundAt: (device: string, port: string) => string;
  readonly notFound: string;
  readonly testAll: string;
  readonly test: string;
  readonly loop: string;
  readonly stop: string;
  readonly yes: string;
  readonly no: string;
  readonly seconds: (count: number) => string;
  readonly step: Readonly<Record<TestStep, string>>;
  readonly prompt: Readonly<Record<TestPrompt, string>>;
  readonly result: Readonly<Record<'waiting' | 'running' | 'pass' | 'fail' | 'skipped', string>>;
  readonly run: Readonly<Record<'running' | 'passed' | 'failed' | 'cancelled', string>>;
  readonly rounds: (rounds: number, faults: number) => string;
  readonly left: Readonly<Record<'cardInReader' | 'cardInDispenser', string>>;
  readonly who: Readonly<Record<'staff' | 'technician', string>>;
  readonly causes: string;
  readonly steps: string;
  readonly prove: string;
  readonly proved: string;
  readonly notProved: string;
  readonly nothingWrong: string;
  readonly allFaults: string;
  readonly traceOn: string;
  readonly traceOff: string;
  readonly direction: Readonly<Record<'toDevice' | 'toHost' | 'discarded', string>>;
  readonly columns: {
    readonly time: string;
    readonly device: string;
    readonly words: string;
    readonly bytes: string;
    readonly chapter: string;
  };
  readonly dropped: (count: number) => string;
  readonly check: Readonly<Record<(typeof CHECKS)[number], string>>;
  readonly checkState: Readonly<Record<'ok' | 'bad' | 'unknown' | 'none', string>>;
  readonly tryIt: string;
  readonly good: string;
  readonly bad: string;
  readonly ask: Readonly<Record<'camera' | 'microphone' | 'speaker' | 'touch' | 'display', string>>;
  readonly lastTest: (outcome: string, at: string, by: string) => string;
  readonly untested: string;
  readonly ready: string;
  readonly notReady: string;
  readonly lineState: Readonly<Record<'ready' | 'notReady' | 'untested', string>>;
  readonly keep: string;
  readonly keepAndPrint: string;
  readonly kept: (printed: string) => string;
  readonly printed: Readonly<Record<'no' | 'confirmed' | 'unknown' | 'failed', string>>;
};

export const DIAGNOSTIC_WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    well: '正常',
    amiss: '异常',
    lifecycle: {
      absent: '未找到',
      opening: '正在打开',
      identifying: '正在识别',
      ready: '就绪',
      busy: '工作中',
      fault: '故障',
      recovering: '正在恢复',
      closed: '已关闭',
    },
    state: {
      starting: '启动中',
      online: '在线',
      deviceBusy: '工作中',
      offline: '离线',
      noDevice: '无设备',
      hardwareError: '设备故障',
      userError: '使用错误',
    },
    model: '型号',
    port: '端口',
    firmware: '固件',
    serial: '序列号',
    lastWrong: '最近的问题',
    never: '无',
    counters: '计数',
    counter: {
      framesOut: '发出的帧',
      framesIn: '收到的帧',
      discardedFrames: '无人等待的帧',
      discardedBytes: '丢弃的字节',
      badChecks: '校验错误',
      commands: '命令',
      failures: '失败',
      timeouts: '超时',
      restarts: '断线',
    },
    movedFrom: '配置中的端口',
    help: '怎么修',
    findPorts: '查找端口',
    searching: '正在各端口查找, 请稍候',
    foundAt: (device, port) => `${device}在 ${port}`,
    notFound: '没有找到',
    testAll: '测试全部设备',
    test: '测试',
    loop: '循环测试一小时',
    stop: '停止',
    yes: '是',
    no: '否',
    seconds: (count) => `${count} 秒内`,
    step: {
      identify: '识别',
      status: '状态',
      insertCard: '插卡',
      readCard: '读卡',
      returnCard: '退卡',
      layCard: '放证件',
      liftCard: '取证件',
      printStrip: '打印测试条',
      drawLine: '画线',
      feedBlank: '送一张空白卡',
      binBlank: '空白卡入回收箱',
    },
    prompt: {
      insertCard: '请插入测试卡',
      takeCard: '请取走测试卡',
      layCard: '请放上测试证件',
      liftCard: '请取走测试证件',
      drawLine: '请在签字板上画一条线, 再按确定',
      stripGood: '测试条已打印, 字迹清楚吗?',
      mayFeed: '会用掉一张空白卡, 送入回收箱。可以吗?',
    },
    result: { waiting: '等待', running: '进行中', pass: '通过', fail: '未通过', skipped: '跳过' },
    run: { running: '测试进行中', passed: '测试通过', failed: '测试未通过', cancelled: '测试已取消' },
    rounds: (rounds, faults) => `已完成 ${rounds} 轮, ${faults} 轮有问题`,
    left: { cardInReader: '读卡器里还有一张卡', cardInDispenser: '发卡机里还有一张卡' },
    who: { staff: '员工可做', technician: '技术员' },
    causes: '可能的原因',
    steps: '步骤',
    prove: '测试是否已修好',
    proved: '已修好: 测试通过',
    notProved: '还没有修好: 测试未通过',
    nothingWrong: '没有发现故障',
    allFaults: '全部故障',
    traceOn: '开始跟踪',
    traceOff: '停止跟踪',
    direction: { toDevice: '→ 发出', toHost: '← 收到', discarded: '× 丢弃' },
    columns: { time: '时间', device: '设备', words: '内容', bytes: '字节', chapter: '手册' },
    dropped: (count) => `另有 ${count} 帧没有显示`,
    check: {
      branch: '网点服务',
      bank: '银行系统',
      branchLatency: '网点延迟',
      bankLatency: '银行延迟',
      names: '域名解析',
      tls: '证书剩余天数',
      clock: '与网点的时差',
      diskFree: '可用空间',
      journalSize: '日志大小',
      reserve: '应急空间',
      camera: '摄像头',
      microphone: '麦克风',
    },
    checkState: { ok: '正常', bad: '异常', unknown: '不知道', none: '没有' },
    tryIt: '开始测试',
    good: '好',
    bad: '不好',
    ask: {
      camera: '画面是否清楚?',
      microphone: '说话时音量条是否在动?',
      speaker: '是否听到三声?',
      touch: '用手指擦过所有格子',
      display: '颜色是否均匀, 没有坏点?',
    },
    lastTest: (outcome, at, by) => `${outcome}, ${at}, ${by}`,
    untested: '未测试',
    ready: '终端可以服务',
    notReady: '终端尚未就绪',
    lineState: { ready: '就绪', notReady: '未通过', untested: '未测试' },
    keep: '保存报告',
    keepAndPrint: '保存并打印',
    kept: (printed) => `报告已保存。${printed}`,
    printed: { no: '', confirmed: '已打印。', unknown: '不知道是否已打印。', failed: '没有打印。' },
  },
  en: {
    well: 'well',
    amiss: 'amiss',
    lifecycle: {
      absent: 'absent',
      opening: 'opening',
      identifying: 'identifying',
      ready: 'ready',
      busy: 'busy',
      fault: 'fault',
      recovering: 'recovering',
      closed: 'closed',
    },
    state: {
      starting: 'starting',
      online: 'online',
      deviceBusy: 'device busy',
      offline: 'offline',
      noDevice: 'no device',
      hardwareError: 'hardware error',
      userError: 'user error',
    },
    model: 'Model',
    port: 'Port',
    firmware: 'Firmware',
    serial: 'Serial number',
    lastWrong: 'Went wrong last',
    never: 'nothing',
    counters: 'Counters',
    counter: {
      framesOut: 'Frames out',
      framesIn: 'Frames in',
      discardedFrames: 'Frames unasked',
      discardedBytes: 'Bytes discarded',
      badChecks: 'Check faults',
      commands: 'Commands',
      failures: 'Failures',
      timeouts: 'Timeouts',
      restarts: 'Lines lost',
    },
    movedFrom: 'Port in the profile',
    help: 'How to mend it',
    findPorts: 'Find ports',
    searching: 'Looking at every port; this takes a moment',
    foundAt: (device, port) => `${device} is at ${port}`,
    notFound: 'Nothing was found',
    testAll: 'Test all devices',
    test: 'Test',
    loop: 'Loop for an hour',
    stop: 'Stop',
    yes: 'Yes',
    no: 'No',
    seconds: (count) => `within ${count} s`,
    step: {
      identify: 'identify',
      status: 'status',
      insertCard: 'insert a card',
      readCard: 'read it',
      returnCard: 'give it back',
      layCard: 'lay an ID card',
      liftCard: 'lift it',
      printStrip: 'print a strip',
      drawLine: 'draw a line',
      feedBlank: 'feed one blank card',
      binBlank: 'put it into the bin',
    },
    prompt: {
      insertCard: 'Insert the test card',
      takeCard: 'Take the test card',
      layCard: 'Lay the test ID card on the reader',
      liftCard: 'Lift the test ID card',
      drawLine: 'Draw a line on the pad, then confirm',
      stripGood: 'A strip was printed. Can you read it?',
      mayFeed: 'This spends one blank card; it goes into the bin. May it?',
    },
    result: { waiting: 'waiting', running: 'running', pass: 'passed', fail: 'failed', skipped: 'skipped' },
    run: {
      running: 'A test is running',
      passed: 'The test passed',
      failed: 'The test failed',
      cancelled: 'The test was cancelled',
    },
    rounds: (rounds, faults) => `${rounds} rounds, ${faults} of them with a fault`,
    left: {
      cardInReader: 'A card is still in the reader',
      cardInDispenser: 'A card is still in the dispenser',
    },
    who: { staff: 'anybody of the staff', technician: 'technician' },
    causes: 'Likely causes',
    steps: 'Steps',
    prove: 'Test whether it is mended',
    proved: 'Mended: the test passed',
    notProved: 'Not mended yet: the test failed',
    nothingWrong: 'No fault was found',
    allFaults: 'All faults',
    traceOn: 'Begin to trace',
    traceOff: 'Stop tracing',
    direction: { toDevice: '→ out', toHost: '← in', discarded: '× discarded' },
    columns: { time: 'Time', device: 'Device', words: 'What', bytes: 'Bytes', chapter: 'Manual' },
    dropped: (count) => `${count} more frames are not shown`,
    check: {
      branch: 'Branch service',
      bank: 'Bank',
      branchLatency: 'Latency, branch',
      bankLatency: 'Latency, bank',
      names: 'Name resolution',
      tls: 'Certificate, days left',
      clock: 'Clock against the branch',
      diskFree: 'Free space',
      journalSize: 'Journal',
      reserve: 'Space held back',
      camera: 'Camera',
      microphone: 'Microphone',
    },
    checkState: { ok: 'well', bad: 'amiss', unknown: 'not known', none: 'none' },
    tryIt: 'Test it',
    good: 'Good',
    bad: 'Not good',
    ask: {
      camera: 'Is the picture clear?',
      microphone: 'Does the bar move when you speak?',
      speaker: 'Did you hear three tones?',
      touch: 'Wipe over every square with a finger',
      display: 'Are the colours even, with no dead pixels?',
    },
    lastTest: (outcome, at, by) => `${outcome}, ${at}, ${by}`,
    untested: 'not tested',
    ready: 'The terminal can serve',
    notReady: 'The terminal is not ready',
    lineState: { ready: 'ready', notReady: 'failed', untested: 'not tested' },
    keep: 'Keep the report',
    keepAndPrint: 'Keep and print it',
    kept: (printed) => `The report is kept. ${printed}`,
    printed: {
      no: '',
      confirmed: 'It is printed.',
      unknown: 'Nobody knows whether it was printed.',
      failed: 'It was not printed.',
    },
  },
};
