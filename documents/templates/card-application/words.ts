import type { Language } from '#contracts/language.ts';

export type CardWords = {
  readonly title: string;
  readonly you: string;
  readonly card: string;
  readonly labels: Readonly<
    Record<'address' | 'occupation' | 'purpose' | 'card' | 'limit' | 'bank' | 'date', string>
  >;
  readonly fees: string;
  readonly feeColumns: readonly [string, string, string];
  readonly free: string;
  readonly consents: string;
  readonly rules: string;
  readonly ruleTexts: (hotline: string, years: number) => readonly string[];
  readonly warning: string;
  readonly confirm: string;
  readonly confirmation: (bank: string) => string;
};

export const WORDS: Readonly<Record<Language, CardWords>> = {
  'zh-CN': {
    title: '借记卡申请表',
    you: '一、您的信息',
    card: '二、您申请的卡',
    labels: {
      address: '联系地址',
      occupation: '职业',
      purpose: '账户用途',
      card: '卡片名称',
      limit: '非柜面每日转出限额',
      bank: '开户网点',
      date: '申请日期',
    },
    fees: '三、收费',
    feeColumns: ['项目', '什么时候收', '金额'],
    free: '免费',
    consents: '四、您的授权',
    rules: '五、用卡约定',
    ruleTexts: (hotline, years) => [
      '卡片和账户只供您本人使用。请在卡片背面签名，妥善保管卡片和密码，不要把密码和验证码告诉任何人，包括银行员工。',
      `卡片丢失或被盗，请立即在任何一台自助终端、手机银行挂失，或者拨打${hotline}。挂失成功后，他人用这张卡造成的损失由我们承担，但您与他人串通的除外。`,
      '您的姓名、证件、手机号码、地址或职业有变化时，请及时告诉我们；证件过期没有更新的，部分业务会受限制。',
      '发现可疑交易时，为了保护您的资金，我们可能暂停部分功能，并马上通知您。',
      '收费标准变化时，我们会提前公告。您不接受的，可以在变化之前免费销户。',
      `销户之后，您的资料和交易记录按法律要求再保存${years}年，到期后删除。`,
    ],
    warning:
      '出租、出借、出售银行卡或账户是违法行为，会影响您今后开户和使用支付服务，情节严重的要承担刑事责任。',
    confirm: '六、您的确认',
    confirmation: (bank) =>
      `以上信息真实、完整。我是为自己开户，账户只由我本人使用。我已阅读收费和用卡约定，向${bank}申请开立账户并领取借记卡。`,
  },
  en: {
    title: 'Debit card application',
    you: '1. About you',
    card: '2. The card',
    labels: {
      address: 'Address',
      occupation: 'Occupation',
      purpose: 'Purpose of the account',
      card: 'Card',
      limit: 'Daily limit away from the counter',
      bank: 'Branch',
      date: 'Date',
    },
    fees: '3. Fees',
    feeColumns: ['Item', 'When it is charged', 'Amount'],
    free: 'Free',
    consents: '4. What you agreed to',
    rules: '5. Using the card',
    ruleTexts: (hotline, years) => [
      'The card and the account are for you alone. Sign the back of the card, and keep card and PIN safe. Never tell anyone your PIN or a code sent to your phone, not even our staff.',
      `If the card is lost or stolen, report it straight away at any self-service terminal, in mobile banking or by calling ${hotline}. Once you have reported it, we bear losses caused by others using the card, unless you acted together with them.`,
      'Tell us when your name, document, mobile number, address or occupation changes. If your document expires and is not renewed, some services will be limited.',
      'If we see suspicious payments we may pause some functions to protect your money, and we tell you at once.',
      'We announce changes of fees beforehand. If you do not accept them you can close the account free of charge before they apply.',
      `After the account is closed we keep your details and payment records for ${years} years as the law requires, and then delete them.`,
    ],
    warning:
      'Renting, lending or selling a bank card or account is against the law. It can keep you from opening accounts and using payment services, and serious cases are crimes.',
    confirm: '6. Your confirmation',
    confirmation: (bank) =>
      `The information above is true and complete. I am opening this account for myself and only I will use it. I have read the fees and the rules for using the card, and I apply to ${bank} for an account and a debit card.`,
  },
};
