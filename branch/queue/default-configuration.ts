import { type BranchConfiguration, branchConfigurationSchema } from '#contracts/branch/configuration.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const idCard = { id: 'identityDocument', name: { zh: '本人身份证件', en: 'your identity document' } };

/** How a branch serves until it says otherwise: what most branches of a retail bank have. */
export const defaultConfiguration: BranchConfiguration = branchConfigurationSchema.parse({
  name: { zh: '滨江路支行', en: 'Binjiang Road Branch' },
  timeZone: 'Asia/Shanghai',
  services: [
    {
      id: 'cash',
      name: { zh: '现金存取、转账', en: 'Cash and transfers' },
      series: 'A',
      usualMinutes: 6,
      papers: [
        { ...idCard, instead: [] },
        {
          id: 'bankCard',
          name: { zh: '银行卡或存折', en: 'bank card or passbook' },
          instead: [{ zh: '知道账号也可以', en: 'knowing the account number will do' }],
        },
      ],
      words: ['存钱', '取钱', '汇款', 'deposit', 'withdraw', 'remit'],
    },
    {
      id: 'account',
      name: { zh: '开户、销户', en: 'Open or close an account' },
      series: 'B',
      usualMinutes: 18,
      papers: [
        {
          ...idCard,
          instead: [{ zh: '未满 16 岁可用户口簿', en: 'under 16: the household register' }],
        },
        {
          id: 'phone',
          name: { zh: '能收短信的手机', en: 'a phone that receives texts' },
          instead: [],
        },
      ],
      words: ['开卡', '新卡', '办卡', 'new card'],
    },
    {
      id: 'lostCard',
      name: { zh: '挂失、补卡', en: 'Lost card, new card' },
      series: 'C',
      atTerminal: 'reportLostCard',
      usualMinutes: 10,
      papers: [{ ...idCard, instead: [{ zh: '临时身份证', en: 'a temporary identity card' }] }],
      words: ['卡丢了', '卡不见了', '补卡', 'card gone', 'stolen card'],
    },
    {
      id: 'phoneNumber',
      name: { zh: '修改预留手机号', en: 'Change the reserved phone number' },
      series: 'C',
      atTerminal: 'changeReservedPhone',
      usualMinutes: 8,
      papers: [{ ...idCard, instead: [] }],
      words: ['换手机号', '收不到短信', 'new number'],
    },
    {
      id: 'wealth',
      name: { zh: '理财、定期', en: 'Savings and wealth products' },
      series: 'D',
      usualMinutes: 20,
      papers: [{ ...idCard, instead: [] }],
      words: ['工资转定期', '基金', '国债', 'salary into fixed deposit', 'fund'],
    },
    {
      id: 'corporate',
      name: { zh: '对公业务', en: 'Business for a company' },
      series: 'E',
      usualMinutes: 15,
      papers: [
        { ...idCard, instead: [] },
        {
          id: 'authority',
          name: { zh: '单位授权书', en: 'letter of authority' },
          instead: [{ zh: '法定代表人本人到场', en: 'the legal representative in person' }],
        },
        { id: 'licence', name: { zh: '营业执照', en: 'business licence' }, instead: [] },
      ],
      words: ['公司', '企业', '对公', 'company'],
    },
  ],
  counters: [
    { id: '1', services: ['cash', 'lostCard', 'phoneNumber'] },
    { id: '2', services: ['cash', 'account', 'lostCard', 'phoneNumber'] },
    { id: '3', services: [] },
    { id: '4', services: ['wealth', 'account'] },
  ],
  hours: [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
    { days: [6, 7], from: '09:30', to: '16:00' },
  ],
  care: { hours: [{ days: EVERY_DAY, from: '09:00', to: '10:00' }], seats: 4 },
  overtaking: {
    creditMinutes: { vip: 5, corporate: 0, elderly: 8, disabled: 10, pregnant: 10, appointment: 15 },
    most: 3,
  },
  waitTargetMinutes: 5,
  noShowSeconds: 60,
});

/** The same for practice, where nobody waits until a bank would open. */
export const practiceConfiguration: BranchConfiguration = {
  ...defaultConfiguration,
  hours: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }],
};
