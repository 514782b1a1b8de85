const GB11643_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The 18th character of a citizen number from its first 17 digits (GB 11643, MOD 11-2). */
export function gb11643Check(seventeen: string): string {
  const sum = GB11643_WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The 18th character of a unified social credit code from its first 17 (GB 32100-2015, MOD 31, weights 3^n mod 31). */
export function gb32100Check(seventeen: string): string {
  let [sum, weight] = [0, 1];
  for (const character of seventeen) {
    sum += weight * CREDIT_ALPHABET.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The last digit of a card number from all the digits before it (ISO/IEC 7812-1 annex B, Luhn). */
export function luhnCheck(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** ICAO 9303-3 check digit (weights 7 3 1) of digits and capital letters. */
export function icaoCheck(text: string): string {
  const weights = [7, 3, 1];
  const sum = [...text].reduce(
    (total, character, index) => total + Number.parseInt(character, 36) * (weights[index % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}
