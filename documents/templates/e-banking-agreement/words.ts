import type { Language } from '#contracts/language.ts';

export type EBankingWords = {
  readonly title: string;
  readonly you: string;
  readonly labels: Readonly<Record<'account' | 'bank' | 'date', string>>;
  readonly channels: string;
  readonly columns: readonly [string, string, string];
  readonly channelText: string;
  readonly safe: string;
  readonly notice: string;
  readonly safeTexts: (hotline: string, recallHours: number) => readonly string[];
  readonly terms: string;
  readonly termTexts: (years: number, hotline: string) => readonly string[];
  readonly consents: string;
  readonly confirm: string;
  readonly confirmation: (bank: string) => string;
};

export const WORDS: Readonly<Record<Language, EBankingWords>> = {
  'zh-CN': {
    title: '电子银行服务协议',
    you: '您和您的账户',
    labels: { account: '签约账户', bank: '服务机构', date: '签署日期' },
    channels: '开通的渠道和限额',
    columns: ['渠道', '单笔限额', '每日限额'],
    channelText: '您可以随时在网点或手机银行调低限额。调高限额时，我们要再次核实您的身份。',
    safe: '怎样保护您的资金',
    notice: '银行、公安和法院都不会打电话要您转账，也不会要您的密码和验证码。凡是这样要求的，都是诈骗。',
    safeTexts: (hotline, recallHours) => [
      '登录密码、支付密码和验证码只有您一个人可以知道。请不要使用生日、手机号码等容易猜到的密码。',
      '请只从官方应用商店下载我们的手机银行，不要点击短信里的陌生链接，不要和别人共享屏幕。',
      `您第一次向陌生账户转账时，可以选择延时到账，在${recallHours}小时内撤回。`,
      `手机丢失、密码泄露或者发现可疑交易，请立即拨打${hotline}暂停电子银行。我们收到通知之后发生的损失，不是您的过错造成的，由我们承担。`,
    ],
    terms: '双方约定',
    termTexts: (years, hotline) => [
      '通过密码、验证码等约定方式办理的业务，视为您本人办理。因为我们的系统差错造成的损失，由我们承担。',
      '系统维护会提前公告。因停电、网络中断等原因无法使用时，您可以到网点办理。',
      '您可以随时在网点或手机银行关闭电子银行，不收费用。',
      `办理业务的记录在关闭服务之后保存${years}年，只用于履行本协议、处理争议和法律要求的用途。`,
      '我们修改本协议会提前公告。您不接受修改的，可以在生效之前关闭服务。',
      `有问题或投诉，请拨打${hotline}或到任何一个网点。协商不成的，可以向银行所在地人民法院起诉。`,
    ],
    consents: '您的授权',
    confirm: '您的确认',
    confirmation: (bank) =>
      `我已阅读并理解本协议，知道怎样保护自己的账户，自愿开通${bank}的电子银行，并且只由我本人使用。`,
  },
  en: {
    title: 'Electronic banking agreement',
    you: 'You and your account',
    labels: { account: 'Account', bank: 'Provided by', date: 'Date of signing' },
    channels: 'Ways in and limits',
    columns: ['Channel', 'For one payment', 'For one day'],
    channelText:
      'You can lower these limits at any time at a branch or in the app. To raise them we check again that it is you.',
    safe: 'Keeping your money safe',
    notice:
      'No bank, police officer or court will phone you to ask for a transfer, a password or a code. Whoever asks for these is a fraudster.',
    safeTexts: (hotline, recallHours) => [
      'Your passwords and the codes we send are for you alone. Do not use birthdays, phone numbers or anything else that is easy to guess.',
      'Install our app from official stores only. Do not open unknown links in messages and do not share your screen with anyone.',
      `When you pay somebody for the first time you can choose delayed payment and call it back within ${recallHours} hours.`,
      `If your phone is lost, a password is known to others or a payment looks wrong, call ${hotline} at once to stop electronic banking. Losses after that which are not your fault are ours.`,
    ],
    terms: 'What we agree',
    termTexts: (years, hotline) => [
      'What is done with your password, a code or another agreed means counts as done by you. Losses caused by faults in our systems are ours.',
      'We announce maintenance beforehand. When power or networks fail you can use a branch.',
      'You can close electronic banking at any time at a branch or in the app, free of charge.',
      `We keep records of what was done for ${years} years after the service is closed, and use them only to carry out this agreement, to settle disputes and where the law requires it.`,
      'We announce changes to this agreement beforehand. If you do not accept them you can close the service before they apply.',
      `For questions and complaints, call ${hotline} or speak to any branch. If we cannot agree, you can go to the people’s court where the bank has its seat.`,
    ],
    consents: 'What you agreed to',
    confirm: 'Your confirmation',
    confirmation: (bank) =>
      `I have read and understood this agreement and know how to protect my account. I am opening electronic banking at ${bank} of my own free will, and only I will use it.`,
  },
};
