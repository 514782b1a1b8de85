import type { Stories } from './story.ts';
import { both, DEVICE_PROOF, staff, technician } from './write.ts';

/** Cards, paper, the pad. */
export const MEDIA_STORIES = {
  cardJammed: {
    title: both('卡片卡住', 'A card is stuck'),
    causes: [
      both('卡片弯曲或有贴纸', 'The card is bent, or has a sticker'),
      both('滚轮脏', 'The rollers are dirty'),
    ],
    steps: [
      technician(
        'cardSlot',
        '打开后门, 按住绿色释放杆, 轻轻抽出卡片。',
        'Open the rear door, hold the green lever, and draw the card out gently.',
      ),
      technician(
        'cardSlot',
        '用清洁卡清洁滚轮, 关好后门。',
        'Clean the rollers with a cleaning card, close the rear door.',
      ),
      staff(
        'device',
        '卡片登记为留存卡, 放入卡袋。',
        'Enter the card as a kept card, and put it into the card pouch.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  cardLengthWrong: {
    title: both('卡片长度不对', 'A card is too long or too short'),
    causes: [
      both('不是标准卡片', 'It is no standard card'),
      both('卡口里有两张卡', 'There are two cards in the slot'),
    ],
    steps: [staff('cardSlot', '取出卡片, 用标准卡再试。', 'Take it out and try a standard card.')],
    proof: DEVICE_PROOF,
  },
  cardMoved: {
    title: both('卡片移动时被手拉住', 'A card was held while it moved'),
    causes: [both('客户过早拉卡', 'Somebody pulled at it too early')],
    steps: [staff('cardSlot', '松手, 再做一次测试。', 'Let go and test again.')],
    proof: DEVICE_PROOF,
  },
  cardUnreadable: {
    title: both('读不出卡片', 'A card cannot be read'),
    causes: [
      both('卡片没有磁条或芯片', 'The card has neither stripe nor chip'),
      both('磁头或触点脏', 'The head or the contacts are dirty'),
    ],
    steps: [
      staff('cardSlot', '换一张测试卡, 芯片朝上插入。', 'Try another test card, the chip up.'),
      technician('cardSlot', '用清洁卡清洁磁头和触点。', 'Clean head and contacts with a cleaning card.'),
    ],
    proof: DEVICE_PROOF,
  },
  chipMute: {
    title: both('芯片不回应', 'A chip does not answer'),
    causes: [both('芯片损坏', 'The chip is broken'), both('触点脏', 'The contacts are dirty')],
    steps: [
      staff('cardSlot', '换一张卡再试。', 'Try another card.'),
      technician('cardSlot', '用清洁卡清洁触点。', 'Clean the contacts with a cleaning card.'),
    ],
    proof: DEVICE_PROOF,
  },
  positionRefused: {
    title: both('卡片位置不对', 'A card is not where it should be'),
    causes: [
      both('上次动作没有完成', 'The last motion was not finished'),
      both('位置传感器脏', 'A sensor is dirty'),
    ],
    steps: [
      staff(
        'cardSlot',
        '取走卡口处的卡片, 再做测试。',
        'Take the card that stands in the slot, and test again.',
      ),
      technician('cardSlot', '清洁位置传感器。', 'Clean the position sensors.'),
    ],
    proof: DEVICE_PROOF,
  },
  noCard: {
    title: both('里面没有卡片', 'There is no card inside'),
    causes: [
      both('卡片已被取走', 'It was taken already'),
      both('传感器没有发现卡片', 'A sensor does not see it'),
    ],
    steps: [staff('cardSlot', '重新插入测试卡。', 'Put the test card in again.')],
    proof: DEVICE_PROOF,
  },
  cardInTheWay: {
    title: both('通道里有一张卡', 'A card is in the way'),
    causes: [both('上次发卡没有完成', 'The last card was not finished')],
    steps: [
      staff('cardSlot', '取走卡口处的卡片。', 'Take the card that stands in the slot.'),
      technician(
        'dispenserDoor',
        '打开发卡机门, 取出通道里的卡片并登记。',
        'Open the dispenser, take the card out of its path, and enter it.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  binFull: {
    title: both('回收箱已满', 'The bin for kept cards is full'),
    causes: [
      both('回收箱未清空', 'The bin was not emptied'),
      both('回收箱没有推到底', 'The bin is not pushed home'),
    ],
    steps: [
      staff(
        'dispenserBin',
        '两人在场, 取出回收的卡片, 清点并登记。',
        'With a second person, take the kept cards out, count and enter them.',
      ),
      staff('dispenserBin', '把回收箱推到底。', 'Push the bin home.'),
    ],
    proof: DEVICE_PROOF,
  },
  stackEmpty: {
    title: both('空白卡用完', 'There are no blank cards'),
    causes: [both('卡盒已空', 'The stack is empty'), both('卡盒没有推到底', 'The stack is not pushed home')],
    steps: [
      staff(
        'dispenserDoor',
        '两人在场, 装入空白卡并登记张数。',
        'With a second person, put in blank cards and enter how many.',
      ),
      staff('dispenserDoor', '压好压块, 关门。', 'Put the weight on them and close the door.'),
    ],
    proof: DEVICE_PROOF,
  },
  stackLow: {
    title: both('空白卡将用完', 'Blank cards are running out'),
    causes: [both('卡盒将空', 'The stack is nearly empty')],
    steps: [staff('dispenserDoor', '装入空白卡并登记张数。', 'Put in blank cards and enter how many.')],
    proof: DEVICE_PROOF,
  },
  selfTestFailed: {
    title: both('身份证模块自检失败', 'The ID module fails its own test'),
    causes: [both('安全模块故障', 'Its security module is broken')],
    steps: [
      technician(
        'power',
        '关闭读卡器电源, 等十秒, 再打开。',
        'Switch the reader off, wait ten seconds, switch it on.',
      ),
      technician(
        'idPlate',
        '仍失败时更换读卡器; 安全模块须由厂商处理。',
        'If it fails again, change the reader; the security module is its maker’s affair.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  notAuthorised: {
    title: both('身份证模块未授权', 'The ID module is not authorised'),
    causes: [both('模块授权过期或被拆动', 'Its authorisation has ended, or it was opened')],
    steps: [
      technician(
        'idPlate',
        '更换读卡器, 旧的交回厂商。',
        'Change the reader and give the old one back to its maker.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  documentUnreadable: {
    title: both('读不出身份证', 'An ID card cannot be read'),
    causes: [
      both('证件没有放平或已损坏', 'It does not lie flat, or is damaged'),
      both('旁边有金属或手机', 'Metal or a phone is beside it'),
    ],
    steps: [
      staff(
        'idPlate',
        '拿开旁边的东西, 放平证件再试。',
        'Take away what lies beside it, lay it flat, try again.',
      ),
      staff('idPlate', '换一张测试证件。', 'Try another test card.'),
    ],
    proof: DEVICE_PROOF,
  },
  paperOut: {
    title: both('凭条纸用完', 'The printer has no paper'),
    causes: [
      both('纸卷用完', 'The roll is at its end'),
      both('纸没有穿过传感器', 'The paper does not pass its sensor'),
    ],
    steps: [
      staff('printerDoor', '打开打印机门, 取出纸芯。', 'Open the printer, take out the core.'),
      staff(
        'printerDoor',
        '放入新纸卷, 纸头从下方伸出, 关门。',
        'Put in a new roll, the end coming from below, and close it.',
      ),
      staff('printerSlot', '撕掉伸出的纸头。', 'Tear off what hangs out.'),
    ],
    proof: DEVICE_PROOF,
  },
  paperLow: {
    title: both('凭条纸将用完', 'Paper is running out'),
    causes: [both('纸卷将到尽头', 'The roll is near its end')],
    steps: [staff('printerDoor', '换上新纸卷。', 'Put in a new roll.')],
    proof: DEVICE_PROOF,
  },
  coverOpen: {
    title: both('打印机盖没有关', 'The printer’s cover is open'),
    causes: [
      both('换纸后没有压紧', 'It was not pressed home after the paper was changed'),
      both('纸卷顶住盖子', 'The roll keeps it from closing'),
    ],
    steps: [staff('printerDoor', '两边一起压, 直到听见咔嗒声。', 'Press both sides until it clicks.')],
    proof: DEVICE_PROOF,
  },
  cutterError: {
    title: both('切纸刀卡住', 'The cutter is stuck'),
    causes: [both('纸屑卡在切刀里', 'A scrap of paper is in the cutter')],
    steps: [
      technician(
        'printerDoor',
        '打开打印机, 取出卡住的纸。',
        'Open the printer and take out the jammed paper.',
      ),
      technician(
        'printerDoor',
        '切刀没有缩回时, 转动旁边的轮子。',
        'If the blade stands out, turn the wheel beside it.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  unprintable: {
    title: both('打印机缺少字体', 'The printer lacks a character'),
    causes: [both('打印机型号没有中文字库', 'This model has no Chinese characters')],
    steps: [
      technician(
        'printerDoor',
        '更换带中文字库的打印机。',
        'Change it for a printer with Chinese characters.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  stripBad: {
    title: both('打印不清楚', 'What is printed cannot be read'),
    causes: [
      both('纸装反', 'The paper lies the wrong way round'),
      both('打印头脏', 'The print head is dirty'),
    ],
    steps: [
      staff(
        'printerDoor',
        '用指甲划纸, 能划出痕迹的一面朝向打印头。',
        'Scratch the paper with a nail: the side that darkens faces the head.',
      ),
      technician(
        'printerDoor',
        '断电, 用酒精棉清洁打印头。',
        'Switch it off and clean the head with alcohol.',
      ),
    ],
    proof: DEVICE_PROOF,
  },
  screenTooSmall: {
    title: both('签字板屏幕太小', 'The pad’s screen is too small'),
    causes: [both('签字板型号不对', 'It is another model than the profile says')],
    steps: [technician('pad', '换成配置里的型号。', 'Put in the model that the profile names.')],
    proof: DEVICE_PROOF,
  },
  noInk: {
    title: both('签字板没有笔迹', 'The pad does not see the pen'),
    causes: [
      both('笔尖磨损', 'The tip of the pen is worn'),
      both('不是这块签字板的笔', 'It is the pen of another pad'),
    ],
    steps: [
      staff(
        'pad',
        '用签字板自己的笔, 从左到右画一条线。',
        'Draw a line from left to right with the pad’s own pen.',
      ),
      technician('pad', '更换笔尖或签字笔。', 'Change the tip, or the pen.'),
    ],
    proof: DEVICE_PROOF,
  },
} as const satisfies Stories;
