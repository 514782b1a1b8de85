import { expect, it } from 'vitest';
import { isFact, staffFact } from './entry.ts';

it.each(['1004', '10045', '1234567', '12345678'])('the number %s may stand in the journal', (number) => {
  expect(isFact(staffFact(number))).toBe(true);
  expect(staffFact(number).replaceAll('-', '')).toBe(number);
});
