import { describe, expect, it } from 'vitest';
import { processIds } from './process-ids.ts';

describe('process ids', () => {
  it('are four printable characters, none given twice', () => {
    const next = processIds();
    const ids = Array.from({ length: 10_000 }, next);
    for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z]{4}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('begin anew after the last', () => {
    const next = processIds(62 ** 4 - 1);
    expect([next(), next(), next()]).toEqual(['zzzz', '0000', '0001']);
  });

  it('begin elsewhere on every connection', () => {
    expect(new Set(Array.from({ length: 20 }, () => processIds()())).size).toBeGreaterThan(18);
  });
});
