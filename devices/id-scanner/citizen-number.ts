/** Weights and check characters of GB 11643 (ISO 7064 MOD 11-2), most significant digit first. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** The check character that belongs behind the first seventeen digits; `undefined` when they are no such digits. */
export function citizenCheckCharacter(seventeen: string): string | undefined {
  if (!/^[0-9]{17}$/.test(seventeen)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(seventeen[place]), 0);
  return CHECK_CHARACTERS[sum % CHECK_CHARACTERS.length];
}

/**
 * True for an 18-character citizen number whose check character fits (GB 11643). The check character is a capital
 * X where it is ten, as cards carry it. Area and date parts are not judged: areas come and go.
 */
export const isCitizenNumber = (text: string): boolean =>
  text.length === 18 && citizenCheckCharacter(text.slice(0, 17)) === text[17];

/** What a citizen number says of its holder (GB 11643): characters 7 to 14 are the birth date, the 17th is odd for men. */
export const citizenNumberSays = (
  number: string,
): { readonly birthDate: string; readonly sex: 'male' | 'female' } => ({
  birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
  sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
});
