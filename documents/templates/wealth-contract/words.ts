import type { Language } from '#contracts/language.ts';
import type { RiskLevel } from '#contracts/sale/risk.ts';

type Rules = {
  readonly coolingOffHours: number;
  readonly refundDays: number;
  readonly retentionYears: number;
};

export type WealthWords = {
  readonly title: string;
  readonly notice: string;
  readonly buyer: string;
  readonly product: string;
  readonly labels: Readonly<
    Record<
      | 'riskClass'
      | 'name'
      | 'code'
      | 'issuer'
      | 'riskLevel'
      | 'term'
      | 'amount'
      | 'account'
      | 'benchmark'
      | 'cooling'
      | 'bank'
      | 'date',
      string
    >
  >;
  readonly levels: Readonly<Record<RiskLevel, string>>;
  readonly assessed: (riskClass: string, day: string) => string;
  readonly term: (from: string, to: string | null, days: number | null) => string;
  readonly benchmark: (low: string, high: string) => string;
  readonly noPromise: string;
  readonly example: string;
  readonly exampleText: (amount: string, days: number | null) => string;
  readonly exampleColumns: readonly [string, string, string, string];
  readonly cases: Readonly<Record<'good' | 'middle' | 'bad', string>>;
  readonly exampleAfter: string;
  readonly fees: string;
  readonly feeColumns: readonly [string, string, string];
  readonly noFees: string;
  readonly cooling: string;
  readonly coolingHours: (hours: number) => string;
  readonly coolingClauses: (rules: Rules, hotline: string) => readonly string[];
  readonly terms: string;
  readonly termClauses: (bank: string, issuer: string, rules: Rules, hotline: string) => readonly string[];
  readonly confirm: string;
  readonly confirmation: (bank: string) => string;
};

export const WORDS: Readonly<Record<Language, WealthWords>> = {
  'zh-CN': {
    title: '理财产品销售协议书',
    notice:
      '本产品不是存款，不保本，也不保证收益。您可能拿不回全部本金。请先看懂第三部分的例子，再决定是否签字。',
    buyer: '一、您和您的账户',
    product: '二、您买的产品',
    labels: {
      riskClass: '您的风险承受能力',
      name: '产品名称',
      code: '产品编码',
      issuer: '产品管理人',
      riskLevel: '产品风险等级',
      term: '产品期限',
      amount: '认购金额',
      account: '付款和收款账户',
      benchmark: '业绩比较基准（年化）',
      cooling: '冷静期',
      bank: '销售机构',
      date: '签署日期',
    },
    levels: {
      R1: 'R1（低风险）',
      R2: 'R2（中低风险）',
      R3: 'R3（中等风险）',
      R4: 'R4（中高风险）',
      R5: 'R5（高风险）',
    },
    assessed: (riskClass, day) => `${riskClass}（${day}评估）`,
    term: (from, to, days) =>
      to === null || days === null ? `自${from}起，可按约定赎回` : `${from}至${to}，共${days}天`,
    benchmark: (low, high) => `${low} 至 ${high}`,
    noPromise:
      '业绩比较基准是管理人设定的目标，用来衡量投资做得好不好。它不是预期收益率，更不是对收益的承诺。',
    example: '三、用您的金额举例',
    exampleText: (amount, days) =>
      `下表按您认购的${amount}和${days === null ? '持有一年' : `${days}天的期限`}计算，已经扣除持有期间的费用。表中的三种情形只是举例，实际结果可能比最差的情形还要差。`,
    exampleColumns: ['情形', '年化结果', '那时您大约拿到', '赚了或亏了'],
    cases: { good: '市场好', middle: '市场一般', bad: '市场差' },
    exampleAfter: '最终拿到多少，以产品到期或赎回时的实际净值为准。',
    fees: '四、费用',
    feeColumns: ['费用', '什么时候收', '费率'],
    noFees: '本产品不收取费用。',
    cooling: '五、冷静期和撤回',
    coolingHours: (hours) => (hours === 0 ? '没有' : `签字后${hours}小时`),
    coolingClauses: ({ coolingOffHours, refundDays }, hotline) =>
      coolingOffHours === 0
        ? ['本产品没有冷静期：认购款划出之后，您不能撤回，只能按产品说明书约定的时间和方式赎回。']
        : [
            `您签字后有${coolingOffHours}小时的冷静期。在这段时间里您可以撤回，不需要说明理由，也不用付任何费用。`,
            `您可以在任何一台自助终端上、在任何一个网点，或者拨打${hotline}撤回。我们收到后会马上给您一个撤回编号。`,
            refundDays === 0
              ? '撤回后，认购款当天原路退回您的账户。'
              : `撤回后，认购款在${refundDays}个工作日内原路退回您的账户。`,
            '冷静期过后，您只能按产品说明书约定的时间和方式赎回。',
          ],
    terms: '六、双方约定',
    termClauses: (bank, issuer, { retentionYears }, hotline) => [
      `本产品由${issuer}管理。${bank}是销售机构，不承担产品的投资、兑付和风险管理责任。`,
      '认购款来自您本人的合法资金。您没有受别人指使，也没有用借来的钱购买。',
      '银行员工不会要求您提供密码或验证码，也不会代替您操作和签字。',
      '您可以随时在手机银行、网点或自助终端查看产品净值、公告和本协议。',
      '产品发生影响您利益的变化时，我们会在变化之前用您登记的手机号码通知您。您不接受变化的，可以按产品说明书赎回。',
      `本协议和签署过程的记录自产品结束之日起保存${retentionYears}年，只用于履行本协议、处理争议和法律要求的用途。`,
      `您对本产品或我们的服务不满意，可以拨打${hotline}或在任何一个网点投诉。协商不成的，可以向银行所在地人民法院起诉。`,
      '本协议自您签字并且认购款划出时成立。',
    ],
    confirm: '七、您的确认',
    confirmation: (bank) =>
      `我已逐页阅读本协议、产品说明书和风险揭示书，知道这不是存款，知道本金可能受损失，愿意自己承担投资风险。我自愿通过${bank}认购本产品。`,
  },
  en: {
    title: 'Wealth product purchase agreement',
    notice:
      'This product is not a deposit. Neither your capital nor any return is guaranteed, and you may get back less than you put in. Please make sure you understand the example in part 3 before you decide to sign.',
    buyer: '1. You and your account',
    product: '2. The product you are buying',
    labels: {
      riskClass: 'Your risk class',
      name: 'Product',
      code: 'Product code',
      issuer: 'Product manager',
      riskLevel: 'Risk level of the product',
      term: 'Term',
      amount: 'Amount',
      account: 'Paid from and paid back to',
      benchmark: 'Benchmark (yearly)',
      cooling: 'Cooling-off period',
      bank: 'Sold by',
      date: 'Date of signing',
    },
    levels: {
      R1: 'R1 (low)',
      R2: 'R2 (medium to low)',
      R3: 'R3 (medium)',
      R4: 'R4 (medium to high)',
      R5: 'R5 (high)',
    },
    assessed: (riskClass, day) => `${riskClass} (assessed on ${day})`,
    term: (from, to, days) =>
      to === null || days === null ? `from ${from}, redeemable as agreed` : `${from} to ${to}, ${days} days`,
    benchmark: (low, high) => `${low} to ${high}`,
    noPromise:
      'The benchmark is a target set by the product manager to measure how well the money is invested. It is not an expected return and not a promise.',
    example: '3. An example with your own amount',
    exampleText: (amount, days) =>
      `This table is worked out from your ${amount} over ${days === null ? 'one year' : `${days} days`}, after the fees charged while you hold the product. The three cases are examples only. The real result can be worse than the worst case shown.`,
    exampleColumns: ['If markets do', 'Yearly result', 'You get back about', 'Gain or loss'],
    cases: { good: 'Well', middle: 'Fairly', bad: 'Badly' },
    exampleAfter:
      'What you actually get back depends on the value of the product when it ends or is redeemed.',
    fees: '4. Fees',
    feeColumns: ['Fee', 'When it is charged', 'Rate'],
    noFees: 'There are no fees for this product.',
    cooling: '5. Changing your mind',
    coolingHours: (hours) => (hours === 0 ? 'none' : `${hours} hours from signing`),
    coolingClauses: ({ coolingOffHours, refundDays }, hotline) =>
      coolingOffHours === 0
        ? [
            'There is no cooling-off period for this product: once the amount has left your account you cannot withdraw, and can only redeem at the times and in the ways set out in the product description.',
          ]
        : [
            `You have ${coolingOffHours} hours from signing to change your mind. You do not have to give a reason and it costs you nothing.`,
            `You can withdraw at any of our self-service terminals, at any branch, or by calling ${hotline}. We give you a reference number straight away.`,
            refundDays === 0
              ? 'If you withdraw, the full amount goes back to your account on the same day.'
              : `If you withdraw, the full amount goes back to your account within ${refundDays} working days.`,
            'After that you can only redeem at the times and in the ways set out in the product description.',
          ],
    terms: '6. What we agree',
    termClauses: (bank, issuer, { retentionYears }, hotline) => [
      `The product is managed by ${issuer}. ${bank} sells it and is not responsible for how it is invested, for payment when it ends, or for managing its risks.`,
      'The money you invest is lawfully yours. Nobody has told you to buy, and you are not investing borrowed money.',
      'Our staff never ask for your password or a code sent to your phone, and never operate the terminal or sign for you.',
      'You can see the value of the product, notices about it and this agreement at any time in mobile banking, at a branch or at a terminal.',
      'If something changes that affects you, we tell you beforehand at the mobile number you gave us. If you do not accept the change you can redeem as the product description sets out.',
      `We keep this agreement and the record of its signing for ${retentionYears} years after the product ends, and use them only to carry out this agreement, to settle disputes and where the law requires it.`,
      `If you are not satisfied with the product or with us, call ${hotline} or speak to any branch. If we cannot agree, you can go to the people’s court where the bank has its seat.`,
      'This agreement takes effect when you have signed it and the amount has left your account.',
    ],
    confirm: '7. Your confirmation',
    confirmation: (bank) =>
      `I have read every page of this agreement, the product description and the risk disclosure. I know that this is not a deposit and that I may lose capital, and I accept the risk of this investment. I am buying this product through ${bank} of my own free will.`,
  },
};
