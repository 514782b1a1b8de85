import type { Action } from '#contracts/screen/actions.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { back, choose, type Example, entry, example, known, primary, secondary } from '../example.ts';

type Result = BodyOf<'find'>['results'][number];
const result = (
  id: string,
  end: Result['end'],
  title: Result['title'],
  of: Result['of'] = 'answer',
): Omit<Result, 'choice'> => ({ of, id, title, end });
/** Rows as the flow gives them: a choice of its own for each. */
const rowsOf = (results: readonly Omit<Result, 'choice'>[]): readonly Result[] =>
  results.map((one, choice) => ({ ...one, choice }));
const lost = result('reportLostCard', 'start', null, 'service');
const phone = result('changeReservedPhone', 'start', null, 'service');
const often: readonly Omit<Result, 'choice'>[] = [
  lost,
  phone,
  result('cardSwallowed', 'person', { zh: '卡被机器吞了', en: 'The machine kept my card' }),
  result('forgotPin', 'papers', { zh: '密码忘了', en: 'I forgot my PIN' }),
  result('salaryToFixed', 'papers', { zh: '工资转定期', en: 'Salary into a fixed deposit' }),
  result('openingHours', 'person', { zh: '几点开门', en: 'Opening hours' }),
];
/** As long as a question may be. */
const long: readonly Omit<Result, 'choice'>[] = Array.from({ length: 6 }, (_, index) =>
  result(`long${index}`, 'papers', {
    zh: '外币现钞兑换与跨境汇款业务'.slice(0, 14),
    en: 'Somebody tells me to transfer money',
  }),
);
const opening = { when: 'later', day: 1, from: '09:00', to: '17:00' } as const;

const letters: readonly Action[] = [
  ...[...LETTERS].map((_, choice): Action => ({ id: 'letter', role: 'entry', choice })),
  { id: 'words', role: 'entry' },
];

function find(
  name: string,
  given: readonly Omit<Result, 'choice'>[],
  more: Partial<BodyOf<'find'>> = {},
  frame: Partial<Frame> = {},
): Example {
  const results = rowsOf(given);
  const stage = more.stage ?? 'typing';
  const { first, last } = more.window ?? { first: 0, last: results.length - 1 };
  const rows = results.slice(first, last + 1).map((_, place) => choose(first + place, place));
  const actions: Action[] =
    stage === 'typing'
      ? [...rows.map(({ key: _, ...row }) => row), ...letters, ...entry, primary('next'), back()]
      : [
          ...rows,
          ...(more.window ? [secondary('more', 'zero')] : []),
          ...(results.length === 0 ? [secondary('takeNumber', 'one'), primary('callPerson')] : []),
          back(),
        ];
  return example(
    name,
    {
      kind: 'find',
      stage,
      query: '',
      suggested: false,
      results: [...results],
      open: true,
      opening: null,
      ...more,
    },
    actions,
    frame,
  );
}

type Answer = BodyOf<'answer'>;
const answer = (
  name: string,
  body: Partial<Answer> & Pick<Answer, 'id' | 'end'>,
  actions: readonly Action[],
  frame: Partial<Frame> = {},
): Example =>
  example(
    name,
    {
      kind: 'answer',
      of: 'answer',
      title: null,
      words: null,
      service: null,
      papers: [],
      open: true,
      opening: null,
      hours: null,
      seats: null,
      ...body,
    },
    [...actions, back()],
    frame,
  );

const idCard = { name: { zh: '本人身份证件', en: 'your identity document' }, instead: [] };
const phoneAtHand = {
  name: { zh: '能收短信的手机', en: 'a phone that receives texts' },
  instead: [{ zh: '未满 16 岁可用户口簿', en: 'under 16: the household register' }],
};
const child: Partial<Answer> & Pick<Answer, 'id' | 'end'> = {
  id: 'openForChild',
  end: 'papers',
  title: { zh: '给孩子开户', en: 'An account for my child' },
  words: {
    zh: '监护人到柜台办。除了双方的证件，还要看监护关系的材料。',
    en: 'A guardian opens it at a counter. Besides both IDs, bring what shows that you are the guardian.',
  },
  papers: [idCard, phoneAtHand],
};
const stranger: Partial<Answer> & Pick<Answer, 'id' | 'end'> = {
  id: 'strangerTransfer',
  end: 'person',
  title: { zh: '有人叫我转账', en: 'Somebody tells me to transfer' },
  words: {
    zh: '先别转。没见过面的人、“安全账户”、“公检法”叫您转账，多半是诈骗。请先问工作人员。',
    en: 'Wait. Whoever you never met and who wants money moved, also "police" or "a safe account", is most likely a fraud. Ask staff first.',
  },
};

export const findingExamples: readonly Example[] = [
  find('find', often, { suggested: true }),
  find('find-typed', often.slice(0, 2), { query: 'gs' }, known),
  find('find-long', long, { query: 'wbdh', window: { first: 0, last: 2 } }),
  find('find-words', often.slice(0, 3), { query: '我的银行卡丢了怎么办，里面还有工资没有取出来' }),
  find('find-nothing', [], { query: 'qqqq' }),
  find('find-closed', often, { suggested: true, open: false, opening }),
  find('find-choosing', often.slice(0, 4), { stage: 'choosing', suggested: true }),
  find('find-choosing-window', often, { stage: 'choosing', window: { first: 3, last: 5 } }),
  find('find-choosing-long', long, { stage: 'choosing', query: 'wbdh', window: { first: 0, last: 2 } }),
  find('find-choosing-closed', often.slice(0, 3), { stage: 'choosing', open: false, opening }),
  find('find-choosing-nothing', [], { stage: 'choosing', query: 'qqqq' }),
  answer('answer-papers', child, [primary('takeNumber')]),
  answer(
    'answer-papers-here',
    {
      ...child,
      of: 'business',
      id: 'lostCard',
      title: { zh: '挂失、补卡', en: 'Lost card, new card' },
      words: null,
      service: 'reportLostCard',
    },
    [secondary('start', 'one'), primary('takeNumber')],
  ),
  answer('answer-papers-closed', { ...child, open: false, opening }, [primary('next')]),
  answer(
    'answer-papers-window',
    { ...child, papers: [idCard, phoneAtHand, idCard, phoneAtHand, idCard], window: { first: 0, last: 1 } },
    [primary('takeNumber'), secondary('more', 'zero')],
  ),
  answer('answer-person', stranger, [primary('callPerson')]),
  answer('answer-person-closed', { ...stranger, open: false, opening }, [
    secondary('callPerson', 'one'),
    primary('next'),
  ]),
  answer('answer-person-no-branch', { ...stranger, open: null }, [
    secondary('callPerson', 'one'),
    primary('next'),
  ]),
  answer(
    'answer-start',
    {
      id: 'unknownPayment',
      end: 'start',
      title: { zh: '钱被盗刷了', en: 'A payment I did not make' },
      words: {
        zh: '先挂失停卡，再请工作人员帮您查是哪一笔。',
        en: 'Block the card first. Then let a member of staff look up the payment with you.',
      },
      service: 'reportLostCard',
    },
    [primary('start')],
    known,
  ),
  answer('answer-not-here', { id: 'reportLostCard', of: 'service', end: 'person' }, [primary('callPerson')]),
  answer(
    'answer-hours',
    {
      id: 'openingHours',
      end: 'person',
      title: { zh: '几点开门', en: 'Opening hours' },
      words: { zh: '本网点的营业时间：', en: 'The hours of this branch:' },
      hours: [
        { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
        { days: [6, 7], from: '09:30', to: '16:00' },
      ],
    },
    [primary('callPerson')],
  ),
  answer(
    'answer-care',
    {
      id: 'care',
      end: 'person',
      title: { zh: '老人、残障优先', en: 'Priority for elderly and disabled' },
      words: {
        zh: '取号时选一下，叫号会照顾您。需要轮椅或老花镜，请找工作人员。',
        en: 'Say so when you take a number and it is taken into account. For a wheelchair or reading glasses, ask staff.',
      },
      seats: 4,
    },
    [primary('callPerson')],
  ),
];
