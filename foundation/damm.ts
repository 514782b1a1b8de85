/**
 * The operation table of H. Michael Damm's check digit: a totally anti-symmetric quasigroup of order ten. Every wrong
 * digit and every swap of two neighbours is told. Its properties are tested, not believed.
 */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** The digit that follows a run of digits; of a run that ends with its own it is 0. */
export function dammDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(DAMM[interim]?.[Number(digit)]);
  return String(interim);
}
