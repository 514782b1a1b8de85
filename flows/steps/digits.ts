/** Mainland mobile number: eleven digits, the second 3 to 9 (MIIT numbering plan). */
export const isMobile = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits);

/** One more digit, as long as there is room. */
export const typed = (entered: string, digit: number, length: number): string =>
  entered.length < length && digit >= 0 && digit <= 9 ? `${entered}${digit}` : entered;

export const CODE_LENGTH = 6;
export const PHONE_LENGTH = 11;
