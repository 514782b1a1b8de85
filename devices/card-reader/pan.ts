declare const brand: unique symbol;

/** A primary account number: 12 to 19 digits (ISO/IEC 7812). A string, never a number; never logged whole. */
export type Pan = string & { readonly [brand]: 'Pan' };

/** The number when `text` has the form of one. The check digit is asked separately: some real cards fail it. */
export const parsePan = (text: string): Pan | undefined =>
  /^[0-9]{12,19}$/.test(text) ? (text as Pan) : undefined;

/** For people and paper: the last four digits and nothing else, not even how many there were. */
export const maskPan = (pan: Pan): string => `**** ${pan.slice(-4)}`;

/** ISO/IEC 7812-1 annex B (Luhn). A warning, not a reason to refuse a card. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** The last month a card is good for; `month` is 1 to 12. */
export type CardExpiry = { readonly year: number; readonly month: number };

/** `YYMM` as cards carry it. Two-digit years below 50 are of this century (EMV Book 4, 6.7.3). */
export function parseExpiry(yymm: string): CardExpiry | undefined {
  if (!/^[0-9]{4}$/.test(yymm)) return undefined;
  const short = Number(yymm.slice(0, 2));
  const month = Number(yymm.slice(2));
  if (month < 1 || month > 12) return undefined;
  return { year: short < 50 ? 2000 + short : 1900 + short, month };
}
