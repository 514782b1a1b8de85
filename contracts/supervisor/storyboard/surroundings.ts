import type { Stories } from './story.ts';
import { both, staff, technician } from './write.ts';

/** Around the devices: network, clock, disk, and what the page itself uses. */
export const SURROUNDING_STORIES = {
  branchAway: {
    title: both('连不上网点服务', 'The branch service cannot be reached'),
    causes: [
      both('网线松脱', 'The network cable is loose'),
      both('网点服务停机', 'The branch service is down'),
      both('防火墙阻断', 'A firewall is between them'),
    ],
    steps: [
      staff(
        'network',
        '看终端背面网口的灯: 不亮时插紧网线。',
        'Look at the lamp of the network socket at the rear: if it is dark, push the cable home.',
      ),
      technician(
        'network',
        '看其他终端: 都连不上时, 请人启动网点服务。',
        'Look at another terminal: if none has it, have the branch service started.',
      ),
    ],
    proof: { test: 'network' },
  },
  bankAway: {
    title: both('连不上银行系统', 'The bank cannot be reached'),
    causes: [
      both('银行系统维护或中断', 'The bank’s system is being serviced or down'),
      both('网点出口线路中断', 'The branch’s own line is down'),
    ],
    steps: [
      staff(
        'network',
        '先看网点服务是否能连上: 也不能时, 先处理网络。',
        'See whether the branch can be reached: if not, mend the network first.',
      ),
      technician(
        'network',
        '向科技部门报告, 说出首次中断的时间。',
        'Report it to the bank’s operations with the time it began.',
      ),
    ],
    proof: { test: 'network' },
  },
  nameUnresolved: {
    title: both('域名解析失败', 'A name cannot be resolved'),
    causes: [
      both('域名服务器地址错误', 'The address of the name server is wrong'),
      both('域名服务器停机', 'The name server is down'),
    ],
    steps: [
      technician(
        'network',
        '核对域名服务器设置, 再试。',
        'Check the name server that is set, and try again.',
      ),
    ],
    proof: { test: 'network' },
  },
  tlsExpiring: {
    title: both('证书将过期', 'A certificate is about to expire'),
    causes: [
      both('证书没有更新', 'It was not renewed'),
      both('终端时间不对', 'The terminal’s clock is wrong'),
    ],
    steps: [
      technician('network', '先看终端时间是否正确。', 'See first whether the terminal’s clock is right.'),
      technician('network', '请科技部门更新证书。', 'Have the certificate renewed.'),
    ],
    proof: { test: 'network' },
  },
  clockOff: {
    title: both('终端时间不对', 'The clock is wrong'),
    causes: [
      both('时间同步没有运行', 'Nobody keeps the clock'),
      both('主板电池耗尽', 'The battery of the board is empty'),
    ],
    steps: [
      technician('network', '打开时间同步, 等一分钟。', 'Switch on time keeping and wait a minute.'),
      technician(
        'disk',
        '断电后时间又错时, 更换主板电池。',
        'If it is wrong again after a power cut, change the board’s battery.',
      ),
    ],
    proof: { test: 'clock' },
  },
  diskLow: {
    title: both('磁盘空间不足', 'The disk is nearly full'),
    causes: [
      both('其他文件占满磁盘', 'Other files fill it'),
      both('日志长期没有归档', 'The journal was not moved for long'),
    ],
    steps: [
      technician(
        'disk',
        '把旧的支持文件和导出复制出来后删除; 不要动日志文件。',
        'Copy old bundles and exports away, then delete them; leave the journal alone.',
      ),
      technician('disk', '仍不足时更换更大的磁盘。', 'If that is not enough, put in a larger disk.'),
    ],
    proof: { test: 'disk' },
  },
  reserveGone: {
    title: both('应急空间已用掉', 'The space held back was used'),
    causes: [both('磁盘曾经写满', 'The disk was full once')],
    steps: [
      technician(
        'disk',
        '腾出磁盘空间, 重启终端: 会重新留出。',
        'Make room and restart the terminal: it holds some back again.',
      ),
    ],
    proof: { test: 'disk' },
  },
  journalDamaged: {
    title: both('日志不完整', 'The journal is not as it was written'),
    causes: [both('磁盘故障', 'The disk is failing'), both('文件被改动', 'Somebody changed the file')],
    steps: [
      technician('disk', '先复制整个数据文件夹保存。', 'Keep a copy of the whole data folder first.'),
      technician(
        'disk',
        '运行 npm run journal -- verify, 把结果交给银行。',
        'Run npm run journal -- verify and give the bank what it says.',
      ),
    ],
    proof: { test: 'disk' },
  },
  cameraMissing: {
    title: both('找不到摄像头', 'The camera is not there'),
    causes: [
      both('摄像头线松脱', 'Its cable is loose'),
      both('配置里的名称不符', 'It has another name than in the profile'),
    ],
    steps: [
      technician('camera', '插紧摄像头的线。', 'Push its cable home.'),
      technician('camera', '核对配置里的名称。', 'Check its name in the profile.'),
    ],
    proof: { test: 'camera' },
  },
  microphoneMissing: {
    title: both('找不到麦克风', 'The microphone is not there'),
    causes: [
      both('线松脱', 'Its cable is loose'),
      both('配置里的名称不符', 'It has another name than in the profile'),
    ],
    steps: [
      technician(
        'camera',
        '插紧麦克风的线, 核对配置里的名称。',
        'Push its cable home and check its name in the profile.',
      ),
    ],
    proof: { test: 'microphone' },
  },
  microphoneSilent: {
    title: both('麦克风没有声音', 'The microphone hears nothing'),
    causes: [both('音量调到零', 'Its level is at zero'), both('麦克风孔堵住', 'Its opening is covered')],
    steps: [
      staff('camera', '清理麦克风孔, 靠近再说一句。', 'Clear its opening and speak again from nearer.'),
      technician('camera', '调高输入音量。', 'Raise its level.'),
    ],
    proof: { test: 'microphone' },
  },
  speakerSilent: {
    title: both('扬声器没有声音', 'The speaker is silent'),
    causes: [both('音量调到零', 'Its level is at zero'), both('扬声器线松脱', 'Its cable is loose')],
    steps: [
      staff('speaker', '调高音量, 再试。', 'Raise the level and try again.'),
      technician('speaker', '插紧扬声器的线。', 'Push its cable home.'),
    ],
    proof: { test: 'speaker' },
  },
  touchDead: {
    title: both('触摸屏有盲区', 'A part of the touch screen is dead'),
    causes: [both('屏幕脏或有水', 'The screen is dirty or wet'), both('触摸面板损坏', 'The panel is broken')],
    steps: [
      staff('screen', '擦干净屏幕, 再擦一遍格子。', 'Clean the screen and wipe over the squares again.'),
      technician(
        'screen',
        '仍有盲区时更换触摸面板; 暂时可用键盘服务。',
        'If a part stays dead, change the panel; until then it serves by keypad.',
      ),
    ],
    proof: { test: 'touch' },
  },
  touchSilent: {
    title: both('触摸屏没有反应', 'The touch screen does not react'),
    causes: [both('触摸屏线松脱', 'Its cable is loose'), both('触摸控制器死机', 'Its controller hangs')],
    steps: [
      technician('screen', '插紧触摸屏的线。', 'Push its cable home.'),
      technician('power', '重启终端。', 'Restart the terminal.'),
    ],
    proof: { test: 'touch' },
  },
  displayWrong: {
    title: both('显示有坏点或偏色', 'The display has dead pixels or wrong colours'),
    causes: [both('屏幕老化', 'The panel is worn'), both('视频线松脱', 'Its cable is loose')],
    steps: [
      technician('screen', '插紧视频线。', 'Push its cable home.'),
      technician('screen', '仍不正常时更换屏幕。', 'If it stays so, change the panel.'),
    ],
    proof: { test: 'display' },
  },
} as const satisfies Stories;
