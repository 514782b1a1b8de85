import fc from 'fast-check';
import { KEYPAD_KEYS } from '#contracts/keypad.ts';
import { delays } from '#flows/delays.ts';
import { VISITORS } from './visitors.ts';

/** Everything that can happen to a terminal; what is not possible at the moment does nothing. */
export type Move =
  /** The customer does one of the things the screen offers, counted round. */
  | { readonly type: 'act'; readonly which: number }
  /** ... or goes on as one who knows what he came for; of several services and cards, one. */
  | { readonly type: 'onward'; readonly which: number }
  | { readonly type: 'key'; readonly which: number }
  | { readonly type: 'activity' }
  /** A second touch on a button that is gone, or one that never was. */
  | { readonly type: 'stale' }
  /** The world answers one of its open questions, one way or another. */
  | { readonly type: 'answer'; readonly question: number; readonly answer: number }
  /** ... or all of them in the ordinary way. */
  | { readonly type: 'answerAll' }
  | { readonly type: 'wait'; readonly milliseconds: number }
  | { readonly type: 'layIdCard'; readonly visitor: number }
  | { readonly type: 'liftIdCard' }
  | { readonly type: 'insertCard' }
  | { readonly type: 'takeCard' }
  | { readonly type: 'jamCard' }
  | {
      readonly type: 'health';
      readonly of: 'idScanner' | 'cardReader' | 'receiptPrinter' | 'bank' | 'branch';
      readonly ok: boolean;
    }
  | { readonly type: 'help'; readonly state: 'seen' | 'closed' | 'unreachable' }
  /** Somebody says without a word that he is under pressure; staff go there, and are done. */
  | { readonly type: 'quiet' }
  | { readonly type: 'quietNews'; readonly state: 'seen' | 'closed' }
  /** Of a call to a teller: he asks for one, or something is told of it. */
  | { readonly type: 'callTeller'; readonly back: boolean }
  | { readonly type: 'call'; readonly which: number }
  /** The bank's word on something that was unknown. */
  | { readonly type: 'settle'; readonly done: boolean };

const waits = [0, 1, 500, 1_000, 5_000, ...new Set(Object.values(delays))];
const many = fc.nat({ max: 1_000 });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ type: fc.constant('act' as const), which: many }) },
  { weight: 40, arbitrary: fc.record({ type: fc.constant('onward' as const), which: many }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('key' as const),
      which: fc.nat({ max: KEYPAD_KEYS.length - 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'activity' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'stale' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'quiet' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('quietNews' as const),
      state: fc.constantFrom('seen' as const, 'closed' as const),
    }),
  },
  { weight: 14, arbitrary: fc.constant({ type: 'answerAll' as const }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('answer' as const), question: many, answer: many }) },
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('wait' as const), milliseconds: fc.constantFrom(...waits) }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('layIdCard' as const),
      visitor: fc.nat({ max: VISITORS.length - 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: 'liftIdCard' as const }) },
  { weight: 6, arbitrary: fc.constant({ type: 'insertCard' as const }) },
  { weight: 3, arbitrary: fc.constant({ type: 'takeCard' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'jamCard' as const }) },
  // The cable of the ID reader, out and in at any moment.
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('health' as const),
      of: fc.constant('idScanner' as const),
      ok: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('health' as const),
      of: fc.constantFrom(
        'idScanner' as const,
        'cardReader' as const,
        'receiptPrinter' as const,
        'bank' as const,
        'branch' as const,
      ),
      ok: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('help' as const),
      state: fc.constantFrom('seen' as const, 'closed' as const, 'unreachable' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('settle' as const), done: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('callTeller' as const), back: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('call' as const), which: many }) },
);

/** One walk: how the terminal starts, what happens, whether the disk fails on the way, and how the customer leaves. */
export type Walk = {
  readonly start: { readonly cardInside: boolean; readonly returnCard: boolean };
  readonly moves: readonly Move[];
  /** Index of the move before which the journal breaks; null: never. */
  readonly journalBreaks: number | null;
  /** At the end the customer leaves the ID card lying. */
  readonly leavesIdCard: boolean;
};

const MOST_MOVES = 90;

export const walk: fc.Arbitrary<Walk> = fc.record({
  start: fc.oneof(
    { weight: 5, arbitrary: fc.constant({ cardInside: false, returnCard: false }) },
    { weight: 1, arbitrary: fc.record({ cardInside: fc.constant(true), returnCard: fc.boolean() }) },
  ),
  moves: fc.array(move, { minLength: 1, maxLength: MOST_MOVES, size: 'max' }),
  journalBreaks: fc.option(fc.nat({ max: MOST_MOVES }), { freq: 12, nil: null }),
  leavesIdCard: fc.boolean(),
});
