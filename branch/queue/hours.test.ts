import { expect, it } from 'vitest';
import { within } from './hours.ts';

const workdays = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
/** 2026-11-23 is a Monday. */
const at = (text: string) => Date.parse(text);

it.each([
  ['2026-11-23T09:00:00+08:00', true],
  ['2026-11-23T08:59:59+08:00', false],
  ['2026-11-23T16:59:59+08:00', true],
  ['2026-11-23T17:00:00+08:00', false],
  ['2026-11-22T10:00:00+08:00', false],
  // Already Monday there, still Sunday in UTC.
  ['2026-11-23T09:30:00+08:00', true],
])('%s on a branch that opens from nine to five on workdays: %s', (text, open) => {
  expect(within(workdays, at(text), 'Asia/Shanghai')).toBe(open);
});

it('the hours are the branch’s, whatever the machine’s are, and a day has an end', () => {
  expect(within(workdays, at('2026-11-23T09:00:00+08:00'), 'Europe/Berlin')).toBe(false);
  const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];
  expect(within(always, at('2026-11-22T23:59:59+08:00'), 'Asia/Shanghai')).toBe(true);
  expect(within([], at('2026-11-23T10:00:00+08:00'), 'Asia/Shanghai')).toBe(false);
});
