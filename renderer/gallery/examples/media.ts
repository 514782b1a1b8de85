import type { Frame } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { type Example, example, known, primary } from '../example.ts';

const inside: Partial<Frame> = { ...known, card: { last4: '1018', where: 'inside' }, slot: 'cardReader' };
const atGate: Partial<Frame> = { ...known, card: { last4: '1018', where: 'gate' }, slot: 'cardReader' };
const CARD_PROBLEMS = ['unreadable', 'readerFault', 'notOurs', 'fallbackRefused', 'bankUnreachable'] as const;
const ENDINGS = ['finished', 'noActivity', 'cancelled', 'fault'] as const;

const take = (name: string, body: Partial<BodyOf<'takeMedia'>>, frame: Partial<Frame>): Example =>
  example(
    name,
    {
      kind: 'takeMedia',
      what: 'card',
      receipt: false,
      urgency: 'calm',
      why: 'finished',
      ...body,
    },
    [],
    frame,
  );

export const mediaExamples: readonly Example[] = [
  ...CARD_PROBLEMS.map((problem) =>
    example(`card-problem-${problem}`, { kind: 'cardProblem', problem }, [primary('next')], inside),
  ),
  take('take-card', {}, atGate),
  take('take-card-insistent', { urgency: 'insistent', why: 'finished' }, atGate),
  take('take-id-card', { what: 'idCard', receipt: true }, { ...known, slot: 'idScanner' }),
  take(
    'take-id-card-insistent',
    { what: 'idCard', urgency: 'insistent', why: 'noActivity' },
    { ...known, slot: 'idScanner' },
  ),
  take('take-id-card-fault', { what: 'idCard', why: 'fault' }, { ...known, slot: 'idScanner' }),
  example(
    'card-retained-printed',
    {
      kind: 'cardRetained',
      reason: 'notTaken',
      reference: 'K-20261122-0007',
      slip: 'printed',
      staffTold: true,
    },
    [primary('next')],
    { slot: 'receiptPrinter' },
  ),
  example(
    'card-retained-printing',
    {
      kind: 'cardRetained',
      reason: 'notTaken',
      reference: 'K-20261122-0007',
      slip: 'printing',
      staffTold: true,
    },
    [],
    { slot: 'receiptPrinter' },
  ),
  example(
    'card-retained-jammed',
    {
      kind: 'cardRetained',
      reason: 'jammed',
      reference: 'K-20261122-0008',
      slip: 'unavailable',
      staffTold: false,
    },
    [primary('next')],
  ),
  example(
    'card-retained-slip-unknown',
    {
      kind: 'cardRetained',
      reason: 'notTaken',
      reference: 'K-20261122-0009',
      slip: 'unknown',
      staffTold: false,
    },
    [primary('next')],
  ),
  example(
    'trouble-card-stuck',
    {
      kind: 'trouble',
      what: 'cardStuck',
      cardInside: true,
      reference: 'T01-7K4Q',
      staffTold: true,
    },
    [primary('next')],
    inside,
  ),
  example(
    'trouble-card-reader',
    {
      kind: 'trouble',
      what: 'cardReaderFault',
      cardInside: false,
      reference: 'T01-7K4Q',
      staffTold: false,
    },
    [primary('next')],
    known,
  ),
  ...ENDINGS.map((why) =>
    example(`farewell-${why}`, { kind: 'farewell', why, rating: 'none' }, [primary('next')]),
  ),
];
