import { KEYPAD_KEYS } from '#contracts/keypad.ts';
import type { Walk } from './moves.ts';

const CANCEL = KEYPAD_KEYS.indexOf('cancel');

const from = (moves: Walk['moves'], more: Partial<Walk> = {}): Walk => ({
  start: { cardInside: false, returnCard: false },
  journalBreaks: null,
  leavesIdCard: false,
  ...more,
  moves,
});

/** Walks that once broke a law, by what happened: they are walked again with every test. */
export const FOUND: Readonly<Record<string, Walk>> = {
  'an ID card is laid and lifted before it could be read': from([
    { type: 'layIdCard', visitor: 0 },
    { type: 'liftIdCard' },
  ]),
  'another card is pushed in while the screen says that the first was kept': from([
    { type: 'answerAll' },
    { type: 'insertCard' },
    { type: 'answerAll' },
    { type: 'answerAll' },
    { type: 'wait', milliseconds: 20_000 },
    { type: 'wait', milliseconds: 20_000 },
    { type: 'answerAll' },
    { type: 'insertCard' },
  ]),
  'a card slips in while the terminal goes out of service': from([
    { type: 'answerAll' },
    { type: 'health', of: 'bank', ok: false },
    { type: 'insertCard' },
  ]),
  'a card slips in while goodbye is said': from([
    { type: 'answerAll' },
    { type: 'key', which: 10 },
    { type: 'answerAll' },
    { type: 'key', which: 11 },
    { type: 'answer', question: 1, answer: 0 },
    { type: 'insertCard' },
    { type: 'wait', milliseconds: 6_000 },
  ]),
  'the ID reader is away when a visit ends, and back while the card still lies there': from([
    { type: 'answerAll' },
    { type: 'onward', which: 0 },
    { type: 'answerAll' },
    { type: 'answerAll' },
    { type: 'answerAll' },
    { type: 'health', of: 'idScanner', ok: false },
    { type: 'key', which: CANCEL },
    { type: 'wait', milliseconds: 15_000 },
    { type: 'answerAll' },
    { type: 'wait', milliseconds: 6_000 },
    { type: 'health', of: 'idScanner', ok: true },
    { type: 'answerAll' },
    { type: 'answerAll' },
  ]),
  'an ID card is laid while the reader is away, in a visit for a number': from(
    [
      { type: 'health', of: 'idScanner', ok: false },
      { type: 'act', which: 0 },
      { type: 'layIdCard', visitor: 0 },
    ],
    { leavesIdCard: true },
  ),
  'the card reader is lost before its entry was closed, and then draws a card in': from([
    { type: 'answerAll' },
    { type: 'onward', which: 0 },
    { type: 'answer', question: 0, answer: 0 },
    { type: 'health', of: 'cardReader', ok: false },
    { type: 'insertCard' },
    { type: 'answerAll' },
    { type: 'answerAll' },
    { type: 'key', which: CANCEL },
    { type: 'liftIdCard' },
    { type: 'answerAll' },
    { type: 'answerAll' },
    { type: 'wait', milliseconds: 6_000 },
  ]),
  'the journal breaks before anybody comes': from([{ type: 'onward', which: 0 }], { journalBreaks: 0 }),
};
