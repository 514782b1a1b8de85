import { describe, expect, it } from 'vitest';
import { businessDate } from './business-date.ts';

describe('the business day', () => {
  it.each([
    ['2026-11-21T15:59:59.999Z', 'Asia/Shanghai', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', 'Asia/Shanghai', '2026-11-22'],
    ['2028-02-28T16:00:00.000Z', 'Asia/Shanghai', '2028-02-29'],
    ['2026-12-31T23:30:00.000Z', 'UTC', '2026-12-31'],
    ['1970-01-01T00:00:00.000Z', 'UTC', '1970-01-01'],
    ['2026-03-29T00:30:00.000Z', 'Europe/Berlin', '2026-03-29'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(businessDate(Date.parse(instant), zone)).toBe(day);
  });
});
