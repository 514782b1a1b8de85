import type { Way } from '../ports.ts';

/** A branch as most are. */
export const someWay: Way = {
  open: true,
  opening: null,
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  care: { until: '10:00', seats: 4 },
  own: { answers: [], without: [] },
  services: (
    [
      [
        'cash',
        '现金存取、转账',
        'Cash and transfers',
        null,
        ['存钱', '取钱', '汇款', 'deposit', 'withdraw', 'remit'],
      ],
      ['account', '开户、销户', 'Open or close an account', null, ['开卡', '新卡', '办卡', 'new card']],
      [
        'lostCard',
        '挂失、补卡',
        'Lost card, new card',
        'reportLostCard',
        ['卡丢了', '卡不见了', '补卡', 'card gone', 'stolen card'],
      ],
      [
        'phoneNumber',
        '修改预留手机号',
        'Change the reserved phone number',
        'changeReservedPhone',
        ['换手机号', '收不到短信', 'new number'],
      ],
      [
        'wealth',
        '理财、定期',
        'Savings and wealth products',
        null,
        ['工资转定期', '基金', '国债', 'salary into fixed deposit', 'fund'],
      ],
      ['corporate', '对公业务', 'Business for a company', null, ['公司', '企业', '对公', 'company']],
    ] as const
  ).map(([id, zh, en, atTerminal, words]) => ({
    id,
    name: { zh, en },
    atTerminal,
    papers: [
      { id: 'identityDocument', name: { zh: '本人身份证件', en: 'your identity document' }, instead: [] },
    ],
    wait: null,
    words: [...words],
  })),
};
