import { describe, expect, it } from 'vitest';
import { codeOf, digestOf, isAppointmentCode } from './code.ts';
import { openReference, sealReference } from './seal.ts';

describe('a code', () => {
  it.each(['', '1234567', '123456789', '1234567x', '１２３４５６７８', ' 1234567', '-1234567'])(
    'refuses %j',
    (text) => expect(isAppointmentCode(text)).toBe(false),
  );
});

describe('the code of an appointment', () => {
  const id = 'an-id-of-a-booking-1';

  it('is the same for the same id, another for another, another try, or another secret', () => {
    const code = codeOf('secret', id, 0);
    expect(codeOf('secret', id, 0)).toBe(code);
    const others = [codeOf('secret', id, 1), codeOf('secret', `${id}2`, 0), codeOf('other', id, 0)];
    expect(new Set([code, ...others]).size).toBe(4);
    for (const each of [code, ...others]) expect(isAppointmentCode(each)).toBe(true);
  });

  it('spreads over all its digits', () => {
    const first = Array.from({ length: 2_000 }, (_, n) => codeOf('secret', `booking ${n}`, 0));
    expect(new Set(first).size).toBeGreaterThan(1_990);
    for (let place = 0; place < 8; place++) expect(new Set(first.map((code) => code[place])).size).toBe(10);
  });

  it('is digested for its kind alone', () => {
    expect(digestOf('secret', 'code', '1')).not.toBe(digestOf('secret', 'customer', '1'));
  });
});

describe('a sealed reference', () => {
  it('opens with its code, and with nothing else', () => {
    const sealed = sealReference('secret', '12345678', 'cus_example01');
    expect(openReference('secret', '12345678', sealed)).toBe('cus_example01');
    expect(openReference('secret', '12345679', sealed)).toBeUndefined();
    expect(openReference('other', '12345678', sealed)).toBeUndefined();
    expect(openReference('secret', '12345678', sealed.slice(0, 20))).toBeUndefined();
    expect(openReference('secret', '12345678', `${sealed.slice(0, -2)}AA`)).toBeUndefined();
    expect(sealed).not.toContain('cus_');
  });
});
