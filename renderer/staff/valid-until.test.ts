import { expect, it } from 'vitest';
import { VALID_DAYS } from '#contracts/branch/staff.ts';
import { dayOf, daysAhead, endOf } from './valid-until.ts';

const NOW = '2026-11-23T02:00:00.000Z';

it('every day that may be chosen ends ahead and not too far', () => {
  const { min, max } = daysAhead(NOW);
  for (let day = Date.parse(NOW); dayOf(day) <= max; day += 86_400_000) {
    const end = endOf(dayOf(day), NOW);
    const ahead = Date.parse(end ?? '') - Date.parse(NOW);
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThanOrEqual(VALID_DAYS * 86_400_000);
    expect(dayOf(Date.parse(end ?? ''))).toBe(dayOf(day));
  }
  expect(dayOf(Date.parse(NOW))).toBe(min);
});

it('a day beyond is left to the service to refuse, and no day is none', () => {
  const ahead = Date.parse(endOf('2027-06-01', NOW) ?? '') - Date.parse(NOW);
  expect(ahead).toBeGreaterThan(VALID_DAYS * 86_400_000);
  expect(endOf('', NOW)).toBeNull();
  expect(endOf('2026-13-99', NOW)).toBeNull();
});
