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
      card: false,
      idCard: false,
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
  take('take-card', { card: true }, atGate),
  take('take-card-insistent', { card: true, urgency: 'insistent', why: 'noActivity' }, atGate),
  take('take-id-card', { idCard: true, receipt: true }, { ...known, slot: 'idScanner' }),
  take(
    'take-id-card-insistent',
    { idCard: true, urgency: 'insistent', why: 'noActivity' },
    { ...known, slot: 'idScanner' },
  ),
  take('take-card-and-id-card', { card: true, idCard: true, why: 'fault' }, atGate),
  take('take-receipt', { receipt: true }, { slot: 'receiptPrinter' }),
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
      business: 'nothingSent',
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
      business: 'nothingSent',
      reference: 'T01-7K4Q',
      staffTold: false,
    },
    [primary('next')],
    known,
  ),
  example(
    'trouble-journal',
    {
      kind: 'trouble',
      what: 'journal',
      cardInside: false,
      business: 'done',
      reference: 'T01-7K4Q',
      staffTold: true,
    },
    [primary('next')],
  ),
  example(
    'trouble-internal',
    {
      kind: 'trouble',
      what: 'internal',
      cardInside: false,
      business: 'unknown',
      reference: 'T01-7K4Q',
      staffTold: false,
    },
    [primary('next')],
  ),
  ...ENDINGS.map((why) => example(`farewell-${why}`, { kind: 'farewell', why }, [primary('next')])),
];
