import { describe, expect, it } from 'vitest';
import type { Board } from '#contracts/branch/board.ts';
import { newCalls } from './calls.ts';

/** `A001 3 1`: number, counter, how often called; newest first. */
const board = (...rows: string[]): Board => ({
  revision: 1,
  serverTime: '2026-11-22T02:00:00.000Z',
  name: { zh: '滨江路支行', en: 'Binjiang Road Branch' },
  timeZone: 'Asia/Shanghai',
  rows: rows.map((row) => {
    const [label = '', counter = '', calls = ''] = row.split(' ');
    return { label, counter, calls: Number(calls) };
  }),
  waiting: 0,
  careUntil: null,
  speech: true,
});
const labels = (before: Board | null, after: Board) => newCalls(before, after).map(({ label }) => label);

describe('what was called between two pictures', () => {
  it.each<[name: string, before: Board | null, after: Board, called: string[]]>([
    ['nothing that stood there when the page was opened', null, board('A002 2 1', 'A001 1 1'), []],
    ['nothing when nothing changed', board('A001 1 1'), board('A001 1 1'), []],
    ['the first call into an empty hall', board(), board('A001 1 1'), ['A001']],
    [
      'two calls at once, the earlier one first',
      board('A001 1 1'),
      board('A003 3 1', 'A002 2 1', 'A001 1 1'),
      ['A002', 'A003'],
    ],
    ['the same number called again', board('A002 2 1', 'A001 1 1'), board('A001 1 2', 'A002 2 1'), ['A001']],
    ['the same number called to another counter', board('A001 1 1'), board('A001 4 2'), ['A001']],
    [
      'no number that only comes into sight again',
      board('A006 6 1', 'A005 5 1', 'A004 4 1', 'A003 3 1', 'A002 2 1'),
      board('A006 6 1', 'A005 5 1', 'A003 3 1', 'A002 2 1', 'A001 1 1'),
      [],
    ],
    [
      'everything after a gap in which all went',
      board('A001 1 1'),
      board('A008 1 1', 'A007 2 1'),
      ['A007', 'A008'],
    ],
  ])('%s', (_, before, after, called) => expect(labels(before, after)).toEqual(called));
});
