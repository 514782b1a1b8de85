import { describe, expect, it } from 'vitest';
import type { IdentityDocument } from '#devices/id-scanner/contract.ts';
import { completedYears, dayInChina, documentFacts } from './facts.ts';

const document: IdentityDocument = {
  type: 'residentIdCard',
  number: '799999199002280019',
  name: '示例',
  sex: 'male',
  birthDate: '1990-02-28',
  validFrom: '2020-03-01',
  validTo: '2030-02-28',
  issuingAuthority: '示例机关',
  ethnicCode: '01',
  address: '示例地址',
};

describe('what guards know of a document', () => {
  it.each([
    ['the day before its first', '2020-02-29', 'notYet'],
    ['its first day', '2020-03-01', 'valid'],
    ['its last day', '2030-02-28', 'valid'],
    ['the day after its last', '2030-03-01', 'expired'],
  ])('on %s', (_, today, validity) => expect(documentFacts(document, today).validity).toBe(validity));

  it('long term does not expire, and still begins', () => {
    const longTerm = { ...document, validTo: 'longTerm' };
    expect(documentFacts(longTerm, '2199-12-31').validity).toBe('valid');
    expect(documentFacts(longTerm, '2019-12-31').validity).toBe('notYet');
  });

  it.each([
    ['1990-02-28', '2026-02-27', 35],
    ['1990-02-28', '2026-02-28', 36],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-29', 16],
  ])('born %s, on %s: %i years', (born, today, years) => expect(completedYears(born, today)).toBe(years));

  it('names nobody', () => {
    expect(Object.keys(documentFacts(document, '2026-11-22')).sort()).toEqual(['age', 'type', 'validity']);
  });
});

describe('the day in China', () => {
  it.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('%s is %s', (moment, day) => expect(dayInChina(Date.parse(moment))).toBe(day));
});
