import type { Action } from '#contracts/screen/actions.ts';
import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import { CASE_STOPS } from '#contracts/screen/company-bodies.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, entry, example, primary, secondary } from '../example.ts';
import { afterwards, slotOf } from './sale.ts';

const COMPANY = '样例市安居贸易有限公司';
const ORIGINALS = [
  'businessLicence',
  'legalRepresentativeId',
  'agentId',
  'authorisation',
  'articles',
] as const;

const codeEntry: readonly Action[] = [
  ...[...LETTERS].flatMap((letter, choice): Action[] =>
    /[a-hj-np-z]/.test(letter) ? [{ id: 'letter', role: 'entry', choice }] : [],
  ),
  ...entry.filter(({ id, choice }) => id !== 'digit' || (choice ?? 0) >= 2),
];

const enterCase = (name: string, entered: string, problem: BodyOf<'enterCase'>['problem']): Example =>
  example(
    `case-code-${name}`,
    { kind: 'enterCase', entered, length: 10, problem },
    [
      ...codeEntry,
      secondary('turnLetter', 'zero'),
      ...(entered.length === 10 ? [primary('confirm')] : []),
      back(),
    ],
    at('companyAccount', 'case'),
  );

const stopped = (why: BodyOf<'caseStopped'>['why']): Example =>
  example(
    `case-stopped-${why.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    { kind: 'caseStopped', why, reference: 'T01-KX7Q' },
    [primary('next'), ...(why === 'tooMany' ? [] : [secondary('tryAgain', 'one')])],
    at('companyAccount', 'case'),
  );

const PARTS: readonly (readonly [string, BodyOf<'reviewCase'>['part']])[] = [
  [
    'company',
    {
      group: 'company',
      companyName: COMPANY,
      creditCode: '91999999MA0EXAMP6X',
      legalRepresentative: '贺闻溪',
      role: 'agent',
    },
  ],
  [
    'place',
    {
      group: 'place',
      address: '样例省样例市安居路100号安居大厦东座第二十三层第2301至2308单元',
      businessScope:
        '日用百货批发和零售；仓储服务（不含危险品）；道路货物运输代理；包装服务；信息技术咨询服务',
    },
  ],
  ['phone', { group: 'phone', phone: '14200020001', filed: null }],
  ['phone-new', { group: 'phone', phone: '14200030002', filed: '14200020001' }],
];
const review = ([name, part]: (typeof PARTS)[number], place: number): Example =>
  example(
    `review-case-${name}`,
    { kind: 'reviewCase', number: Math.min(place, 2) + 1, of: 3, part },
    [primary('confirm'), secondary('decline', 'zero'), back()],
    at('companyAccount', 'review'),
  );

const phone = (name: string, entered: string, problem: BodyOf<'enterCompanyPhone'>['problem']): Example =>
  example(
    `company-phone-${name}`,
    { kind: 'enterCompanyPhone', entered, problem },
    [...entry, ...(entered.length === 11 ? [primary('confirm')] : []), back()],
    at('companyAccount', 'review'),
  );

type States = readonly BodyOf<'originals'>['list'][number]['state'][];
function originals(name: string, states: States): Example {
  const shown = states.filter((state) => state === 'taken' || state === 'shown').length;
  const missing = ORIGINALS.length - shown;
  return example(
    `originals-${name}`,
    {
      kind: 'originals',
      service: 'companyAccount',
      list: ORIGINALS.map((original, place) => ({ original, state: states[place] ?? 'missing' })),
      missing,
    },
    [...ORIGINALS.map((_, place) => choose(place)), primary(missing > 0 ? 'next' : 'askApproval'), back()],
    at('companyAccount', 'originals'),
  );
}

type Picturing = BodyOf<'pictureOriginal'>;
const ACTIONS: Readonly<Record<Picturing['phase'], readonly Action[]>> = {
  aim: [primary('takePicture'), back()],
  taking: [back()],
  check: [primary('confirm'), secondary('tryAgain', 'one'), back()],
  cameraAway: [primary('tryAgain'), back()],
};
const picture = (name: string, phase: Picturing['phase'], problem: Picturing['problem'] = null): Example =>
  example(
    `picture-${name}`,
    {
      kind: 'pictureOriginal',
      service: 'companyAccount',
      original: phase === 'check' ? 'legalRepresentativeId' : 'businessLicence',
      number: phase === 'check' ? 2 : 1,
      of: 5,
      phase,
      problem,
    },
    ACTIONS[phase],
    at('companyAccount', 'originals'),
  );

function result(name: string, body: Partial<BodyOf<'companyResult'>>): Example {
  const whole: BodyOf<'companyResult'> = {
    kind: 'companyResult',
    outcome: 'done',
    refusal: null,
    companyName: COMPANY,
    caseCode: 'SAMPE23456',
    accountNumber: null,
    seal: 'stamped',
    paperNumber: 'T01-KX7Q-1',
    reference: 'T01-KX7Q-2',
    receipt: 'offered',
    ...body,
  };
  return example(`company-result-${name}`, whole, afterwards(whole.receipt), {
    ...at('companyAccount', 'result'),
    slot: slotOf(whole.receipt),
  });
}

const OPENED = { accountNumber: '9999000100000001' } as const;

/** A company's account, from its code to what came of it. */
export const companyExamples: readonly Example[] = [
  enterCase('empty', '', null),
  enterCase('typing', 'SAMP', null),
  enterCase('full', 'SAMPE23456', null),
  enterCase('unknown', '', 'unknown'),
  enterCase('unreachable', 'SAMPE23456', 'unreachable'),
  ...CASE_STOPS.map(stopped),
  ...PARTS.map(review),
  phone('empty', '', null),
  phone('not-a-phone', '12200030002', 'notAPhone'),
  phone('same', '14200020001', 'sameAsFiled'),
  originals('none', []),
  originals('shown', ['missing', 'missing', 'shown', 'missing', 'missing']),
  originals('done', ['taken', 'taken', 'shown', 'taken', 'taken']),
  originals('again', ['taken', 'taken', 'taken', 'taken', 'again']),
  picture('aim', 'aim'),
  picture('no-picture', 'aim', 'noPicture'),
  picture('unfit', 'aim', 'unfit'),
  picture('taking', 'taking'),
  picture('check', 'check'),
  picture('not-kept', 'check', 'notKept'),
  picture('camera-away', 'cameraAway'),
  ...RECEIPT_STATES.map((receipt) =>
    result(`receipt-${receipt.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, {
      ...OPENED,
      receipt,
    }),
  ),
  result('queued', { ...OPENED, seal: 'queued' }),
  ...(
    [
      'alreadyOpened',
      'notReviewed',
      'agentMismatch',
      'originalMissing',
      'proofExpired',
      'notAllowed',
    ] as const
  ).map((refusal) =>
    result(`refused-${refusal.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, {
      outcome: 'refused',
      refusal,
      seal: 'none',
      paperNumber: '',
    }),
  ),
  result('unknown', { outcome: 'unknown' }),
  result('not-sent', { outcome: 'notSent', seal: 'none', paperNumber: '' }),
];
