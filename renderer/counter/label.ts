import type { TicketLabel } from '#contracts/branch/ticket.ts';

/** Digits a number has at least, as it is printed. */
const DIGITS = 3;

/**
 * The number somebody means by what he typed: `a7`, `A 07` and `A007` are all A007; `7` is A007 when only one number
 * that could be called ends so. Undefined when it can be none, or several.
 */
export function labelMeant(typed: string, callable: readonly TicketLabel[]): TicketLabel | undefined {
  const [, letter = '', digits = ''] =
    /^([A-Z]?)0*(\d{1,5})$/.exec(typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()) ?? [];
  if (digits === '' || Number(digits) === 0) return undefined;
  const number = digits.padStart(DIGITS, '0');
  if (letter !== '') return letter + number;
  const meant = callable.filter((label) => label.slice(1) === number);
  return meant.length === 1 ? meant[0] : undefined;
}
