import type { CardSummary } from '#contracts/screen/bodies.ts';
import { WORKING } from '#contracts/screen/bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, entry, example, known, primary, secondary } from '../example.ts';

export const debit: CardSummary = {
  last4: '1018',
  product: { zh: '安居借记卡', en: 'Anju debit card' },
  kind: 'debit',
};
export const credit: CardSummary = {
  last4: '2024',
  product: { zh: '远行信用卡', en: 'Yuanxing credit card' },
  kind: 'credit',
};
const blocked: CardSummary = { ...debit, last4: '3033' };
export const OLD = '142****0001';

type Listed = BodyOf<'chooseCard'>['cards'][number];
const free = (card: CardSummary): Listed => ({ ...card, selectable: true, reason: null });
const closed = (card: CardSummary, reason: 'alreadyBlocked' | 'inMachine'): Listed => ({
  ...card,
  selectable: false,
  reason,
});
const many = (count: number): Listed[] =>
  Array.from({ length: count }, (_, index) =>
    free({ ...(index % 3 === 2 ? credit : debit), last4: String(4011 + index * 7) }),
  );

type ChooseCard = BodyOf<'chooseCard'>;
function chooseCard(
  name: string,
  service: ChooseCard['service'],
  cards: Listed[],
  window?: ChooseCard['window'],
): Example {
  const shown = cards
    .map((card, index) => ({ card, index }))
    .slice(window?.first ?? 0, window ? window.last + 1 : cards.length);
  const rows = shown.flatMap(({ card, index }, place) => (card.selectable ? [choose(index, place)] : []));
  return example(
    name,
    { kind: 'chooseCard', service, cards, ...(window ? { window } : {}) },
    [...rows, ...(window ? [secondary('more', 'nine')] : []), back()],
    at(service, 'chooseCard'),
  );
}

const noCode = (problem: NonNullable<BodyOf<'proveOldNumber'>['problem']>, secondsLeft = 0): Example =>
  example(
    `prove-old-number-${problem.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    { kind: 'proveOldNumber', card: debit, oldPhone: OLD, problem, secondsLeft },
    problem === 'tooManyCodes' || secondsLeft > 0
      ? [primary('noOldNumber'), back()]
      : [primary('sendCode'), secondary('noOldNumber', 'one'), back()],
    at('changeReservedPhone', 'proveOldNumber'),
  );

const code = (name: string, body: Partial<BodyOf<'enterCode'>>): Example => {
  const whole: BodyOf<'enterCode'> = {
    kind: 'enterCode',
    sentTo: OLD,
    entered: '',
    length: 6,
    problem: null,
    triesLeft: null,
    resend: 'wait',
    secondsLeft: body.resend === undefined || body.resend === 'wait' ? 42 : 0,
    ...body,
  };
  const full = whole.entered.length === whole.length;
  return example(
    name,
    whole,
    [
      ...entry,
      ...(full ? [primary('confirm')] : []),
      ...(whole.resend === 'available'
        ? [full ? secondary('resendCode') : secondary('resendCode', 'enter')]
        : []),
      secondary('noOldNumber'),
      back(),
    ],
    at('changeReservedPhone', 'proveOldNumber'),
  );
};

const phone = (name: string, body: Partial<BodyOf<'enterPhone'>>): Example => {
  const whole: BodyOf<'enterPhone'> = {
    kind: 'enterPhone',
    entered: '',
    problem: null,
    route: 'change',
    ...body,
  };
  return example(
    name,
    whole,
    [...entry, ...(whole.entered.length === 11 ? [primary('confirm')] : []), back()],
    at('changeReservedPhone', 'newNumber'),
  );
};

const PHASES = ['brief', 'waiting', 'long'] as const;

export const businessExamples: readonly Example[] = [
  chooseCard('choose-card', 'reportLostCard', [free(debit), free(credit), closed(blocked, 'alreadyBlocked')]),
  chooseCard('choose-card-in-machine', 'reportLostCard', [closed(debit, 'inMachine'), free(credit)]),
  chooseCard('choose-card-one', 'changeReservedPhone', [free(debit)]),
  chooseCard('choose-card-four', 'changeReservedPhone', many(4)),
  chooseCard('choose-card-six', 'reportLostCard', many(6)),
  chooseCard('choose-card-window', 'reportLostCard', many(9), { first: 4, last: 7 }),
  example(
    'review-block',
    { kind: 'reviewBlock', card: debit },
    [primary('confirm'), back()],
    at('reportLostCard', 'review'),
  ),
  example(
    'review-block-credit',
    { kind: 'reviewBlock', card: credit },
    [primary('confirm'), back()],
    at('reportLostCard', 'review'),
  ),
  example(
    'prove-old-number',
    { kind: 'proveOldNumber', card: debit, oldPhone: OLD, problem: null, secondsLeft: 0 },
    [primary('sendCode'), secondary('noOldNumber', 'one'), back()],
    at('changeReservedPhone', 'proveOldNumber'),
  ),
  example(
    'prove-old-number-none',
    { kind: 'proveOldNumber', card: credit, oldPhone: null, problem: null, secondsLeft: 0 },
    [primary('noOldNumber'), back()],
    at('changeReservedPhone', 'proveOldNumber'),
  ),
  noCode('expired'),
  noCode('notSent'),
  noCode('tooSoon', 42),
  noCode('tooManyCodes'),
  code('enter-code', {}),
  code('enter-code-typing', { entered: '418' }),
  code('enter-code-full', { entered: '418205', resend: 'available' }),
  code('enter-code-wrong', { problem: 'wrong', triesLeft: 2 }),
  code('enter-code-wrong-last', { problem: 'wrong', triesLeft: 1, resend: 'available' }),
  code('enter-code-too-soon', { problem: 'tooSoon', resend: 'wait' }),
  code('enter-code-too-many', { problem: 'tooManyCodes', resend: 'none' }),
  code('enter-code-not-sent', { problem: 'notSent', resend: 'available' }),
  phone('enter-phone', {}),
  phone('enter-phone-typing', { entered: '14200' }),
  phone('enter-phone-full', { entered: '14200010009' }),
  phone('enter-phone-not-mobile', { entered: '12200010009', problem: 'notMobile' }),
  phone('enter-phone-same', { entered: '14200010001', problem: 'sameAsOld' }),
  phone('enter-phone-case', { route: 'case' }),
  example(
    'review-phone',
    { kind: 'reviewPhone', card: debit, oldPhone: OLD, newPhone: '14200010009', route: 'change' },
    [primary('confirm'), back()],
    at('changeReservedPhone', 'review'),
  ),
  example(
    'review-phone-case',
    { kind: 'reviewPhone', card: credit, oldPhone: null, newPhone: '14200010009', route: 'case' },
    [primary('confirm'), back()],
    at('changeReservedPhone', 'review'),
  ),
  ...WORKING.map((what, index) =>
    example(
      `working-${what}`,
      { kind: 'working', what, phase: PHASES[index % 3] ?? 'brief', usualSeconds: 10 },
      [],
      what.endsWith('Card') ? { ...known, card: { last4: '1018', where: 'inside' } } : known,
    ),
  ),
  example(
    'working-block-long',
    { kind: 'working', what: 'block', phase: 'long', usualSeconds: 10 },
    [],
    at('reportLostCard', 'review'),
  ),
];
