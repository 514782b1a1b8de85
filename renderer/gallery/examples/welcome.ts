import { IDENTIFY_PROBLEMS } from '#contracts/screen/bodies.ts';
import { OUT_OF_SERVICE } from '#contracts/screen/out-of-service.ts';
import { INELIGIBILITIES, SERVICE_IDS } from '#contracts/services/service.ts';
import {
  aside,
  back,
  choose,
  type Example,
  example,
  known,
  languages,
  lastOption,
  option,
  primary,
  secondary,
} from '../example.ts';

/** As many as there may be one day; the same ones again stand for those to come. */
const EIGHT = Array.from(
  { length: 8 },
  (_, place) => SERVICE_IDS[place % SERVICE_IDS.length] ?? 'assessRisk',
);
const CHOOSE = SERVICE_IDS.map((_, place) => choose(place));
const reasons = OUT_OF_SERVICE;

export const welcomeExamples: readonly Example[] = [
  example('starting', { kind: 'starting' }, []),
  ...reasons.map((reason) =>
    example(
      `out-of-service-${reason}`,
      { kind: 'outOfService', reason, reference: 'T01-7K4Q' },
      reason === 'idScanner' || reason === 'bank'
        ? [aside('takeNumber', 'one'), secondary('find', 'two')]
        : [],
    ),
  ),
  example(
    'idle',
    { kind: 'idle', services: [...SERVICE_IDS], notice: null },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner', simulated: true },
  ),
  example(
    'idle-eight-services',
    { kind: 'idle', services: EIGHT, notice: null },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner', simulated: true },
  ),
  example(
    'idle-eight-closed',
    {
      kind: 'idle',
      services: EIGHT,
      notice: null,
      hall: { open: false, opening: { when: 'today', day: 3, from: '09:00', to: '17:00' }, careUntil: null },
    },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner' },
  ),
  example(
    'idle-one-service',
    { kind: 'idle', services: ['reportLostCard'], notice: null },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner' },
  ),
  example(
    'idle-cut-off',
    { kind: 'idle', services: [...SERVICE_IDS], notice: null, cutOff: true },
    [...languages('frame'), aside('takeNumber', 'three'), primary('start')],
    { slot: 'idScanner' },
  ),
  ...(['today', 'tomorrow', 'later'] as const).map((when) =>
    example(
      `idle-closed-${when}`,
      {
        kind: 'idle',
        services: [...SERVICE_IDS],
        notice: null,
        hall: { open: false, opening: { when, day: 3, from: '09:00', to: '17:00' }, careUntil: null },
      },
      [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
      { slot: 'idScanner', simulated: true },
    ),
  ),
  example(
    'idle-care-hours',
    {
      kind: 'idle',
      services: [...SERVICE_IDS],
      notice: null,
      hall: { open: true, opening: null, careUntil: '11:00' },
    },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner' },
  ),
  example(
    'idle-reach',
    { kind: 'idle', services: [...SERVICE_IDS], notice: null },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner', reach: true, simulated: true },
  ),
  example(
    'idle-take-left-card',
    { kind: 'idle', services: [...SERVICE_IDS], notice: 'takeLeftCard' },
    languages('frame'),
    { slot: 'cardReader', card: { last4: null, where: 'gate' } },
  ),
  example(
    'idle-lift-left-id-card',
    { kind: 'idle', services: [...SERVICE_IDS], notice: 'liftLeftIdCard' },
    languages('frame'),
    { slot: 'idScanner' },
  ),
  example(
    'idle-card-unseen',
    { kind: 'idle', services: [...SERVICE_IDS], notice: null },
    [...languages('frame'), aside('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    { slot: 'idScanner', card: { last4: null, where: 'unseen' } },
  ),
  example(
    'identify-card-unseen',
    { kind: 'identify', phase: 'place', problem: null },
    [secondary('takeNumber', 'one'), back()],
    {
      slot: 'idScanner',
      card: { last4: null, where: 'unseen' },
    },
  ),
  example(
    'identify-place',
    { kind: 'identify', phase: 'place', problem: null },
    [secondary('takeNumber', 'one'), back()],
    {
      slot: 'idScanner',
    },
  ),
  example('identify-reading', { kind: 'identify', phase: 'reading', problem: null }, [back()], {
    slot: 'idScanner',
    idCard: 'onReader',
  }),
  ...IDENTIFY_PROBLEMS.map((problem) =>
    example(
      `identify-${problem}`,
      { kind: 'identify', phase: 'problem', problem },
      [
        secondary('takeNumber', 'one'),
        ...(problem === 'customerUnknown' ? [secondary('next', 'two')] : []),
        primary('tryAgain'),
        back(),
      ],
      { slot: 'idScanner', idCard: 'onReader' },
    ),
  ),
  example('elder-offer', { kind: 'elderOffer' }, [option('toggleTextSize', 0), option('decline', 1)], {
    ...known,
    customerName: '顾长庚',
  }),
  example(
    'menu',
    {
      kind: 'menu',
      services: SERVICE_IDS.map((id) => ({ id, offered: true, reason: null, minimumAge: 16 })),
      documentType: 'residentIdCard',
      number: 'take',
    },
    [...CHOOSE, option('find', CHOOSE.length), lastOption('takeNumber', CHOOSE.length + 1), back('finish')],
    known,
  ),
  example(
    'menu-eight',
    {
      kind: 'menu',
      services: EIGHT.map((id, place) => ({
        id,
        offered: place !== 5,
        reason: place === 5 ? 'branchUnreachable' : null,
        minimumAge: 18,
      })),
      documentType: 'residentIdCard',
      number: 'take',
    },
    [
      ...EIGHT.map((_, place) => choose(place)),
      option('find', 8),
      { id: 'takeNumber', role: 'choice', key: 'zero' },
      back('finish'),
    ],
    known,
  ),
  example(
    'menu-cut-off',
    {
      kind: 'menu',
      services: SERVICE_IDS.map((id) => ({ id, offered: true, reason: null, minimumAge: 16 })),
      documentType: 'residentIdCard',
      number: 'take',
      cutOff: true,
    },
    [...CHOOSE, option('takeNumber', CHOOSE.length), back('finish')],
    known,
  ),
  example(
    'menu-minor',
    {
      kind: 'menu',
      services: [
        { id: 'reportLostCard', offered: false, reason: 'tooYoung', minimumAge: 16 },
        { id: 'changeReservedPhone', offered: false, reason: 'tooYoung', minimumAge: 18 },
      ],
      documentType: 'residentIdCard',
      number: 'take',
    },
    [choose(0), choose(1), option('find', 2), option('takeNumber', 3), back('finish')],
    { ...known, customerName: '丁小满' },
  ),
  example(
    'menu-foreigner',
    {
      kind: 'menu',
      services: [
        { id: 'reportLostCard', offered: true, reason: null, minimumAge: 16 },
        { id: 'changeReservedPhone', offered: false, reason: 'documentNotAccepted', minimumAge: 18 },
      ],
      documentType: 'foreignPermanentResidentCard',
      number: 'held',
    },
    [choose(0), choose(1), option('find', 2), option('takeNumber', 3), back('finish')],
    { ...known, customerName: 'VALDENHOLM, ELIN MARIA' },
  ),
  ...INELIGIBILITIES.map((reason) =>
    example(
      `not-eligible-${reason}`,
      { kind: 'notEligible', service: 'changeReservedPhone', reason, minimumAge: 18 },
      [secondary('takeNumber', 'one'), primary('next')],
      known,
    ),
  ),
];
