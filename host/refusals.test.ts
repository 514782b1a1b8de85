import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { refusalJournal } from './refusals.ts';
import { memoryForTests } from './test-support/memory.ts';

function door() {
  const { journal, database } = memoryForTests();
  const clock = new ManualClock();
  const { refused, close } = refusalJournal(journal, clock, () => {});
  const counts = () =>
    database
      .prepare(
        `SELECT json_extract(body, '$.facts.count') AS count FROM entry
           WHERE json_extract(body, '$.kind') = 'refused' ORDER BY seq`,
      )
      .all()
      .map(({ count }) => count);
  const knock = (times: number) => {
    for (let turn = 0; turn < times; turn++) refused('bridge', 'badToken');
  };
  return { clock, close, counts, knock };
}
const ten = Array.from({ length: 10 }, () => null);

it('the number of those that were only counted is written when the minute is over', () => {
  const { clock, counts, knock } = door();
  knock(25);
  expect(counts()).toEqual(ten);
  clock.advance(60_000);
  expect(counts()).toEqual([...ten, 15]);
  clock.advance(600_000);
  knock(1);
  expect(counts()).toEqual([...ten, 15, null]);
});

it('and at an orderly end, once', () => {
  const { clock, close, counts, knock } = door();
  knock(11);
  close();
  expect(counts()).toEqual([...ten, 1]);
  clock.advance(60_000);
  expect(counts()).toEqual([...ten, 1]);
});
