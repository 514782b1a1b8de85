import type { Language } from '#contracts/language.ts';
import { WORDS } from '../approvals/approval-list.tsx';
import type { ApprovalWords } from '../approvals/words.ts';

/** What is looked at from afar: nothing is in the teller's hand, and without a picture nobody is seen. */
const FAR_ZH = {
  card: '请客户把身份证举到摄像头前，正反面各停一会儿，看证件本身。',
  face: '请客户正对摄像头，把本人的脸和证件上的照片对一对，问一句姓名。',
  urged: '听一听、看一看旁边或电话里有没有人在催促、指使。',
  seen: '看不到画面，或看不清人和证件，就不要同意：请大堂的工作人员到终端前核对。',
} as const;
const FAR_EN = {
  card: 'Have the customer hold the ID card before the camera, each side for a moment, and look at the document itself.',
  face: 'Have the customer face the camera, compare the face with the photo on it, and ask for the name.',
  urged: 'Listen and look whether somebody beside the customer or on the phone urges or directs.',
  seen: 'Where there is no picture, or person and document cannot be seen well, do not approve: have the lobby staff look at the terminal.',
} as const;

/** Whoever decides from a desk goes nowhere: he has the customer before his eyes. */
export const APPROVAL_WORDS: Readonly<Record<Language, ApprovalWords>> = {
  'zh-CN': {
    ...WORDS['zh-CN'],
    open: '打开核对',
    openMore: '打开后请在通话里当面核对，再作决定。',
    seenByYou: '您正在核对',
    seenBy: (staff) => `${staff} 正在核对`,
    state: { waiting: '还没有人核对', escalated: '等了很久' },
    checkTitle: '在通话里核对',
    checks: {
      changeReservedPhone: [
        FAR_ZH.card,
        FAR_ZH.face,
        '请客户说出新手机号，和上面的号码逐位核对。',
        FAR_ZH.urged,
        FAR_ZH.seen,
      ],
      eBankingSignUp: [
        FAR_ZH.card,
        FAR_ZH.face,
        '请客户说出为什么开通、谁让开的、每天最多转多少，和上面核对。',
        FAR_ZH.urged,
        FAR_ZH.seen,
      ],
      issueCard: [FAR_ZH.card, FAR_ZH.face, '问一问办卡做什么用，是不是自己用。', FAR_ZH.urged, FAR_ZH.seen],
      companyAccount: [
        FAR_ZH.card,
        FAR_ZH.face,
        '打开下面每份原件的照片，请客户把那份原件举到摄像头前，对一对：是不是同一份，有没有涂改。',
        '看授权：经办人和授权书、资料上写的是不是同一个人；法定代表人来办的，看他本人的证件。',
        '单位名称、信用代码和营业执照一致。有改动的，问一问为什么。',
        FAR_ZH.urged,
        FAR_ZH.seen,
      ],
    },
    said: { ...WORDS['zh-CN'].said, seen: (reference) => `${reference} 已打开，请核对` },
  },
  en: {
    ...WORDS.en,
    open: 'Open and check',
    openMore: 'Once opened, check in the call, face to face, before you decide.',
    seenByYou: 'You are checking it',
    seenBy: (staff) => `${staff} is checking it`,
    state: { waiting: 'Nobody checks it yet', escalated: 'Waiting for long' },
    checkTitle: 'In the call',
    checks: {
      changeReservedPhone: [
        FAR_EN.card,
        FAR_EN.face,
        'Have the new number said aloud and compare it digit by digit with the one above.',
        FAR_EN.urged,
        FAR_EN.seen,
      ],
      eBankingSignUp: [
        FAR_EN.card,
        FAR_EN.face,
        'Have the customer say why it is opened, on whose advice, and how much may be moved in a day; compare with the above.',
        FAR_EN.urged,
        FAR_EN.seen,
      ],
      issueCard: [
        FAR_EN.card,
        FAR_EN.face,
        'Ask what the card is for, and whether it will stay with the customer.',
        FAR_EN.urged,
        FAR_EN.seen,
      ],
      companyAccount: [
        FAR_EN.card,
        FAR_EN.face,
        'Open the picture of each original below, have the customer hold that original before the camera, and compare: the same paper, nothing altered.',
        'Look at the authority: the agent is the one named in the letter and on the form; a legal representative shows his own ID.',
        'Name and credit code agree with the licence. Ask why, where something was put right.',
        FAR_EN.urged,
        FAR_EN.seen,
      ],
    },
    said: { ...WORDS.en.said, seen: (reference) => `${reference} is open, please check` },
  },
};
