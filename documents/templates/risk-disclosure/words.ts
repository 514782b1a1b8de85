import type { Language } from '#contracts/language.ts';

export type DisclosureWords = {
  readonly title: string;
  readonly notice: string;
  readonly care: (age: number) => string;
  readonly you: string;
  readonly labels: Readonly<Record<'product' | 'level' | 'own' | 'amount' | 'date', string>>;
  readonly worst: string;
  readonly worstText: (amount: string, rate: string, end: string, lost: string) => string;
  readonly risks: string;
  /** What may go wrong: its name and what it means for the customer's money. */
  readonly riskTexts: readonly string[];
  readonly rights: string;
  readonly rightTexts: (hotline: string) => readonly string[];
  readonly confirm: string;
  readonly confirmation: (level: string, own: string) => string;
};

export const WORDS: Readonly<Record<Language, DisclosureWords>> = {
  'zh-CN': {
    title: '理财产品风险揭示书',
    notice: '理财非存款，产品有风险，投资须谨慎。您有可能损失部分甚至全部本金。',
    care: (age) =>
      `您已年满${age}周岁。请不要着急，您可以先和家人商量，改天再来；不签字不会影响您的其他业务。`,
    you: '一、这份文件说的是哪个产品',
    labels: {
      product: '产品名称',
      level: '产品风险等级',
      own: '您的风险承受能力',
      amount: '您打算认购',
      date: '签署日期',
    },
    worst: '二、不好的时候会怎样',
    worstText: (amount, rate, end, lost) =>
      `如果投资${amount}，持有到期的年化结果是${rate}，您大约拿回${end}，与本金相差${lost}。更坏的情形也可能发生。`,
    risks: '三、有哪些风险',
    riskTexts: [
      '本金损失：产品投资的债券、股票等资产价格下跌，或者借钱的一方还不上钱，您都可能拿不回全部本金。',
      '利率和市场变化：利率、汇率和市场价格每天都在变，产品净值会跟着上涨或下跌。',
      '不能随时取出：到期之前您可能无法赎回，急用钱时拿不到。请只用暂时不用的钱购买。',
      '提前结束或延期：管理人可能按产品说明书提前结束产品，也可能因为资产卖不出去而推迟付款。',
      '产品不成立：认购的人太少时产品可能不成立，认购款会退回给您，期间没有收益。',
      '政策变化：国家政策和法律变化可能影响投资，使收益减少或者发生损失。',
      '没有及时看到信息：管理人按约定公布信息。您没有及时查看，或者登记的手机号码已经停用，可能错过对您重要的消息。',
      '意外事件：自然灾害、系统故障等无法预见的事件可能影响产品运作和付款。',
    ],
    rights: '四、您的权利',
    rightTexts: (hotline) => [
      '您可以要求工作人员把看不懂的地方讲清楚，直到您明白为止。工作人员只能讲解，不能代替您回答或签字。',
      '您可以不买。签字之前随时可以停下来，什么也不会发生。',
      `签字之后，您可以在冷静期内撤回。有疑问请拨打${hotline}。`,
    ],
    confirm: '五、您的确认',
    confirmation: (level, own) =>
      `本产品的风险等级是${level}，我的风险承受能力是${own}。我已经阅读本揭示书，工作人员没有向我承诺保本或收益。我理解并愿意承担上面所说的风险。`,
  },
  en: {
    title: 'Risk disclosure for wealth products',
    notice:
      'A wealth product is not a deposit. It carries risk, and you may lose part or even all of your capital.',
    care: (age) =>
      `You are ${age} or older. Please take your time. You can talk to your family first and come back another day. Not signing makes no difference to your other business with us.`,
    you: '1. The product this is about',
    labels: {
      product: 'Product',
      level: 'Risk level of the product',
      own: 'Your risk class',
      amount: 'Amount you have in mind',
      date: 'Date of signing',
    },
    worst: '2. What a bad time looks like',
    worstText: (amount, rate, end, lost) =>
      `If you invest ${amount} and the yearly result to the end is ${rate}, you get back about ${end}. Compared with your capital that is ${lost}. Worse can happen.`,
    risks: '3. The risks',
    riskTexts: [
      'Loss of capital: the product invests in bonds, shares and similar assets. Their prices can fall, and borrowers can fail to pay. In either case you may not get all your capital back.',
      'Interest rates and markets: rates, currencies and prices change every day, and the value of the product rises and falls with them.',
      'Money you cannot reach: you may not be able to redeem before the product ends, even if you need the money. Please use only money you can do without for now.',
      'Early or late ending: the manager may end the product early as the product description sets out, or pay late when assets cannot be sold.',
      'The product may not start: if too few people buy it, your money is returned without any return for that time.',
      'Changes of law and policy: these can affect the investments, so that they return less or lose value.',
      'Missed information: the manager publishes information as agreed. You may miss something that matters if you do not look, or if your mobile number is out of date.',
      'Unforeseen events: natural disasters, system failures and the like can affect the product and its payments.',
    ],
    rights: '4. Your rights',
    rightTexts: (hotline) => [
      'You can ask our staff to explain anything until it is clear. They may explain, but must not answer or sign for you.',
      'You do not have to buy. Until you sign you can stop at any moment and nothing happens.',
      `After signing you can withdraw during the cooling-off period. If you have questions, call ${hotline}.`,
    ],
    confirm: '5. Your confirmation',
    confirmation: (level, own) =>
      `The risk level of this product is ${level} and my risk class is ${own}. I have read this disclosure. Nobody has promised me my capital or a return. I understand the risks described above and am willing to bear them.`,
  },
};
