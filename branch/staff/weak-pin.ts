import type { PinWeakness } from '#contracts/branch/staff.ts';

/**
 * Why somebody would guess these six digits early; undefined when there is no such reason. What people choose when
 * they may choose: one or two digits only, runs, a pair or a triple again and again, dates and years of a lifetime,
 * and what stands on their own badge.
 */
export function pinWeakness(pin: string, number: string): PinWeakness | undefined {
  if (new Set(pin).size < 3) return 'fewDigits';
  if (isRun(pin) || (isRun(pin.slice(0, 3)) && isRun(pin.slice(3)))) return 'run';
  if (pin.slice(0, 3) === pin.slice(3) || pin === pin.slice(0, 2).repeat(3) || isDoubled(pin))
    return 'repeated';
  if (isDate(pin)) return 'date';
  if (holdsNumber(pin, number)) return 'number';
  return undefined;
}

/** Every digit one more, or every digit one less, than the one before; nine and nought are neighbours. */
function isRun(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

/** 112233, 774411: three digits, each twice in a row. */
const isDoubled = (pin: string): boolean => pin[0] === pin[1] && pin[2] === pin[3] && pin[4] === pin[5];

const YEAR = /^(?:19[3-9]\d|20[0-2]\d)$/;
const isMonth = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 12;
const isDay = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 31;

/** A day with a year of two digits, however it is written (850412, 120485, 041285), or a year of four with anything. */
function isDate(pin: string): boolean {
  if (YEAR.test(pin.slice(0, 4)) || YEAR.test(pin.slice(2))) return true;
  const [first, second, third] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)];
  return (
    (isMonth(second) && isDay(third)) ||
    (isDay(first) && isMonth(second)) ||
    (isMonth(first) && isDay(second))
  );
}

/** One's number in the PIN, or the PIN in it, forwards or backwards. */
function holdsNumber(pin: string, number: string): boolean {
  const backwards = [...number].toReversed().join('');
  return [number, backwards].some((digits) => digits.includes(pin) || pin.includes(digits));
}
