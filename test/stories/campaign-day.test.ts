import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DayChecker } from '../campaigns/day/checker.ts';
import { days } from '../campaigns/day/day.ts';
import type { Rules } from '../campaigns/day/hall-model.ts';
import { Promises } from '../campaigns/support/campaign-run.ts';
import { CLONE, importsOf } from '../house/repository.ts';

const SEED = 20_261_122;

/** A short piece of `npm run campaign -- day`. */
it(`a branch's day replayed by a client of the documents, seed ${SEED}: both engines answer by the rules and end in the same history`, async () => {
  const { failures } = await days({ seed: SEED, rounds: 1, say: () => {} }, 10);
  expect(failures).toEqual([]);
}, 240_000);

it('the client that replays it knows nothing of the product', () => {
  const client = ['client.ts', 'api-document.ts', 'people.ts', 'seen.ts'].map((file) => `branch/${file}`);
  const model = ['acts.ts', 'hall-model.ts', 'checker.ts', 'course.ts'].map((file) => `day/${file}`);
  const campaigns = join(CLONE, 'test', 'campaigns');
  expect(readdirSync(join(campaigns, 'day'))).toContain('hall-model.ts');
  const imported = [...client, ...model].flatMap((file) =>
    importsOf(readFileSync(join(campaigns, file), 'utf8')),
  );
  expect(imported.length).toBeGreaterThan(8);
  expect(imported.filter((name) => /^#/.test(name))).toEqual([]);
});

describe('the checker of a day', () => {
  const rules: Rules = {
    series: new Map([['cash', 'A']]),
    counters: new Map([
      ['1', []],
      ['2', []],
    ]),
    credit: {},
    most: 3,
    noShowMilliseconds: 60_000,
  };
  const take = (id: string, label: string) => ({
    act: {
      kind: 'take' as const,
      terminal: 0,
      id,
      services: ['cash'],
      segment: 'ordinary',
      needs: [],
      channel: 'anonymous',
    },
    answer: { code: '', ticket: waiting(id, label) },
  });
  const waiting = (id: string, label: string) => ({
    id,
    label,
    services: [{ id: 'cash', outcome: 'open' }],
    state: 'waiting',
    counter: null,
    overtaken: 0,
    issuedAt: 0,
    calledAt: null as number | null,
    version: 1,
  });
  const open = (staff: number) => ({
    act: {
      kind: 'counter' as const,
      staff,
      name: 'open' as const,
      body: { request: `open ${staff}`, counter: `${staff + 1}` },
    },
    answer: { code: '', ticket: null },
  });
  const called = (staff: number, id: string, label: string) => ({
    act: {
      kind: 'counter' as const,
      staff,
      name: 'callNext' as const,
      body: { request: `call ${staff}` },
    },
    answer: {
      code: '',
      ticket: { ...waiting(id, label), state: 'called', counter: `${staff + 1}`, calledAt: 0, version: 2 },
    },
  });
  const told = (instants: readonly (readonly Parameters<DayChecker['saw']>[0]['asked'][number][])[]) => {
    const promises = new Promises();
    const checker = new DayChecker(rules, promises);
    for (const asked of instants) checker.saw({ now: 0, care: false, asked });
    return promises.broken.length;
  };

  it('takes any order of what happened at the same instant', () => {
    const first = [open(0), open(1)];
    expect(
      told([first, [take('b', 'A002'), take('a', 'A001')], [called(0, 'b', 'A002'), called(1, 'a', 'A001')]]),
    ).toBe(0);
  });

  it('and sees one customer called to two counters, a number given twice, and one who was let go before', () => {
    const morning = [[open(0), open(1)], [take('a', 'A001')], [take('b', 'A002')]];
    expect(told([...morning, [called(0, 'a', 'A001'), called(1, 'a', 'A001')]])).toBe(1);
    expect(told([[take('a', 'A001'), take('b', 'A001')]])).toBe(1);
    expect(told([...morning, [called(0, 'b', 'A002')]])).toBe(1);
  });
});
