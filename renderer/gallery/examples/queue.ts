import { KEPT, VERDICTS } from '#contracts/branch/appointment.ts';
import type { Wait } from '#contracts/branch/ticket.ts';
import type { Action } from '#contracts/screen/actions.ts';
import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import type { Frame, Slot } from '#contracts/screen/frame.ts';
import { APPOINTMENT_PROBLEMS, AWAY_REASONS, NEED_CHOICES } from '#contracts/screen/queue-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { back, choose, type Example, entry, example, known, primary, secondary } from '../example.ts';

const wait = (from: number, to: number, ahead: number, more: Partial<Wait> = {}): Wait => ({
  ahead,
  minutes: { from, to },
  reason: 'steady',
  counter: null,
  ...more,
});
const nobodyServes: Wait = { ahead: 0, minutes: null, reason: 'noCounter', counter: null };

type Service = BodyOf<'chooseBusiness'>['services'][number];
const service = (zh: string, en: string, how: Wait | null, chosen = false): Service => ({
  name: { zh, en },
  wait: how,
  chosen,
});
const cold: Partial<Wait> = { reason: 'coldStart' };
const six: readonly Service[] = [
  service('现金存取、转账', 'Cash and transfers', wait(5, 12, 3)),
  service('开户、销户', 'Open or close an account', wait(18, 40, 2)),
  service('挂失、补卡', 'Lost card, new card', wait(0, 6, 1)),
  service('修改预留手机号', 'Change the reserved phone number', wait(0, 0, 0)),
  service('理财、定期', 'Savings and wealth products', wait(12, 12, 1)),
  service('对公业务', 'Business for a company', nobodyServes),
];
/** As long as a name may be. */
const longest = { zh: '外币现钞兑换与跨境汇款等业务', en: 'Cross-border remittance, cash, ID' };
const many: readonly Service[] = Array.from({ length: 24 }, (_, index) =>
  service(longest.zh, longest.en, wait(index, 90 + index, 30 + index), index < 2),
);

function chooseBusiness(
  name: string,
  services: readonly Service[],
  more: Partial<BodyOf<'chooseBusiness'>> = {},
  frame: Partial<Frame> = {},
): Example {
  const { first, last } = more.window ?? { first: 0, last: services.length - 1 };
  const actions: Action[] = [
    ...services.slice(first, last + 1).map((_, place) => choose(first + place, place)),
    ...(more.window ? [secondary('more', 'zero')] : []),
    ...(more.cutOff ? [] : [secondary('haveAppointment', 'nine')]),
    ...(services.some(({ chosen }) => chosen) ? [primary('next')] : []),
    back(),
  ];
  return example(
    name,
    { kind: 'chooseBusiness', services: [...services], most: 5, full: false, ...more },
    actions,
    frame,
  );
}

const needActions: Action[] = [
  ...NEED_CHOICES.map((_, index): Action => ({ ...choose(index), id: 'need' })),
  primary('next'),
  back(),
];
const needs = (
  name: string,
  chosen: BodyOf<'needs'>['chosen'],
  elderlyKnown = false,
  care?: BodyOf<'needs'>['care'],
): Example =>
  example(
    name,
    { kind: 'needs', chosen, elderlyKnown, ...(care ? { care } : {}) },
    needActions,
    elderlyKnown ? known : {},
  );

type Paper = BodyOf<'papers'>['papers'][number];
const idCard: Paper = {
  name: { zh: '本人身份证件', en: 'your identity document' },
  instead: [{ zh: '临时身份证', en: 'a temporary identity card' }],
};
const company: readonly Paper[] = [
  { ...idCard, instead: [] },
  {
    name: { zh: '单位授权书', en: 'letter of authority' },
    instead: [{ zh: '法定代表人本人到场', en: 'the legal representative in person' }],
  },
  { name: { zh: '营业执照', en: 'business licence' }, instead: [] },
];
const longPaper: Paper = {
  name: { zh: '单位银行账户开立授权委托书', en: 'power of attorney to open an account' },
  instead: [
    { zh: '法定代表人本人带身份证件到场', en: 'the legal representative in person' },
    { zh: '经公证的授权委托书原件和复印件', en: 'a notarised original with one copy' },
    { zh: '上级单位出具的证明文件原件', en: 'the parent company confirmation' },
  ],
};

const paperActions = (moves: boolean): Action[] => [
  secondary('missing', 'one'),
  ...(moves ? [secondary('more', 'zero')] : []),
  primary('confirm'),
  back(),
];
const missingActions = (moves: boolean): Action[] => [
  secondary('finish', 'one'),
  ...(moves ? [secondary('more', 'zero')] : []),
  primary('confirm'),
  back(),
];
/** Two are what fits in every setting; larger type never shows more. */
const window = { first: 0, last: 1 };

type Taken = BodyOf<'ticketTaken'>;
function taken(name: string, more: Partial<Taken> = {}, frame: Partial<Frame> = {}): Example {
  const body: Taken = {
    kind: 'ticketTaken',
    label: 'A007',
    services: [{ zh: '现金存取、转账', en: 'Cash and transfers' }],
    state: 'waiting',
    wait: wait(5, 12, 3),
    counter: null,
    phoneUrl: null,
    kept: [],
    receipt: 'printed',
    ...more,
  };
  const ids = [
    ...(body.receipt === 'offered' || body.receipt === 'notPrinted' ? (['printReceipt'] as const) : []),
    ...(frame.customerName ? (['anotherService'] as const) : []),
    ...(body.state === 'waiting' ? (['giveUpNumber'] as const) : []),
  ];
  const forget = body.kept.length > 0 ? [secondary('forgetDraft', 'five')] : [];
  const slot: Slot | null =
    body.receipt === 'printing' || body.receipt === 'printed' || body.receipt === 'unknown'
      ? 'receiptPrinter'
      : null;
  return example(
    name,
    body,
    body.receipt === 'printing'
      ? []
      : [
          ...forget,
          ...ids.map((id, place) => secondary(id, (['one', 'two', 'three'] as const)[place] ?? 'four')),
          primary('next'),
        ],
    { ...frame, slot },
  );
}

const away = (
  name: string,
  reason: BodyOf<'queueAway'>['reason'],
  more: Partial<BodyOf<'queueAway'>> = {},
): Example => {
  const body: BodyOf<'queueAway'> = {
    kind: 'queueAway',
    reason,
    opening: null,
    here: ['reportLostCard', 'changeReservedPhone'],
    ...more,
  };
  return example(name, body, [
    ...body.here.map((_, index) => choose(index)),
    ...(reason === 'closed' ? [] : [primary('tryAgain')]),
    back(),
  ]);
};

const enterAppointment = (
  name: string,
  entered: string,
  problem: BodyOf<'enterAppointment'>['problem'],
): Example =>
  example(`appointment-code-${name}`, { kind: 'enterAppointment', entered, length: 8, problem }, [
    ...entry,
    ...(entered.length === 8 ? [primary('confirm')] : []),
    back(),
  ]);

const appointment = (verdict: BodyOf<'appointment'>['verdict']): Example =>
  example(
    `appointment-${verdict}`,
    {
      kind: 'appointment',
      verdict,
      service: { zh: longest.zh, en: longest.en },
      day: '2026-11-28',
      time: '10:30',
      from: '10:00',
      label: verdict === 'checkedIn' ? 'D012' : null,
    },
    [
      primary(
        verdict === 'early' || verdict === 'onTime' || verdict === 'late' || verdict === 'checkedIn'
          ? 'confirm'
          : 'next',
      ),
      back(),
    ],
    known,
  );

const phoneUrl = 'https://queue.sample-bank.example/t/3kq9X1vZr8LmN0pQ2sT4uW6yBcDeFgHi';

export const queueExamples: readonly Example[] = [
  ...AWAY_REASONS.map((reason) => away(`queue-away-${reason}`, reason)),
  away('queue-away-opens-today', 'closed', {
    opening: { when: 'today', day: 1, from: '09:00', to: '17:00' },
  }),
  away('queue-away-opens-later', 'closed', {
    opening: { when: 'later', day: 3, from: '09:30', to: '16:00' },
    here: [],
  }),
  away('queue-away-nothing-here', 'unreachable', { here: [] }),
  chooseBusiness('choose-business', six),
  chooseBusiness(
    'choose-business-two',
    six.map((one, index) => ({ ...one, chosen: index < 2 })),
  ),
  chooseBusiness(
    'choose-business-cold',
    six.slice(0, 3).map((one) => ({ ...one, wait: one.wait && { ...one.wait, ...cold } })),
  ),
  chooseBusiness(
    'choose-business-no-counter',
    six.slice(0, 3).map((one) => ({ ...one, wait: nobodyServes })),
  ),
  chooseBusiness(
    'choose-business-cut-off',
    six.slice(0, 3).map((one, index) => ({ ...one, wait: null, chosen: index === 0 })),
    { cutOff: true },
  ),
  chooseBusiness('choose-business-many', many, { window: { first: 3, last: 5 } }),
  chooseBusiness(
    'choose-business-full',
    six.map((one, index) => ({ ...one, chosen: index < 5 })).slice(0, 3),
    { full: true },
    known,
  ),
  example('do-here', { kind: 'doHere', here: ['reportLostCard'] }, [choose(0), primary('next'), back()]),
  example('do-here-two', { kind: 'doHere', here: ['reportLostCard', 'changeReservedPhone'] }, [
    choose(0),
    choose(1),
    primary('next'),
    back(),
  ]),
  needs('needs', []),
  needs('needs-known', ['elderly'], true),
  needs('needs-company', ['pregnant', 'company']),
  needs('needs-care-hours', ['disabled'], false, { until: '11:00', seats: 6 }),
  needs('needs-seats', ['elderly'], true, { until: null, seats: 1 }),
  example('papers', { kind: 'papers', papers: [idCard] }, paperActions(false)),
  example('papers-two', { kind: 'papers', papers: [...company.slice(0, 2)] }, paperActions(false)),
  example('papers-company', { kind: 'papers', papers: [...company], window }, paperActions(true)),
  example(
    'papers-longest',
    { kind: 'papers', papers: [longPaper, longPaper, longPaper], window },
    paperActions(true),
  ),
  example('papers-missing', { kind: 'papersMissing', papers: [idCard] }, missingActions(false)),
  example(
    'papers-missing-longest',
    { kind: 'papersMissing', papers: [longPaper, longPaper, longPaper], window },
    missingActions(true),
  ),
  example('papers-missing-none', { kind: 'papersMissing', papers: [] }, missingActions(false)),
  ...RECEIPT_STATES.map((receipt) => taken(`ticket-${receipt}`, { receipt })),
  taken('ticket-taken-kept', { kept: ['changeReservedPhone'] }, known),
  taken('ticket-phone', { phoneUrl }),
  taken('ticket-care-hours', { phoneUrl, care: { until: '11:00', seats: 6 } }, known),
  taken('ticket-care-seats', { care: { until: null, seats: 6 } }),
  taken('ticket-known-phone', { phoneUrl, receipt: 'notPrinted' }, known),
  taken('ticket-cold', { wait: wait(4, 15, 2, cold), phoneUrl }, known),
  taken('ticket-moved', { wait: wait(20, 45, 6, { reason: 'counterClosed', counter: '3' }), phoneUrl }),
  taken('ticket-cut-off', { label: 'A801', wait: null, countsFrom: '10:42' }),
  taken(
    'ticket-cut-off-known',
    { label: 'A801', wait: null, countsFrom: '10:42', receipt: 'notPrinted' },
    known,
  ),
  taken('ticket-no-counter', { wait: nobodyServes }),
  taken('ticket-five', {
    label: 'E1024',
    services: Array.from({ length: 5 }, () => ({ zh: longest.zh, en: longest.en })),
    wait: wait(95, 240, 61, { reason: 'overtaken' }),
    phoneUrl,
    receipt: 'unknown',
  }),
  taken('ticket-called', { state: 'called', counter: '12', wait: null, phoneUrl }),
  taken('ticket-over', { state: 'over', wait: null }),
  ...KEPT.map((kept) =>
    taken(`ticket-appointment-${kept}`, { appointment: { time: '10:30', kept }, phoneUrl }),
  ),
  enterAppointment('empty', '', null),
  // After too many there is nothing to type any more.
  ...APPOINTMENT_PROBLEMS.filter((problem) => problem !== 'tooMany').map((problem) =>
    enterAppointment(problem, problem === 'mistyped' ? '' : '5724', problem),
  ),
  enterAppointment('full', '57245724', null),
  example(
    'appointment-code-spent',
    { kind: 'enterAppointment', entered: '', length: 8, problem: 'tooMany' },
    [primary('next')],
  ),
  ...VERDICTS.map((verdict) => appointment(verdict)),
  example('ticket-unknown-number', { kind: 'ticketUnknown' }, [primary('tryAgain'), back('finish')]),
  example('ticket-give-up', { kind: 'ticketGivenUp', label: 'A007', state: 'asking' }, [
    primary('confirm'),
    back(),
  ]),
  ...(['given', 'following', 'notGiven'] as const).map((state) =>
    example(
      `ticket-give-up-${state}`,
      { kind: 'ticketGivenUp', label: 'A007', state },
      [...(state === 'notGiven' ? [] : [secondary('anotherService', 'one')]), primary('next')],
      known,
    ),
  ),
];
