/** Crockford's base 32: no letter that is taken for a digit. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HEX = 15;
const LETTERS = 12;

/**
 * A paper's short code: the first 60 bits of the SHA-256 of its bytes as `XXXX-XXXX-XXXX`, to be read off a receipt and
 * typed. With the paper's number it asks the archive about this very paper, and nobody guesses it.
 */
export function shortCode(sha256: string): string {
  let bits = BigInt(`0x${sha256.slice(0, HEX)}`);
  let code = '';
  for (let at = 0; at < LETTERS; at++) {
    code = `${DIGITS[Number(bits & 31n)]}${code}`;
    bits >>= 5n;
  }
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** The beginning of the SHA-256 that a typed code stands for, hexadecimal; undefined where it is none. */
export function codeStart(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll('-', '')
    .replaceAll(' ', '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code.length !== LETTERS || [...code].some((letter) => !DIGITS.includes(letter))) return undefined;
  const bits = [...code].reduce((sum, letter) => (sum << 5n) | BigInt(DIGITS.indexOf(letter)), 0n);
  return bits.toString(16).padStart(HEX, '0');
}
