import { describe, expect, it } from 'vitest';
import {
  boundedText,
  documentNumber,
  idempotencyKey,
  maskedPhone,
  moment,
  oneTimeCode,
  opaqueRef,
  pan,
  phoneNumber,
} from './values.ts';

describe('values that cross to the bank', () => {
  it.each([
    ['a citizen number', documentNumber, '79999919880719002X', true],
    ['a small x', documentNumber, '79999919880719002x', false],
    ['the card of 2017', documentNumber, 'DNK999984012715', true],
    ['seventeen digits', documentNumber, '79999919880719002', false],
    ['a card of 12 digits', pan, '999999000001', true],
    ['a card of 19 digits', pan, '9999990000010100012', true],
    ['a card of 20 digits', pan, '99999900000101000123', false],
    ['a card number that is a number', pan, 999999000001, false],
    ['a card with spaces', pan, '9999 9900 0001', false],
    ['full-width digits', pan, '９９９９９９００００００１', false],
    ['a mobile number', phoneNumber, '14200010001', true],
    ['a fixed line', phoneNumber, '01012345678', false],
    ['a number with a country', phoneNumber, '+8614200010001', false],
    ['a masked number', maskedPhone, '142****0001', true],
    ['a number masked too little', maskedPhone, '1420***0001', false],
    ['a whole number where a masked one belongs', maskedPhone, '14200010001', false],
    ['a code', oneTimeCode, '004711', true],
    ['a short code', oneTimeCode, '04711', false],
    ['a reference', opaqueRef, 'cus_7hQm2Vd0Kx41', true],
    ['a reference that is a path', opaqueRef, '../../etc/x', false],
    ['a key', idempotencyKey, 'bcdfghjkmnpqrstvwxzbcdfg', true],
    ['a key that could be guessed', idempotencyKey, 'abc', false],
    ['a key with a line break', idempotencyKey, 'bcdfghjkmnpqrstvwxz\nbcdfg', false],
    ['a moment', moment, '2026-11-22T02:00:00.000Z', true],
    ['a moment without a zone', moment, '2026-11-22T02:00:00', false],
  ])('%s', (_, schema, value, fits) => {
    expect(schema.safeParse(value).success).toBe(fits);
  });

  it('text is bounded by what people count: a rare character is one', () => {
    const name = boundedText(3);
    expect(name.safeParse('\u{21413}\u{21413}\u{21413}').success).toBe(true);
    expect(name.safeParse('abcd').success).toBe(false);
    expect(name.safeParse('\u{21413}'.repeat(4)).success).toBe(false);
    expect(name.safeParse('').success).toBe(false);
  });
});
