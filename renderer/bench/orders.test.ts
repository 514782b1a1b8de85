import { describe, expect, test } from 'vitest';
import { BENCH_ACTS } from '#contracts/bench/acts.ts';
import { KEYPAD_KEYS } from '#contracts/keypad.ts';
import { type Order, orderWords } from './orders.ts';
import { somebody } from './state.test-data.ts';

const ORDERS: readonly (readonly [Order, string])[] = [
  [{ act: 'layIdCard', input: { person: 'somebody' } }, "Lay 林样例's ID card"],
  [{ act: 'layIdCard', input: { person: 'nobody' } }, "Lay nobody's ID card"],
  [{ act: 'liftIdCard', input: {} }, 'Lift the ID card'],
  [{ act: 'insertCard', input: { person: 'somebody', card: 1 } }, 'Insert •••• 0020'],
  [{ act: 'insertCard', input: { person: 'somebody', card: 9 } }, 'Insert a card'],
  [{ act: 'takeCard', input: {} }, 'Take the bank card'],
  [{ act: 'takeReceipt', input: {} }, 'Take the receipt'],
  [{ act: 'walkAway', input: {} }, 'Walk away'],
  [{ act: 'walkAway', input: { forget: ['receipt'] } }, 'Walk away and forget the receipt'],
  [
    { act: 'walkAway', input: { forget: ['receipt', 'idCard', 'bankCard'] } },
    'Walk away and forget the ID card, the bank card and the receipt',
  ],
  [{ act: 'pressKey', input: { key: 'seven' } }, 'Press 7'],
  [{ act: 'setPaper', input: { paper: 'out' } }, 'Take out the paper'],
  [{ act: 'openCover', input: {} }, "Open the printer's cover"],
  [{ act: 'closeCover', input: {} }, "Close the printer's cover"],
  [{ act: 'signOnPad', input: {} }, 'Sign on the signature pad'],
  [{ act: 'drawOnPad', input: { strokes: [[{ t: 0, x: 0.5, y: 0.5 }]] } }, 'Draw on the signature pad'],
  [{ act: 'tapPad', input: { button: 'confirm' } }, 'Tap confirm on the signature pad'],
  [{ act: 'takeNewCard', input: {} }, 'Take the new card'],
  [{ act: 'fillStacker', input: { cards: 3 } }, 'Put blank cards into the stack: 3'],
  [{ act: 'emptyBin', input: {} }, "Empty the card dispenser's bin"],
  [{ act: 'unplug', input: { device: 'idScanner' } }, 'Unplug the ID reader'],
  [{ act: 'plugIn', input: { device: 'receiptPrinter' } }, 'Plug in the receipt printer'],
  [
    { act: 'setFault', input: { device: 'cardReader', fault: 'jamOnInsert', on: true } },
    'Card reader: a card sticks on its way in, on',
  ],
  [{ act: 'setBankFault', input: { fault: 'wrongSchema', on: true } }, 'Bank: JSON of another world, on'],
  [{ act: 'setBankFault', input: { fault: 'silent', on: false } }, 'Bank: never answers, off'],
  [{ act: 'setBankFault', input: { fault: 'silent', on: true, count: 1 } }, 'Bank: never answers, once'],
  [{ act: 'newDay', input: {} }, 'Start the day again'],
];

describe('orders', () => {
  test.each(ORDERS)('%o is said as: %s', (order, words) => {
    expect(orderWords(order, [somebody])).toBe(words);
  });

  test('every act of the bench is among them, with input its schema takes', () => {
    expect(new Set(ORDERS.map(([{ act }]) => act))).toEqual(new Set(Object.keys(BENCH_ACTS)));
    for (const [{ act, input }] of ORDERS) expect(BENCH_ACTS[act].input.safeParse(input).success).toBe(true);
  });

  test('every key has a name of its own', () => {
    const names = KEYPAD_KEYS.map((key) => orderWords({ act: 'pressKey', input: { key } }, []));
    expect(new Set(names).size).toBe(KEYPAD_KEYS.length);
  });
});
