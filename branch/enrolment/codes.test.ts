import { describe, expect, it } from 'vitest';
import { enrolmentCodeHash, newEnrolmentCode } from './codes.ts';

describe('an enrolment code', () => {
  it('is four groups of five without look-alikes, and never the same', () => {
    const codes = Array.from({ length: 200 }, newEnrolmentCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it('is the same however it is typed', () => {
    expect(enrolmentCodeHash('abcde-fghjk-mnpqr-stvwx')).toBe(enrolmentCodeHash('ABCDE FGHJK MNPQR STVWX'));
    expect(enrolmentCodeHash('ABCDE')).not.toBe(enrolmentCodeHash('ABCDF'));
  });
});
