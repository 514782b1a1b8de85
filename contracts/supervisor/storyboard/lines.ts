import type { Stories } from './story.ts';
import { both, DEVICE_PROOF, staff, technician } from './write.ts';

/** Between the terminal and its devices: cables, power, ports. */
export const LINE_STORIES = {
  deviceMissing: {
    title: both('找不到设备', 'The device is not there'),
    causes: [
      both('数据线松脱或拔出', 'Its data cable is loose or out'),
      both('设备没有通电', 'It has no power'),
      both('端口名称与配置不符', 'The port has another name than in the profile'),
    ],
    steps: [
      technician(
        'cables',
        '打开后门, 按图找到这根数据线, 两端插紧。',
        'Open the rear door, find this data cable in the drawing, and push both ends home.',
      ),
      technician(
        'power',
        '看设备的电源灯; 不亮时插好电源插头。',
        'Look at the lamp of its power supply; if it is dark, plug it in.',
      ),
      technician(
        'cables',
        '仍找不到时, 换一个端口, 再用“查找端口”。',
        'If it stays away, use another port, then “find ports”.',
      ),
    ],
    proof: DEVICE_PROOF,
    senses: true,
  },
  deviceSilent: {
    title: both('设备不回应', 'The device does not answer'),
    causes: [
      both('设备没有通电或已死机', 'It has no power, or it hangs'),
      both('数据线松脱', 'Its data cable is loose'),
      both('两根数据线插反', 'Two data cables are exchanged'),
    ],
    steps: [
      technician(
        'power',
        '关闭设备电源, 等十秒, 再打开。',
        'Switch its power off, wait ten seconds, switch it on.',
      ),
      technician('cables', '按图插紧这根数据线的两端。', 'Push both ends of its data cable home, as drawn.'),
      technician(
        'cables',
        '仍不回应时, 使用“查找端口”: 可能与另一台设备插反。',
        'If it stays silent, use “find ports”: its cable may be exchanged with another.',
      ),
    ],
    proof: DEVICE_PROOF,
    senses: true,
  },
  portBusy: {
    title: both('端口被占用', 'The port is in use'),
    causes: [both('另一个程序打开了这个端口', 'Another program has opened this port')],
    steps: [
      technician(
        'cables',
        '结束占用端口的程序; 找不到时重启终端。',
        'End the program that has the port; if you cannot find it, restart the terminal.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  lineGarbled: {
    title: both('数据错乱', 'What arrives is damaged'),
    causes: [
      both('数据线损坏或靠近干扰源', 'The data cable is damaged, or lies beside something that disturbs it'),
      both('端口速率不对', 'The speed of the port is wrong'),
      both('两根数据线插反', 'Two data cables are exchanged'),
    ],
    steps: [
      technician(
        'cables',
        '使用“查找端口”: 也会试其他速率。',
        'Use “find ports”: it tries other speeds, too.',
      ),
      technician(
        'cables',
        '换一根数据线, 远离电源线。',
        'Change the data cable, and keep it away from mains leads.',
      ),
      technician(
        'device',
        '在跟踪中看“校验错误”是否还在增加。',
        'Watch in the trace whether check faults still grow.',
      ),
    ],
    proof: DEVICE_PROOF,
    senses: true,
  },
  wrongPort: {
    title: both('数据线插在别的端口', 'The cable is at another port'),
    causes: [both('维修后两根数据线插反', 'Two cables were exchanged in a repair')],
    steps: [
      technician(
        'cables',
        '已按设备身份改用新端口; 可以照此使用, 或按图换回后再查找一次。',
        'It is used at the port where it was found. Leave it so, or put the cables back as drawn and find ports again.',
      ),
    ],
    proof: DEVICE_PROOF,
    senses: true,
  },
  hardwareError: {
    title: both('设备报告故障', 'The device reports a fault of its own'),
    causes: [
      both('设备内部故障', 'Something in the device is broken'),
      both('电源不稳', 'Its supply is not steady'),
    ],
    steps: [
      technician(
        'power',
        '关闭设备电源, 等十秒, 再打开。',
        'Switch its power off, wait ten seconds, switch it on.',
      ),
      technician(
        'device',
        '仍报故障时, 记下代码, 更换设备。',
        'If it reports it again, note the code and change the device.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  userError: {
    title: both('设备被误用', 'The device was used in a way it refuses'),
    causes: [both('介质放错或被阻挡', 'Something was put in the wrong way, or is in the way')],
    steps: [
      staff('device', '取出放错的东西, 再试一次。', 'Take out what was put in wrongly, and try again.'),
    ],
    proof: DEVICE_PROOF,
  },
  powerLow: {
    title: both('供电不足', 'Its supply voltage is out of range'),
    causes: [
      both('电源适配器老化', 'The power supply is worn out'),
      both('插头接触不良', 'A plug makes poor contact'),
    ],
    steps: [
      technician('power', '插紧设备的电源插头。', 'Push its power plug home.'),
      technician('power', '更换电源适配器。', 'Change its power supply.'),
    ],
    proof: DEVICE_PROOF,
  },
  nobodyActed: {
    title: both('没有人按提示操作', 'Nobody did what was asked'),
    causes: [
      both('测试时无人在场', 'Nobody stood there during the test'),
      both('传感器没有发现动作', 'A sensor did not notice it'),
    ],
    steps: [
      staff('device', '再做一次测试, 按提示操作。', 'Test again and do what is asked.'),
      technician(
        'device',
        '已照做仍无反应时, 清洁传感器。',
        'If you did and nothing happened, clean its sensors.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
} as const satisfies Stories;
